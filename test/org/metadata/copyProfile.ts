import { NotSimulated, type Access, type Row, type Session } from '../org.ts';
import { insertRecord } from '../records/write.ts';
import { asJson, runWrites, type Write } from './applyRows.ts';
import { permissionColumns } from './checkNames.ts';
import type { Component } from './component.ts';
import { findProfile, permissionSetOfProfile, profileLabel } from './names.ts';
import { recordTypeVisibilities, setRecordTypeVisibilities } from './recordTypeVisibility.ts';

/** What a copy takes over, with the columns of each row. */
const copied: Readonly<Record<string, readonly string[]>> = {
  ObjectPermissions: [
    'SobjectType',
    'PermissionsRead',
    'PermissionsCreate',
    'PermissionsEdit',
    'PermissionsDelete',
    'PermissionsViewAllRecords',
    'PermissionsModifyAllRecords',
    'PermissionsViewAllFields',
  ],
  FieldPermissions: ['SobjectType', 'Field', 'PermissionsRead', 'PermissionsEdit'],
  SetupEntityAccess: ['SetupEntityId'],
  PermissionSetTabSetting: ['Name', 'Visibility'],
};

/**
 * The trap of a deploy that names an unknown profile with nothing in it: it becomes a copy of "Minimum Access -
 * Salesforce" (API 60 and later) or "Standard User", license included. source: facts 2.4, 9 trap 5 [official]
 */
export function copyProfile(session: Session, access: Access, component: Component): void {
  const { org, apiVersion } = session;
  const name = apiVersion >= 60 ? 'Minimum Access - Salesforce' : 'Standard User';
  const source = findProfile(org, name === 'Standard User' ? 'Standard' : name);
  const sourceSet = source === undefined ? undefined : permissionSetOfProfile(org, String(source['Id']));
  if (source === undefined || sourceSet === undefined) throw new NotSimulated(`a copy of the profile ${name}`);
  const enabled = permissionColumns(org, 'Profile').filter((column) => source[column] === 1);
  const id = insertRecord(session, access, 'Profile', {
    Name: profileLabel(component.fullName),
    UserLicenseId: source['UserLicenseId'],
    ...Object.fromEntries(enabled.map((column) => [column, true])),
  });
  const set = permissionSetOfProfile(org, id);
  if (set === undefined) throw new NotSimulated(`a profile without a permission set of its own: ${component.fullName}`);
  runWrites(Object.keys(copied).flatMap((object) => copies(session, access, object, sourceSet, set)));
  setRecordTypeVisibilities(org, String(set['Id']), recordTypeVisibilities(org, String(sourceSet['Id'])));
}

function copies(session: Session, access: Access, object: string, from: Row, to: Row): readonly Write[] {
  const columns = copied[object] ?? [];
  return session.org.store.find(object, { ParentId: from['Id'] ?? null }).map((row) => {
    const values = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
    return (): void => void insertRecord(session, access, object, { ParentId: to['Id'], ...asJson(values) });
  });
}
