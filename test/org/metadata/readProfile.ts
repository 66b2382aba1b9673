import type { Org, Row } from '../org.ts';
import type { Component, Entry, Scalar } from './component.ts';
import { licenseName } from './licenses.ts';
import { permissionSetOfProfile, profileFullName } from './names.ts';
import { fieldFlags, objectFlags } from './permissionRows.ts';
import { enabledPermissions, entityLists, fieldEntries, objectEntries } from './readPermissionSet.ts';
import { recordTypeVisibilities } from './recordTypeVisibility.ts';
import { activeRecordTypes, recordTypeFullName } from './recordTypes.ts';
import { entitiesOf, setupEntitySections } from './setupEntities.ts';

/**
 * A profile retrieved without other components: custom, description, userLicense and enabled userPermissions only.
 * source: facts 2.4 [community, 2; recorded response]
 */
export function retrievedProfile(org: Org, profile: Row): Component {
  const set = permissionSetOfProfile(org, String(profile['Id']));
  const values: Record<string, Scalar> = { custom: set?.['IsCustom'] === 1 };
  if (typeof profile['Description'] === 'string') values['description'] = profile['Description'];
  const license = licenseName(org, profile['UserLicenseId']);
  if (license !== undefined) values['userLicense'] = license;
  const userPermissions = enabledPermissions(org, 'Profile', profile);
  return { type: 'Profile', fullName: profileFullName(profile), values, lists: { userPermissions } };
}

/**
 * A profile as readMetadata gives it: also a row for every object, field, class, page, app and record type, all-false
 * ones included. source: facts 2.4 [recorded response]
 */
export function wholeProfile(org: Org, profile: Row): Component {
  const short = retrievedProfile(org, profile);
  const set = permissionSetOfProfile(org, String(profile['Id']));
  if (set === undefined) return short;
  const setId = String(set['Id']);
  const lists = {
    ...short.lists,
    ...wholeEntityLists(org, setId),
    fieldPermissions: whole(everyField(org), 'field', fieldFlags, fieldEntries(org, setId)),
    objectPermissions: whole(everyObject(org), 'object', objectFlags, objectEntries(org, setId)),
    recordTypeVisibilities: recordTypeEntries(org, setId),
    tabVisibilities: tabEntries(org, setId),
  };
  const filled = Object.entries(lists).filter(([, entries]) => entries.length > 0);
  return { ...short, lists: Object.fromEntries(filled) };
}

function everyObject(org: Org): readonly string[] {
  return [...org.schema.objects.values()].filter((object) => object.objectPermissionable).map((object) => object.name);
}

function everyField(org: Org): readonly string[] {
  return [...org.schema.objects.values()]
    .filter((object) => !object.toolingOnly)
    .flatMap((object) =>
      object.fields
        .filter((field) => field.permissionable && !isAddressPart(object.fields, field.compoundFieldName))
        .map((field) => `${object.name}.${field.name}`),
    );
}

function isAddressPart(fields: readonly { name: string; type: string }[], compound: string | null): boolean {
  return fields.some((field) => field.name === compound && field.type === 'address');
}

/** The entries that are there, and all-false ones for the other names. */
function whole(
  names: readonly string[],
  key: string,
  columns: Readonly<Record<string, string>>,
  present: readonly Entry[],
): readonly Entry[] {
  const byName = new Map(present.map((entry) => [entry[key], entry]));
  const nothing = Object.fromEntries(Object.keys(columns).map((member) => [member, false]));
  return names.map((name) => byName.get(name) ?? { ...nothing, [key]: name });
}

function wholeEntityLists(org: Org, setId: string): Record<string, readonly Entry[]> {
  const present = entityLists(org, setId);
  const listed = new Set(['applicationVisibilities', 'classAccesses', 'flowAccesses', 'pageAccesses']);
  return Object.fromEntries(
    setupEntitySections.map(({ section, key, flag, setsOnly, ...rest }) => {
      const entries = setsOnly ? [] : (present[section] ?? []);
      if (!listed.has(section)) return [section, entries];
      const on = new Set(entries.map((entry) => entry[key]));
      const app = section === 'applicationVisibilities' ? { default: false } : {};
      const names = entitiesOf(org, { section, key, flag, ...rest }).map(([name]) => name);
      return [section, names.map((name) => ({ [key]: name, ...app, [flag]: on.has(name) }))];
    }),
  );
}

function recordTypeEntries(org: Org, setId: string): readonly Entry[] {
  const byId = new Map(recordTypeVisibilities(org, setId).map((row) => [row.recordTypeId, row]));
  return activeRecordTypes(org).map((recordType) => {
    const row = byId.get(String(recordType['Id']));
    return {
      default: row?.isDefault ?? false,
      recordType: recordTypeFullName(recordType),
      visible: row?.visible ?? false,
    };
  });
}

function tabEntries(org: Org, setId: string): readonly Entry[] {
  return org.store
    .find('PermissionSetTabSetting', { ParentId: setId })
    .map((row) => ({ tab: String(row['Name']), visibility: String(row['Visibility']) }));
}
