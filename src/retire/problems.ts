import { error, warning, type Problem } from '../definition/problem.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { Retiring, RetiringSet, RetiringUser } from '../org/use/retiring.ts';
import type { UserSetting } from '../org/metadata/userSettings.ts';
import { ownSets, type Mode, type RetirePlan, type Wish } from './plan.ts';
import { usesOf } from './uses.ts';

/** What holds for the run as a whole: what could not be read, and what the caller may not do. */
export function runProblems(state: Retiring, plans: readonly RetirePlan[], caller: string, { mode }: Wish): Problem[] {
  const needed = mode === 'deactivate' ? NEEDED_TO_DEACTIVATE : NEEDED_TO_FREEZE;
  const unreadable = needed.flatMap((object) => {
    const message = state.refused.get(object);
    return message === undefined ? [] : [error('unreadable', object, [object, message])];
  });
  return [...unreadable, ...callerProblems(state, plans, caller), ...unseen(state, mode)];
}

const NEEDED_TO_FREEZE: readonly string[] = ['User', 'UserLicense', 'UserLogin'];
const NEEDED_TO_DEACTIVATE: readonly string[] = [
  'User',
  'UserLicense',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetLicenseAssign',
  'PermissionSetGroupComponent',
];

/** Which user permissions let somebody write records of a type; any one suffices (facts 4.3, 3.5, 3.1, 5.2). */
const WRITERS: readonly { readonly types: readonly string[]; readonly anyOf: readonly string[] }[] = [
  { types: ['UserLogin'], anyOf: ['ManageUsers', 'FreezeUsers'] },
  { types: ['User'], anyOf: ['ManageInternalUsers', 'ManageUsers'] },
  { types: ['PermissionSetAssignment', 'PermissionSetLicenseAssign'], anyOf: ['AssignPermissionSets', 'ManageUsers'] },
  { types: ['PermissionSet'], anyOf: ['ManageProfilesPermissionsets'] },
  { types: ['AuthSession'], anyOf: ['ManageUsers'] },
];

function callerProblems({ callerPermissions: has }: Retiring, plans: readonly RetirePlan[], caller: string): Problem[] {
  if (has === undefined) return [];
  const planned = new Set(plans.flatMap(({ changes }) => changes.map(({ type }) => type)));
  return WRITERS.flatMap(({ types, anyOf }) => {
    const touched = types.filter((type) => planned.has(type));
    return touched.length === 0 || anyOf.some((name) => has.has(name))
      ? []
      : [error('callerLacks', caller, [caller, touched.join(', '), anyOf.join(' or ')], [anyOf[0] ?? ''])];
  });
}

/** Salesforce shows who may not see the rows of others none, without a word: what is not there may be unseen (facts 5.1, 5.2). */
function unseen({ refused, callerPermissions: has }: Retiring, mode: Mode): Problem[] {
  const lacks = (...anyOf: readonly string[]): boolean => has !== undefined && !anyOf.some((name) => has.has(name));
  const logins = refused.has('LoginHistory') || lacks('ManageUsers', 'MonitorLoginHistory');
  const tokens = refused.has('OauthToken') || lacks('CustomizeApplication', 'ManageUsers');
  const sessions = mode === 'deactivate' && (refused.has('AuthSession') || lacks('ManageUsers'));
  return [
    ...(logins ? [warning('loginsUnseen', 'LoginHistory')] : []),
    ...(tokens ? [warning('tokensUnseen', 'OauthToken')] : []),
    ...(sessions ? [warning('sessionsUnseen', 'AuthSession')] : []),
  ];
}

/** What stands in the way of one user, and what is worth knowing. */
export function userProblems(user: RetiringUser, state: Retiring, caller: string, wish: Wish): Problem[] {
  const { username, license, isActive } = user;
  return [
    ...(license === undefined || license === USER_LICENSE
      ? []
      : [error('retireOtherLicense', username, [username, license, USER_LICENSE])]),
    ...(username === caller.toLowerCase() ? [error('retireSelf', username, [username])] : []),
    ...(wish.mode === 'deactivate'
      ? [...keptTokens(user), ...keptSets(user, state.sets, wish)]
      : freezeProblems(user, state, wish.mode)),
    ...usedProblems(user, state, wish.mode),
    ...(wish.mode === 'freeze' && !isActive ? [warning('freezeInactive', username, [username], [username])] : []),
  ];
}

/** Whom the settings of cases name, Salesforce does not deactivate (facts 4.3): told before anything is taken away. */
export function namedProblems(
  { username, isActive }: RetiringUser,
  settings: readonly UserSetting[],
  { mode }: Wish,
): Problem[] {
  if (mode !== 'deactivate' || !isActive) return [];
  const isNamed = (kind: UserSetting['kind']): boolean => settings.some((one) => one.kind === kind);
  return [
    ...(isNamed('caseOwner') ? [error('retireNamed.caseOwner', username, [username], [username])] : []),
    ...(isNamed('caseUser') ? [error('retireNamed.caseUser', username, [username], [username])] : []),
  ];
}

/** Who used it of late: with a user that is still at work, the first to notice is whoever depends on it. */
function usedProblems(user: RetiringUser, state: Retiring, mode: Mode): Problem[] {
  if (mode === 'unfreeze') return [];
  const { username } = user;
  const uses = usesOf(user, state);
  const late = uses.filter(({ isRecent }) => isRecent).map(({ application }) => application);
  const tries = uses.filter(({ sinceFrozen }) => sinceFrozen).map(({ application }) => application);
  if (tries.length > 0) return [warning('stillTries', username, [username, listed(unique(tries))])];
  return late.length === 0 ? [] : [warning('stillUsed', username, [username, listed(unique(late))])];
}

function freezeProblems({ username, isActive, login }: RetiringUser, { refused }: Retiring, mode: Mode): Problem[] {
  if (mode === 'unfreeze' && !isActive) return [error('unfreezeInactive', username, [username], [username])];
  const hidden = login === undefined && isActive && !refused.has('UserLogin');
  return hidden ? [error('userLoginMissing', username, [username])] : [];
}

/** Tokens for which the org gives no key by which they could be revoked. */
function keptTokens({ username, tokens }: RetiringUser): Problem[] {
  const kept = tokens.filter(({ secret }) => secret === '').map(({ application }) => application);
  return kept.length === 0 ? [] : [warning('tokensKept', username, [username, listed(unique(kept))])];
}

/** Why a permission set that the user has stays although its deletion was asked for. */
function keptSets(user: RetiringUser, sets: readonly RetiringSet[], { deletePermissionSet }: Wish): Problem[] {
  if (!deletePermissionSet) return [];
  const own = ownSets(user, sets);
  const held = new Set(user.assignments.flatMap(({ setId }) => setId ?? []));
  return sets
    .filter((set) => held.has(set.id) && !own.includes(set))
    .map((set) => {
      const others = set.holders.filter((username) => username !== user.username);
      if (others.length > 0) return warning('setKeptShared', set.name, [set.name, listed(others)]);
      if (set.isInGroup) return warning('setKeptInGroup', set.name, [set.name]);
      const tokens = [set.name, user.username];
      return set.isCustom ? warning('setKeptUnclear', set.name, tokens) : warning('setKeptForeign', set.name, tokens);
    });
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} (+${String(names.length - 5)})` : names.join(', ');
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
