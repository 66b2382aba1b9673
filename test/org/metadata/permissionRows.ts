import type { Org, Row } from '../org.ts';
import { checkedField, checkedObject, checkTab, keepsObjectPermissions } from './checkNames.ts';
import { textOf, type Component, type Entry } from './component.ts';
import { entityId, setupEntitySections } from './setupEntities.ts';

/** The rows of one child object that a component asks for. */
export type WantedRows = {
  readonly object: 'ObjectPermissions' | 'FieldPermissions' | 'PermissionSetTabSetting' | 'SetupEntityAccess';
  /** The column that tells rows of one permission set apart. */
  readonly key: string;
  readonly rows: readonly WantedRow[];
  /** Objects whose rows stay although they are not named. */
  readonly spared?: ReadonlySet<string>;
};

/** `values` hold 0/1 flags, or the visibility of a tab; undefined asks that there be no row. */
export type WantedRow = { readonly key: Row; readonly values: Row | undefined };

/** Members of objectPermissions and their columns (facts 3.2, 3.6). */
export const objectFlags: Readonly<Record<string, string>> = {
  allowCreate: 'PermissionsCreate',
  allowDelete: 'PermissionsDelete',
  allowEdit: 'PermissionsEdit',
  allowRead: 'PermissionsRead',
  modifyAllRecords: 'PermissionsModifyAllRecords',
  viewAllFields: 'PermissionsViewAllFields',
  viewAllRecords: 'PermissionsViewAllRecords',
};

export const fieldFlags: Readonly<Record<string, string>> = {
  editable: 'PermissionsEdit',
  readable: 'PermissionsRead',
};

/** Words of tab visibility in permission sets and in profiles, and as stored (facts 3.4). */
const tabWords: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  PermissionSet: { Visible: 'DefaultOn', Available: 'DefaultOff', None: undefined },
  Profile: { DefaultOn: 'DefaultOn', DefaultOff: 'DefaultOff', Hidden: undefined },
};

/**
 * What a component asks for, child object by child object, in the order of its sections.
 * Throws the first problem with a name in it (facts 3.6).
 */
export function wantedRows(org: Org, component: Component): readonly WantedRows[] {
  const entities = setupEntitySections.flatMap((section) =>
    entriesOf(component, section.section).map((entry) => entityRow(org, entry, section)),
  );
  const fields = entriesOf(component, 'fieldPermissions').map((entry) => fieldRow(org, entry));
  const objects = entriesOf(component, 'objectPermissions').flatMap((entry) => objectRow(org, entry));
  const tabs = entriesOf(component, component.type === 'Profile' ? 'tabVisibilities' : 'tabSettings');
  return [
    { object: 'SetupEntityAccess', key: 'SetupEntityId', rows: entities },
    { object: 'ObjectPermissions', key: 'SobjectType', rows: objects },
    { object: 'FieldPermissions', key: 'Field', rows: fields, spared: withViewAllFields(objects) },
    { object: 'PermissionSetTabSetting', key: 'Name', rows: tabs.map((entry) => tabRow(org, component, entry)) },
  ];
}

/** Under View All Fields a retrieve leaves the fields out: deployed back, their absence takes nothing away (facts 3.3 [official META67 note]). */
function withViewAllFields(objects: readonly WantedRow[]): ReadonlySet<string> {
  return new Set(
    objects
      .filter(({ values }) => values?.['PermissionsViewAllFields'] === 1)
      .map(({ key }) => String(key['SobjectType'])),
  );
}

function entriesOf(component: Component, section: string): readonly Entry[] {
  return component.lists[section] ?? [];
}

function entityRow(org: Org, entry: Entry, section: (typeof setupEntitySections)[number]): WantedRow {
  const id = entityId(org, section, textOf(entry[section.key]));
  return { key: { SetupEntityId: id }, values: entry[section.flag] === true ? {} : undefined };
}

function fieldRow(org: Org, entry: Entry): WantedRow {
  const { object, name } = checkedField(org, textOf(entry['field']));
  const key = { SobjectType: object.name, Field: name };
  return { key, values: flagsOrNothing(entry, fieldFlags) };
}

function objectRow(org: Org, entry: Entry): readonly WantedRow[] {
  const object = checkedObject(org, textOf(entry['object']));
  const values = flagsOrNothing(entry, objectFlags);
  if (values !== undefined && !keepsObjectPermissions(object)) return [];
  return object.objectPermissionable ? [{ key: { SobjectType: object.name }, values }] : [];
}

function tabRow(org: Org, component: Component, entry: Entry): WantedRow {
  const tab = textOf(entry['tab']);
  checkTab(org, tab);
  const visibility = tabWords[component.type]?.[textOf(entry['visibility'])];
  return { key: { Name: tab }, values: visibility === undefined ? undefined : { Visibility: visibility } };
}

/** Flags as columns; a row without any right cannot exist (facts 3.1). */
function flagsOrNothing(entry: Entry, columns: Readonly<Record<string, string>>): Row | undefined {
  const given = Object.entries(columns).filter(([member]) => entry[member] !== undefined);
  const row = Object.fromEntries(given.map(([member, column]) => [column, toFlag(entry[member])]));
  return Object.values(row).includes(1) ? row : undefined;
}

function toFlag(value: Entry[string] | undefined): 0 | 1 {
  return value === true ? 1 : 0;
}
