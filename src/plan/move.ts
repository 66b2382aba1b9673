import { error } from '../definition/problem.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { FieldValue } from '../org/write/records.ts';
import type { User } from '../org/state/state.ts';
import { assignmentChanges, assignmentProblems, unassign } from './assignments.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { licensesOf, setsOf } from './held.ts';
import { missingNames } from './found.ts';
import type { AccountPlan } from './user.ts';

/**
 * Brings a user over from another license, in the order that Salesforce accepts: what is assigned goes, the profile changes and the license
 * with it, then the permission set license and what the definition assigns (facts 4.3). One who is there already only gets what is missing.
 * Pure.
 */
export function moveUser(
  context: Context,
  existing: User | undefined,
  profileId: FieldValue,
  permissionSetId: FieldValue | undefined,
): AccountPlan {
  const { username, state } = context;
  if (existing === undefined) return { changes: [], problems: missingNames(context, 'users', [username]) };
  const isThere = existing.license === USER_LICENSE;
  const bare = isThere ? context : { ...context, state: { ...state, setAssignments: [], licenseAssignments: [] } };
  return {
    changes: [
      ...(isThere ? [] : unassignAll(context, existing)),
      ...profileChange(existing, profileId),
      ...assignmentChanges(bare, existing, permissionSetId),
    ],
    problems: [
      ...(existing.isActive ? [] : [error('moveInactive', username, [username], [username])]),
      ...assignmentProblems({ ...bare, options: { ...bare.options, own: false } }, existing),
    ],
  };
}

/** A license that the new profile does not go with, and a set that it cannot carry, make Salesforce refuse the profile (facts 4.3). */
function unassignAll({ state, options }: Context, existing: User): Change[] {
  const sets = setsOf(state, existing).filter((row) => !row.ownedByProfile);
  const licenses = licensesOf(state, existing);
  return [
    ...sets.map(unassign),
    ...licenses
      .filter(({ id }) => !options.learned.goesByItself.has(id))
      .map(({ id, userId, licenseId, license }): Change => {
        const before = { AssigneeId: userId, PermissionSetLicenseId: licenseId };
        const write = { method: 'DELETE', object: 'PermissionSetLicenseAssign', id, fields: {}, before } as const;
        return { action: 'unassign', type: 'PermissionSetLicenseAssign', name: license, write };
      }),
  ];
}

/** Feature licenses that the new license does not go with are switched off together with the change (facts 4.2). */
function profileChange({ id, username, profileId, featureLicenses }: User, wanted: FieldValue): Change[] {
  if (profileId === wanted) return [];
  const all = (value: boolean) => Object.fromEntries(featureLicenses.map((column) => [column, value]));
  const write = {
    ...{ method: 'PATCH' as const, object: 'User', id },
    ...{ fields: { ProfileId: wanted, ...all(false) }, before: { ProfileId: profileId, ...all(true) } },
  };
  const detail = ['ProfileId', ...featureLicenses.map((column) => `not ${column}`)].join(', ');
  return [{ action: 'update', type: 'User', name: username, detail, write }];
}
