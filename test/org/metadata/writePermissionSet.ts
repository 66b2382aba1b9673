import { OrgError, type Access, type Row, type Session } from '../org.ts';
import { insertRecord, updateRecord } from '../records/write.ts';
import { changing, rowWrites, runWrites, split, type Write } from './applyRows.ts';
import { permissionColumns, userPermissionColumns } from './checkNames.ts';
import { textOf, type Component } from './component.ts';
import { licenseId } from './licenses.ts';
import { findPermissionSet } from './names.ts';
import { wantedRows } from './permissionRows.ts';
import { clearRecordTypeVisibilities, setRecordTypeVisibilities, type Visibility } from './recordTypeVisibility.ts';
import { recordTypeId } from './recordTypes.ts';

/**
 * Creates a permission set or replaces the whole of it: what the component leaves out is switched off.
 * Throws OrgError with the first problem; the caller undoes what was written. source: facts 3.6 [official]
 */
export function writePermissionSet(session: Session, access: Access, component: Component): void {
  const { org } = session;
  const rights = wantedRows(org, component);
  const recordTypes = wantedRecordTypes(session, component);
  const permissions = userPermissionColumns(org, component);
  const before = findPermissionSet(org, component.fullName);
  const id = before === undefined ? insert(session, access, component) : update(session, access, component, before);

  const off = Object.fromEntries(permissionColumns(org, 'PermissionSet').map((column) => [column, 0]));
  const now = org.store.get('PermissionSet', id) ?? {};
  const { more, less } = split(now, { ...off, ...permissions });
  const writes = rights.map((rows) => rowWrites(session, access, id, rows, true));
  const change = (changes: Row): readonly Write[] => changing(session, access, 'PermissionSet', now, changes);
  runWrites([...change(more), ...writes.flatMap((part) => part.grow)]);
  // Named again, so that what they bring with them by themselves is not taken away in the same step.
  const stay = Object.fromEntries(Object.entries(permissions).filter(([, value]) => value === 1));
  const rest = Object.keys(less).length === 0 ? {} : { ...less, ...stay };
  runWrites([...change(rest), ...writes.flatMap((part) => part.shrink)]);
  clearRecordTypeVisibilities(org, id);
  setRecordTypeVisibilities(org, id, recordTypes);
}

function insert(session: Session, access: Access, component: Component): string {
  const license = component.values['license'];
  const given = { Name: component.fullName, ...ownValues(component) };
  const more = typeof license === 'string' && license !== '' ? { LicenseId: licenseId(session.org, license) } : {};
  return insertRecord(session, access, 'PermissionSet', { ...given, ...more });
}

function update(session: Session, access: Access, component: Component, before: Row): string {
  const license = component.values['license'];
  const wanted = typeof license === 'string' && license !== '' ? licenseId(session.org, license) : null;
  if (wanted !== before['LicenseId']) throw licenseChanged();
  const id = String(before['Id']);
  const values = ownValues(component);
  const now = { ...before, HasActivationRequired: before['HasActivationRequired'] === 1 };
  const changes = Object.entries(values).filter(([column, value]) => now[column as keyof typeof now] !== value);
  if (changes.length > 0) updateRecord(session, access, 'PermissionSet', id, Object.fromEntries(changes));
  return id;
}

function ownValues(component: Component): Record<string, unknown> {
  const { label, description, hasActivationRequired } = component.values;
  return {
    Label: label,
    Description: description === undefined || description === '' ? null : description,
    HasActivationRequired: hasActivationRequired === true,
  };
}

/** source: facts 9, trap 3: delete and rebuild instead; the wording is not recorded */
function licenseChanged(): OrgError {
  return new OrgError('FIELD_INTEGRITY_EXCEPTION', "You can't change the license of a permission set", {
    fields: ['license'],
  });
}

function wantedRecordTypes(session: Session, component: Component): readonly Visibility[] {
  return (component.lists['recordTypeVisibilities'] ?? []).flatMap((entry) => {
    const id = recordTypeId(session.org, textOf(entry['recordType']));
    return id === undefined || entry['visible'] !== true ? [] : [{ recordTypeId: id, isDefault: false, visible: true }];
  });
}
