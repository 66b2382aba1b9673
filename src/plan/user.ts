import { alias } from '../definition/names.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { FieldValue } from '../org/write/records.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { User } from '../org/state/state.ts';
import { assignmentChanges, assignmentProblems } from './assignments.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { found, missingNames } from './found.ts';
import { userNamed } from './held.ts';
import { moveUser } from './move.ts';

export type AccountPlan = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] };

/** The user, its permission set licenses, and after them its permission sets, groups and memberships. Pure. */
export function planUser(
  context: Context,
  profileId: FieldValue,
  permissionSetId: FieldValue | undefined,
): AccountPlan {
  const { user, state, username } = context;
  if (user.account === 'none') return { changes: [], problems: [] };
  const existing = userNamed(state, username);
  if (user.account === 'existing') {
    if (existing === undefined) return { changes: [], problems: missingNames(context, 'users', [username]) };
    return {
      changes: assignmentChanges(context, existing, permissionSetId),
      problems: [
        ...(existing.isActive ? [] : [error('userInactive', username, [username], [username])]),
        ...assignmentProblems(context, existing),
      ],
    };
  }
  if (user.account === 'moving') return moveUser(context, existing, profileId, permissionSetId);
  const role = user.role === undefined ? undefined : found(state.roles, user.role)[0]?.id;
  return {
    changes: [
      ...(existing ? existingUser(context, existing, profileId, role) : newUser(context, profileId, role)),
      ...assignmentChanges(context, existing, permissionSetId),
    ],
    problems: [
      ...(existing && existing.license !== USER_LICENSE
        ? [error('userOnOtherLicense', username, [username, existing.license], [username])]
        : []),
      ...(existing && user.username === undefined && existing.lastName.toLowerCase() !== user.name.toLowerCase()
        ? [error('defaultUsernameTaken', username, [username, existing.lastName], [username])]
        : []),
      ...(existing || user.email !== undefined
        ? []
        : [warning('emailOfCaller', username, [state.caller?.email ?? ''])]),
      ...(user.role === undefined ? [] : missingNames(context, 'roles', [user.role])),
      ...assignmentProblems(context, existing),
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
  const write = { key: 'user', method: 'POST', object: 'User', fields } as const;
  return [{ action: 'create', type: 'User', name: username, write }];
}

/** One write for all that differs: Salesforce refuses the same record twice in a request. */
function existingUser({ user }: Context, existing: User, profileId: FieldValue, role: string | undefined): Change[] {
  const email = user.email?.toLowerCase() === existing.email.toLowerCase() ? undefined : user.email;
  const wanted: Record<string, { value: FieldValue; before: FieldValue }> = {
    ...(existing.isActive ? {} : { IsActive: { value: true, before: false } }),
    ...(existing.profileId === profileId ? {} : { ProfileId: { value: profileId, before: existing.profileId } }),
    ...(role === undefined || existing.roleId === role
      ? {}
      : { UserRoleId: { value: role, before: existing.roleId ?? null } }),
    ...(email === undefined ? {} : { Email: { value: email, before: existing.email } }),
  };
  const columns = Object.keys(wanted);
  if (columns.length === 0) return [];
  const pick = (side: 'value' | 'before'): Record<string, FieldValue> =>
    Object.fromEntries(Object.entries(wanted).map(([column, both]) => [column, both[side]]));
  const write = {
    method: 'PATCH',
    object: 'User',
    id: existing.id,
    fields: pick('value'),
    before: pick('before'),
  } as const;
  const action = existing.isActive ? 'update' : 'activate';
  return [{ action, type: 'User', name: existing.username, detail: columns.join(', '), write }];
}
