import { NotSimulated, type Access, type Row, type Session } from '../org.ts';
import { insertRecord } from '../records/write.ts';
import { asJson, changing, rowWrites, runWrites, split, type Write } from './applyRows.ts';
import { userPermissionColumns } from './checkNames.ts';
import { textOf, type Component } from './component.ts';
import { copyProfile } from './copyProfile.ts';
import { userLicense } from './licenses.ts';
import { findProfile, permissionSetOfProfile, profileLabel } from './names.ts';
import { wantedRows, type WantedRows } from './permissionRows.ts';
import { notFoundIn } from './problem.ts';
import { setRecordTypeVisibilities, type Visibility } from './recordTypeVisibility.ts';
import { recordTypeId } from './recordTypes.ts';

/**
 * Lays a component over a profile: only what it names changes. One that does not exist is created; with no permission or
 * setting in it, it becomes a copy of another profile. Throws OrgError with the first problem; the caller undoes what was
 * written. source: facts 2.4 [official]
 */
export function writeProfile(session: Session, access: Access, component: Component): void {
  const caller = asMetadata(session);
  const { org } = caller;
  refuseDefaultApp(component);
  const rights = wantedRows(org, component);
  const recordTypes = wantedRecordTypes(caller, component);
  const permissions = userPermissionColumns(org, component);
  const before = findProfile(org, component.fullName);
  if (before === undefined && Object.keys(component.lists).length === 0) {
    copyProfile(caller, access, component);
    return;
  }
  const id = before === undefined ? insert(caller, access, component, permissions) : String(before['Id']);
  const writes = before === undefined ? [] : ownChanges(caller, access, component, before, permissions);

  const set = permissionSetOfProfile(org, id);
  if (set === undefined) throw new NotSimulated(`a profile without a permission set of its own: ${component.fullName}`);
  if (before !== undefined) refuseStandardObjects(caller, set, rights);
  const setId = String(set['Id']);
  const parts = rights.map((rows) => rowWrites(caller, access, setId, rows, false));
  runWrites([...writes, ...parts.flatMap((part) => part.grow)]);
  runWrites(parts.flatMap((part) => part.shrink));
  setRecordTypeVisibilities(org, setId, recordTypes);
}

/** A deploy is not DML: the switch that refuses DML on Profile says nothing about it (facts 2.9, step 5). */
function asMetadata(session: Session): Session {
  const { org } = session;
  return { ...session, org: { ...org, switches: { ...org.switches, profileDml: 'accepted' } } };
}

/** A new profile on the license that the component names. */
function insert(session: Session, access: Access, component: Component, permissions: Row): string {
  const name = component.values['userLicense'];
  if (typeof name !== 'string') throw new NotSimulated('a new profile with settings but no userLicense');
  const license = userLicense(session.org, name);
  if (license === undefined) throw notFoundIn('userLicense', 'UserLicense', name);
  const given = { Name: profileLabel(component.fullName), UserLicenseId: license['Id'], ...asJson(permissions) };
  const { description } = component.values;
  return insertRecord(
    session,
    access,
    'Profile',
    description === undefined ? given : { ...given, Description: description },
  );
}

function ownChanges(
  session: Session,
  access: Access,
  component: Component,
  before: Row,
  permissions: Row,
): readonly Write[] {
  const license = component.values['userLicense'];
  if (typeof license === 'string' && userLicense(session.org, license)?.['Id'] !== before['UserLicenseId']) {
    throw new NotSimulated(`another userLicense for the existing profile ${component.fullName}`);
  }
  const { description } = component.values;
  const values: Row = typeof description === 'string' ? { Description: description === '' ? null : description } : {};
  const { more, less } = split(before, { ...values, ...permissions });
  return changing(session, access, 'Profile', before, { ...more, ...less });
}

/** source: facts 2.4: standard objects on standard profiles not editable (50+) [official]; what then happens is not recorded */
function refuseStandardObjects(session: Session, set: Row, rights: readonly WantedRows[]): void {
  if (set['IsCustom'] === 1) return;
  const objects = rights.filter((rows) => rows.object === 'ObjectPermissions').flatMap((rows) => rows.rows);
  for (const { key, values } of objects) {
    const name = String(key['SobjectType']);
    const before = session.org.store.find('ObjectPermissions', { ParentId: set['Id'] ?? null, SobjectType: name })[0];
    const changed = Object.entries(values ?? {}).some(([column, value]) => (before?.[column] ?? 0) !== value);
    const removed = values === undefined && before !== undefined;
    if ((changed || removed) && session.org.schema.object(name)?.custom !== true) {
      throw new NotSimulated(`changing rights on the standard object ${name} of a standard profile`);
    }
  }
}

function refuseDefaultApp(component: Component): void {
  const entries = component.lists['applicationVisibilities'] ?? [];
  if (entries.some((entry) => entry['default'] === true)) throw new NotSimulated('the default app of a profile');
}

function wantedRecordTypes(session: Session, component: Component): readonly Visibility[] {
  return (component.lists['recordTypeVisibilities'] ?? []).flatMap((entry) => {
    if (entry['personAccountDefault'] === true) throw new NotSimulated('personAccountDefault of a profile');
    const id = recordTypeId(session.org, textOf(entry['recordType']));
    if (id === undefined) return [];
    return [{ recordTypeId: id, isDefault: entry['default'] === true, visible: entry['visible'] === true }];
  });
}
