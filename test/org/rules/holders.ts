import { OrgError, type Org, type Row } from '../org.ts';
import { allowanceOfUser } from './allowance.ts';
import { firstRefused } from './refusedRight.ts';

/** The users to whom a permission set is assigned, directly or through a group. */
const holdersOf = (org: Org, setId: string): Row[] => {
  const groups = org.store.find('PermissionSetGroupComponent', { PermissionSetId: setId });
  const assignments = [
    ...org.store.find('PermissionSetAssignment', { PermissionSetId: setId }),
    ...groups.flatMap((row) =>
      org.store.find('PermissionSetAssignment', { PermissionSetGroupId: row.PermissionSetGroupId ?? null }),
    ),
  ];
  const ids = new Set(assignments.map((row) => String(row.AssigneeId)));
  return [...ids].map((id) => org.store.get('User', id)).filter((user) => user !== undefined);
};

/**
 * Refuses a change to a permission set that one of its holders may not have, in the words of KB 001233479
 * (facts 1.6 "Editing a set that is already assigned").
 */
export const refuseForHolders = (org: Org, set: Row, objectRows: readonly Row[]): void => {
  const seen = new Set<string>();
  for (const user of holdersOf(org, String(set.Id))) {
    const kind = kindOf(org, user);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const right = firstRefused(set, objectRows, allowanceOfUser(org, user));
    if (right === undefined) continue;
    const text =
      `Can't save permission set ${String(set.Label)}, which is assigned to a user with user license ` +
      `${licenseNameOf(org, user)}. The user license doesn't allow the permission: ${right}`;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [] });
  }
};

/** The user license that a user has through its profile. */
export const userLicenseOf = (org: Org, user: Row): Row | undefined => {
  const profile = org.store.get('Profile', String(user.ProfileId));
  return org.store.get('UserLicense', String(profile?.UserLicenseId));
};

/** Name of that license, for messages. */
export const licenseNameOf = (org: Org, user: Row): string => String(userLicenseOf(org, user)?.Name);

/** Users of one kind have the same licenses, so one of them stands for all. */
const kindOf = (org: Org, user: Row): string => {
  const held = org.store.find('PermissionSetLicenseAssign', { AssigneeId: user.Id ?? null });
  const ids = held.map((row) => String(row.PermissionSetLicenseId)).sort();
  return [String(user.ProfileId), ...ids].join(' ');
};
