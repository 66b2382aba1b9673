import { defaultPermissionSetName } from '../definition/names.ts';
import type { Problem } from '../definition/problem.ts';
import type { RecordWrite } from '../org/write/records.ts';
import type { HeldToken } from '../org/use/logins.ts';
import type { Retiring, RetiringSet, RetiringUser } from '../org/use/retiring.ts';
import type { Told } from '../plan/change.ts';

export type Mode = 'freeze' | 'unfreeze' | 'deactivate';

/** Steps in the order in which Salesforce accepts them: what it may refuse for reasons of its own before what cannot be taken back. */
export const RETIRE_STEPS = ['freeze', 'deactivate', 'tokens', 'assignments', 'licenses'] as const;
export type RetireStep = (typeof RETIRE_STEPS)[number];

export type RetireChange = Told & {
  readonly step: RetireStep;
  readonly writes: readonly RecordWrite[];
  readonly tokens: readonly HeldToken[];
};

export type RetirePlan = {
  readonly user: RetiringUser;
  readonly changes: readonly RetireChange[];
};

/** What a run wants to reach. */
export type Wish = { readonly mode: Mode; readonly deletePermissionSet: boolean };

/**
 * What is left to do until these users are as wished. Pure: the same state gives the same plan, and a state as wished an empty one.
 */
export function planRetire({ users, sets }: Retiring, wish: Wish): RetirePlan[] {
  return users.map((user) => ({ user, changes: changesOf(user, sets, wish) }));
}

function changesOf(
  user: RetiringUser,
  sets: readonly RetiringSet[],
  { mode, deletePermissionSet }: Wish,
): RetireChange[] {
  if (mode !== 'deactivate') return user.isActive ? freezing(user, mode === 'freeze') : [];
  return [
    ...(user.isActive ? [deactivation(user)] : []),
    ...tokenChanges(user),
    ...user.assignments.map(unassignment),
    ...(deletePermissionSet ? ownSets(user, sets).map(deletion) : []),
    ...user.licenses.map(({ id, name }) =>
      change('licenses', 'unassign', 'PermissionSetLicenseAssign', name, [remove('PermissionSetLicenseAssign', id)]),
    ),
  ];
}

/** Freezing goes through the row of UserLogin (facts 4.3). */
function freezing({ username, login }: RetiringUser, freeze: boolean): RetireChange[] {
  if (login === undefined || login.isFrozen === freeze) return [];
  const write: RecordWrite = {
    method: 'PATCH',
    object: 'UserLogin',
    id: login.id,
    fields: { IsFrozen: freeze },
    before: { IsFrozen: login.isFrozen },
  };
  return [change('freeze', freeze ? 'freeze' : 'activate', 'UserLogin', username, [write])];
}

function deactivation({ id, username }: RetiringUser): RetireChange {
  const write: RecordWrite = {
    method: 'PATCH',
    object: 'User',
    id,
    fields: { IsActive: false },
    before: { IsActive: true },
  };
  return change('deactivate', 'deactivate', 'User', username, [write]);
}

/** One change for each application, and one for all sessions. */
function tokenChanges({ username, tokens: held, sessions }: RetiringUser): RetireChange[] {
  const tokens = held.filter(({ secret }) => secret !== '');
  const applications = [...new Set(tokens.map(({ application }) => application))];
  return [
    ...applications.map((application) => {
      const own = tokens.filter((token) => token.application === application);
      return { ...change('tokens', 'delete', 'OauthToken', application, []), tokens: own, detail: String(own.length) };
    }),
    ...(sessions.length === 0
      ? []
      : [
          {
            ...change(
              'tokens',
              'delete',
              'AuthSession',
              username,
              sessions.map(({ id }) => remove('AuthSession', id)),
            ),
            detail: String(sessions.length),
          },
        ]),
  ];
}

function unassignment({ id, name }: RetiringUser['assignments'][number]): RetireChange {
  return change('assignments', 'unassign', 'PermissionSetAssignment', name, [remove('PermissionSetAssignment', id)]);
}

function deletion({ id, name }: RetiringSet): RetireChange {
  return change('assignments', 'delete', 'PermissionSet', name, [remove('PermissionSet', id)]);
}

/**
 * The permission sets that are this integration's own: made by hand in this org, nobody else has them, no group contains them, and either
 * named as this plugin names them or the only such one that the user has.
 */
export function ownSets(user: RetiringUser, sets: readonly RetiringSet[]): RetiringSet[] {
  const held = new Set(user.assignments.flatMap(({ setId }) => setId ?? []));
  const wanted = defaultPermissionSetName(user.lastName).toLowerCase();
  const alone = sets.filter(
    ({ id, name, isCustom, isInGroup, holders }) =>
      isCustom &&
      !isInGroup &&
      holders.every((username) => username === user.username) &&
      (held.has(id) || name.toLowerCase() === wanted),
  );
  const own =
    alone.find(({ name }) => name.toLowerCase() === wanted) ??
    alone.find(({ name }) => name.startsWith('Integration_')) ??
    (alone.length === 1 ? alone[0] : undefined);
  return own ? [own] : [];
}

function remove(object: string, id: string): RecordWrite {
  return { method: 'DELETE', object, id, fields: {} };
}

function change(
  step: RetireStep,
  action: Told['action'],
  type: string,
  name: string,
  writes: readonly RecordWrite[],
): RetireChange {
  return { action, type, name, step, writes, tokens: [] };
}

/** By what a change of one plan is found again in the next. */
export function keyOf({ action, type, name }: Told): string {
  return `${action} ${type} ${name}`;
}

/** Every problem that forbids writing. */
export function stops(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
