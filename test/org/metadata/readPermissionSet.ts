import type { Org, Row } from '../org.ts';
import type { Component, Entry, Scalar } from './component.ts';
import { permissionColumns } from './checkNames.ts';
import { licenseName } from './licenses.ts';
import { prefixed } from './names.ts';
import { fieldFlags, objectFlags } from './permissionRows.ts';
import { recordTypeVisibilities } from './recordTypeVisibility.ts';
import { recordTypeFullName } from './recordTypes.ts';
import { entitiesOf, setupEntitySections } from './setupEntities.ts';
import { isVirtual } from '../rules/allData.ts';

/**
 * A permission set as metadata: everything that is switched on, and hasActivationRequired and label always.
 * source: facts 3.6 [official, recorded response]
 */
export function readPermissionSet(org: Org, row: Row): Component {
  const id = String(row['Id']);
  const values: Record<string, Scalar> = {
    hasActivationRequired: row['HasActivationRequired'] === 1,
    label: String(row['Label']),
  };
  if (typeof row['Description'] === 'string') values['description'] = row['Description'];
  const license = licenseName(org, row['LicenseId']);
  if (license !== undefined) values['license'] = license;
  const lists = {
    ...entityLists(org, id),
    fieldPermissions: fieldEntries(org, id),
    objectPermissions: objectEntries(org, id),
    recordTypeVisibilities: recordTypeEntries(org, id),
    tabSettings: tabEntries(org, id),
    userPermissions: enabledPermissions(org, 'PermissionSet', row),
  };
  const filled = Object.entries(lists).filter(([, entries]) => entries.length > 0);
  return { type: 'PermissionSet', fullName: prefixed(row, 'Name'), values, lists: Object.fromEntries(filled) };
}

/** The user permissions that are on. source: facts 2.4: retrieve returns only enabled ones [official] */
export function enabledPermissions(org: Org, object: 'PermissionSet' | 'Profile', row: Row): readonly Entry[] {
  return permissionColumns(org, object)
    .filter((column) => row[column] === 1)
    .map((column) => ({ enabled: true, name: column.slice('Permissions'.length) }));
}

/** Grants of classes, pages, apps and so on, by section. */
export function entityLists(org: Org, setId: string): Record<string, readonly Entry[]> {
  const granted = new Set(org.store.find('SetupEntityAccess', { ParentId: setId }).map((row) => row['SetupEntityId']));
  return Object.fromEntries(
    setupEntitySections.map((section) => {
      const names = entitiesOf(org, section).filter(([, id]) => granted.has(id));
      return [section.section, names.map(([name]) => ({ [section.key]: name, [section.flag]: true }))];
    }),
  );
}

/** source: facts 3.3: rows of an object with View All Fields are not returned in metadata [official META67 note] */
export function fieldEntries(org: Org, setId: string): readonly Entry[] {
  const whole = new Set(
    org.store
      .find('ObjectPermissions', { ParentId: setId, PermissionsViewAllFields: 1 })
      .map((row) => row['SobjectType']),
  );
  return org.store
    .find('FieldPermissions', { ParentId: setId })
    .filter((row) => !whole.has(row['SobjectType'] ?? null))
    .map((row) => ({ ...flags(row, fieldFlags), field: String(row['Field']) }));
}

export function objectEntries(org: Org, setId: string): readonly Entry[] {
  return org.store
    .find('ObjectPermissions', { ParentId: setId })
    .filter((row) => !isVirtual(row))
    .map((row) => ({ ...flags(row, objectFlags), object: String(row['SobjectType']) }));
}

function flags(row: Row, columns: Readonly<Record<string, string>>): Record<string, boolean> {
  return Object.fromEntries(Object.entries(columns).map(([member, column]) => [member, row[column] === 1]));
}

function recordTypeEntries(org: Org, setId: string): readonly Entry[] {
  return recordTypeVisibilities(org, setId).flatMap((visibility) => {
    const recordType = org.store.get('RecordType', visibility.recordTypeId);
    if (recordType?.['IsActive'] !== 1) return [];
    return [{ recordType: recordTypeFullName(recordType), visible: visibility.visible }];
  });
}

function tabEntries(org: Org, setId: string): readonly Entry[] {
  return org.store.find('PermissionSetTabSetting', { ParentId: setId }).map((row) => ({
    tab: String(row['Name']),
    visibility: row['Visibility'] === 'DefaultOn' ? 'Visible' : 'Available',
  }));
}
