import { enabledPermissions } from '../access/userPermissions.ts';
import { OrgError, type Org, type Row } from '../org.ts';
import { complaintsWithin, dependsOn, nameOfRight } from './objectFlags.ts';
import { parentsOf } from './parentObjects.ts';
import { OBJECT_RIGHT_NEEDS, USER_PERMISSION_NEEDS } from './userPermissionNeeds.ts';

/**
 * Everything that a permission set lacks for what it grants, as the platform's sentences; empty when it is sound.
 * `objectRows` are its rows of ObjectPermissions, stored or about to be.
 */
export const complaintsAbout = (org: Org, set: Row, objectRows: readonly Row[]): string[] => [
  ...complaintsOf(set, (name) => missingObjectRights(name, objectRows)),
  ...objectRows.flatMap((row) => [...complaintsWithin(row), ...complaintsBetween(org, row, objectRows)]),
];

/** The complaints about the user permissions of a row of Profile or PermissionSet among themselves (facts 2.7). */
export const complaintsAboutUserPermissions = (set: Row): string[] => complaintsOf(set, () => []);

const complaintsOf = (set: Row, missingRights: (name: string) => string[]): string[] => {
  const on = new Set(enabledPermissions(set));
  return [...on].sort().flatMap((name) => {
    const missing = (USER_PERMISSION_NEEDS[name] ?? []).filter((needed) => !on.has(needed));
    const all = [...missingRights(name), ...missing].sort();
    return all.length === 0 ? [] : [dependsOn(name, all)];
  });
};

const missingObjectRights = (name: string, objectRows: readonly Row[]): string[] =>
  (OBJECT_RIGHT_NEEDS[name] ?? [])
    .filter(([object, flag]) => !objectRows.some((row) => row.SobjectType === object && row[flag] === 1))
    .map(([object, flag]) => nameOfRight(flag, object));

/** Read needs Read, and View All needs View All, on the parents (facts 3.2, 2.7 "Read All Asset"). */
const complaintsBetween = (org: Org, row: Row, all: readonly Row[]): string[] => {
  const parents = parentsOf(org, String(row.SobjectType));
  return ['PermissionsRead', 'PermissionsViewAllRecords']
    .filter((flag) => row[flag] === 1)
    .flatMap((flag) => {
      const missing = parents.filter(
        (parent) => !all.some((other) => other.SobjectType === parent && other[flag] === 1),
      );
      if (missing.length === 0) return [];
      const names = missing.map((parent) => nameOfRight(flag, parent));
      return [dependsOn(nameOfRight(flag, String(row.SobjectType)), names)];
    });
};

/** Throws FIELD_INTEGRITY_EXCEPTION with all complaints joined by "; " (facts 2.7), if there are any. */
export const refuseComplaints = (complaints: readonly string[]): void => {
  if (complaints.length > 0) throw new OrgError('FIELD_INTEGRITY_EXCEPTION', complaints.join('; '), { fields: [] });
};
