import { BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { FieldValue } from '../org/write/records.ts';
import { PERMISSION_SET_LICENSE, qualified } from '../org/names.ts';
import type { PermissionSet, SetAssignment, User } from '../org/state/state.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { found, missingNames } from './found.ts';
import { licensesOf, setsOf } from './held.ts';
import { carried, heldLicenses, MFA_FOR_API } from './userPermissions.ts';

/** Licenses before the sets that need them, then groups and memberships; with `options.prune` also what is not listed goes. */
export function assignmentChanges(
  context: Context,
  existing: User | undefined,
  ownSet: FieldValue | undefined,
): Change[] {
  const userId: FieldValue = existing?.id ?? { ref: 'user' };
  return [
    ...(context.options.prune ? unlisted(context, existing).map(unassign) : []),
    ...licenseChanges(context, existing, userId),
    ...setChanges(context, existing, userId, ownSet),
    ...membershipChanges(context, existing, userId),
  ];
}

/** What of the assignments cannot be, and what the user holds that should not reach it. */
export function assignmentProblems(context: Context, existing: User | undefined): Problem[] {
  const { user, options } = context;
  return [
    ...missingNames(context, 'permissionSets', user.permissionSets),
    ...missingNames(context, 'groups', user.permissionSetGroups),
    ...missingNames(context, 'permissionSetLicenses', user.permissionSetLicenses),
    ...missingNames(context, 'publicGroups', user.publicGroups),
    ...missingNames(context, 'queues', user.queues),
    ...user.permissionSets.flatMap((name) => assignedSetProblems(context, existing, name)),
    ...user.permissionSetGroups.flatMap((name) => groupProblems(context, name)),
    ...heldWithMfa(context, existing).map((name) => error('mfaForApiInSet', name, [name], [name])),
    ...(options.own && !options.prune
      ? unlisted(context, existing).map((row) =>
          warning('assignmentNotListed', nameOf(row), [context.username, nameOf(row)]),
        )
      : []),
  ];
}

function licenseChanges(context: Context, existing: User | undefined, userId: FieldValue): Change[] {
  const held = licensesOf(context.state, existing).map(({ licenseId }) => licenseId);
  return heldLicenses(context)
    .filter(({ id }) => !held.includes(id))
    .sort(
      (a, b) => Number(b.developerName === PERMISSION_SET_LICENSE) - Number(a.developerName === PERMISSION_SET_LICENSE),
    )
    .map(({ id, developerName }) =>
      assign('PermissionSetLicenseAssign', developerName, { AssigneeId: userId, PermissionSetLicenseId: id }),
    );
}

function setChanges(
  { user, state }: Context,
  existing: User | undefined,
  userId: FieldValue,
  ownSet: FieldValue | undefined,
): Change[] {
  const held = setsOf(state, existing);
  const sets: { name: string; id: FieldValue }[] = user.permissionSets.flatMap((name) =>
    found(state.permissionSets, name).map(({ id }) => ({ name, id })),
  );
  const own =
    ownSet === undefined || user.permissionSet === undefined ? [] : [{ name: user.permissionSet.name, id: ownSet }];
  const wanted = [...new Map([...own, ...sets].map((set) => [set.id, set])).values()];
  return [
    ...wanted
      .filter(({ id }) => !held.some((row) => row.groupId === undefined && row.permissionSetId === id))
      .map(({ name, id }) => assign('PermissionSetAssignment', name, { AssigneeId: userId, PermissionSetId: id })),
    ...user.permissionSetGroups
      .flatMap((name) => found(state.groups, name))
      .filter(({ id }) => !held.some(({ groupId }) => groupId === id))
      .map(({ namespace, name, id }) =>
        assign('PermissionSetAssignment', qualified(namespace, name), { AssigneeId: userId, PermissionSetGroupId: id }),
      ),
  ];
}

function membershipChanges({ user, state }: Context, existing: User | undefined, userId: FieldValue): Change[] {
  const groups = [
    ...user.publicGroups.flatMap((name) => found(state.publicGroups, name)),
    ...user.queues.flatMap((name) => found(state.queues, name)),
  ];
  return groups
    .filter(({ id }) => !state.memberships.some((row) => row.groupId === id && row.userId === existing?.id))
    .map(({ name, id }) => assign('GroupMember', name, { GroupId: id, UserOrGroupId: userId }));
}

/** Sets that stay with the user and demand MFA on API logins; of its own set a run that owns it takes that away. */
function heldWithMfa(context: Context, existing: User | undefined): string[] {
  const { user, state, options } = context;
  const own = user.permissionSet?.name.toLowerCase();
  const going = options.prune ? unlisted(context, existing) : [];
  return setsOf(state, existing)
    .filter((row) => !row.ownedByProfile && row.permissions.has(MFA_FOR_API))
    .filter((row) => !going.includes(row) && !(options.own && row.setName.toLowerCase() === own))
    .map(({ setName }) => setName);
}

/** Sets and groups that somebody gave the user and the definition does not list. The profile's own set is not one. */
function unlisted({ user, state }: Context, existing: User | undefined): SetAssignment[] {
  const listed = [...user.permissionSets, ...user.permissionSetGroups, user.permissionSet?.name ?? ''].map((name) =>
    name.toLowerCase(),
  );
  return setsOf(state, existing).filter((row) => !row.ownedByProfile && !listed.includes(nameOf(row).toLowerCase()));
}

function nameOf({ groupName, setName }: SetAssignment): string {
  return groupName ?? setName;
}

/** The assignment goes; taken back, it has its end again. */
export function unassign(row: SetAssignment): Change {
  const target = {
    ...(row.groupId === undefined ? { PermissionSetId: row.permissionSetId } : { PermissionSetGroupId: row.groupId }),
    ...(row.expires === undefined ? {} : { ExpirationDate: row.expires }),
  };
  const write = {
    method: 'DELETE',
    object: 'PermissionSetAssignment',
    id: row.id,
    fields: {},
    before: { AssigneeId: row.userId, ...target },
  } as const;
  return { action: 'unassign', type: 'PermissionSetAssignment', name: nameOf(row), write };
}

function assign(type: string, name: string, fields: Readonly<Record<string, FieldValue>>): Change {
  return { action: 'assign', type, name, write: { method: 'POST', object: type, fields } };
}

/** What forbids assigning a set that exists already. */
function assignedSetProblems(context: Context, existing: User | undefined, name: string): Problem[] {
  return found(context.state.permissionSets, name).flatMap((set) => [
    ...licenseProblems(context, existing, set, name),
    ...contentProblems(context, name, set.permissions),
  ]);
}

/** A set on a license that the user will not have cannot be assigned (Object Reference, PermissionSet.LicenseId). */
function licenseProblems(context: Context, existing: User | undefined, set: PermissionSet, name: string): Problem[] {
  const { state, user } = context;
  if (user.account === 'existing') return [];
  const licenses = [
    ...heldLicenses(context).map(({ id }) => id),
    ...licensesOf(state, existing).map(({ licenseId }) => licenseId),
    ...(state.userLicense ? [state.userLicense.id] : []),
  ];
  if (set.licenseId !== undefined) {
    return licenses.includes(set.licenseId) ? [] : [error('assignedSetOnOtherLicense', name, [name], [name])];
  }
  const refused = [...set.permissions].filter((permission) => !carried(context, permission));
  return refused.length === 0 ? [] : [error('assignedSetNotCarried', name, [name, refused.join(', ')], [name])];
}

function contentProblems({ options }: Context, name: string, permissions: ReadonlySet<string>): Problem[] {
  const broad = BROAD_USER_PERMISSIONS.filter((permission) => permissions.has(permission));
  const tokens = [name, broad.join(', ')];
  return [
    ...(permissions.has(MFA_FOR_API) ? [error('mfaForApiInSet', name, [name], [name])] : []),
    ...(broad.length === 0
      ? []
      : [options.allowBroadAccess ? warning('broadInSetAllowed', name, tokens) : error('broadInSet', name, tokens)]),
  ];
}

function groupProblems(context: Context, name: string): Problem[] {
  const [group] = found(context.state.groups, name);
  const sets = context.state.groupSets.filter(({ groupId }) => groupId === group?.id);
  return sets.flatMap(({ setName, permissions }) => contentProblems(context, `${setName} (${name})`, permissions));
}
