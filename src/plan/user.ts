import { alias } from '../definition/names.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import { PERMISSION_SET_LICENSE, qualified, USER_LICENSE } from '../org/names.ts';
import type { User } from '../org/state.ts';
import type { FieldValue } from '../org/records.ts';
import type { Action, Change } from './change.ts';
import type { Context } from './context.ts';
import { found, missingNames } from './found.ts';
import { heldLicenses, MFA_FOR_API } from './userPermissions.ts';

export type UserPlan = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] };

/** The user, its permission set licenses, and after them its permission sets, groups and memberships. Pure. */
export function planUser(context: Context, profileId: FieldValue, permissionSetId: FieldValue): UserPlan {
  const { user, state, username } = context;
  const existing = state.users.find((one) => one.username === username);
  const userId: FieldValue = existing?.id ?? { ref: 'user' };
  const role = user.role === undefined ? undefined : found(state.roles, user.role)[0]?.id;
  return {
    changes: [
      ...(existing ? existingUser(existing, profileId, role) : newUser(context, profileId, role)),
      ...licenseChanges(context, existing, userId),
      ...setChanges(context, existing, userId, permissionSetId),
      ...membershipChanges(context, existing, userId),
    ],
    problems: [
      ...(existing && existing.license !== USER_LICENSE
        ? [error('userOnOtherLicense', username, [username, existing.license], [username])]
        : []),
      ...(existing || user.email !== undefined
        ? []
        : [warning('emailOfCaller', username, [state.caller?.email ?? ''])]),
      ...existingAccessProblems(context, existing),
      ...(user.role === undefined ? [] : missingNames(context, 'roles', [user.role])),
      ...missingNames(context, 'permissionSets', user.permissionSets),
      ...missingNames(context, 'groups', user.permissionSetGroups),
      ...missingNames(context, 'permissionSetLicenses', user.permissionSetLicenses),
      ...missingNames(context, 'publicGroups', user.publicGroups),
      ...missingNames(context, 'queues', user.queues),
      ...user.permissionSets.flatMap((name) => assignedSetProblems(context, name)),
    ],
  };
}

function newUser({ user, username, state }: Context, profileId: FieldValue, role: string | undefined): Change[] {
  const { organization, caller } = state;
  const fields = {
    Username: username,
    LastName: user.name,
    Alias: alias(user.name),
    Email: user.email ?? caller?.email ?? null,
    ProfileId: profileId,
    TimeZoneSidKey: organization.timeZone,
    LocaleSidKey: organization.locale,
    LanguageLocaleKey: organization.language,
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
    ...(role === undefined ? {} : { UserRoleId: role }),
  };
  return [
    { action: 'create', type: 'User', name: username, write: { key: 'user', method: 'POST', object: 'User', fields } },
  ];
}

function existingUser(existing: User, profileId: FieldValue, role: string | undefined): Change[] {
  const change = (
    action: Action,
    detail: string,
    fields: Record<string, FieldValue>,
    before: Record<string, FieldValue>,
  ): Change => ({
    action,
    type: 'User',
    name: existing.username,
    detail,
    write: { method: 'PATCH', object: 'User', id: existing.id, fields, before },
  });
  return [
    ...(existing.isActive ? [] : [change('activate', 'IsActive', { IsActive: true }, { IsActive: false })]),
    ...(existing.profileId === profileId
      ? []
      : [change('update', 'ProfileId', { ProfileId: profileId }, { ProfileId: existing.profileId })]),
    ...(role === undefined || existing.roleId === role
      ? []
      : [change('update', 'UserRoleId', { UserRoleId: role }, { UserRoleId: existing.roleId ?? null })]),
  ];
}

function licenseChanges(context: Context, existing: User | undefined, userId: FieldValue): Change[] {
  const held = context.state.licenseAssignments
    .filter((row) => row.userId === existing?.id)
    .map(({ licenseId }) => licenseId);
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
  ownSet: FieldValue,
): Change[] {
  const held = state.setAssignments.filter((row) => row.userId === existing?.id);
  const sets = user.permissionSets.flatMap((name) => found(state.permissionSets, name).map(({ id }) => ({ name, id })));
  const groups = user.permissionSetGroups.flatMap((name) => found(state.groups, name));
  return [
    ...[{ name: user.permissionSet.name, id: ownSet }, ...sets]
      .filter(({ id }) => !held.some((row) => row.groupId === undefined && row.permissionSetId === id))
      .map(({ name, id }) => assign('PermissionSetAssignment', name, { AssigneeId: userId, PermissionSetId: id })),
    ...groups
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

function assign(type: string, name: string, fields: Readonly<Record<string, FieldValue>>): Change {
  return { action: 'assign', type, name, write: { method: 'POST', object: type, fields } };
}

/** A set on a license that the user will not have cannot be assigned (Object Reference, PermissionSet.LicenseId). */
function assignedSetProblems(context: Context, name: string): Problem[] {
  return found(context.state.permissionSets, name).flatMap((set) => [
    ...(set.licenseId === undefined ||
    set.licenseId === context.state.userLicense?.id ||
    heldLicenses(context).some(({ id }) => id === set.licenseId)
      ? []
      : [error('assignedSetOnOtherLicense', name, [name], [name])]),
    ...(set.permissions.has(MFA_FOR_API) ? [error('mfaForApiInSet', name, [name], [name])] : []),
  ]);
}

/** What the user has from elsewhere and what must not reach it, however it got there. */
function existingAccessProblems({ state }: Context, existing: User | undefined): Problem[] {
  return state.setAssignments
    .filter((row) => row.userId === existing?.id && !row.ownedByProfile && row.permissions.has(MFA_FOR_API))
    .map(({ setName }) => error('mfaForApiInSet', setName, [setName], [setName]));
}
