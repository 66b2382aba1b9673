import { keyOf, rightOf, type Right } from '../access/difference.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { resolve } from '../definition/resolve.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Plan } from '../plan/plan.ts';
import { definitionsOf } from './attempt.ts';
import { rightsIn } from './define.ts';
import type { Intent, Refusals } from './intended.ts';
import type { SnapshotUser } from './snapshot.ts';
import { judgeMoves, type Moves } from './trial.ts';

/** What trials have told so far; grows with each of them. */
export type Trials = {
  /** Words of the org by key of the right, by username. */
  readonly refusals: Map<string, Map<string, string>>;
  /** Definitions to which the org has nothing to say, as text. */
  readonly accepted: Set<string>;
};

export function noTrials(): Trials {
  return { refusals: new Map(), accepted: new Set() };
}

/**
 * Has the org judge each move.
 * @param intend what is to become of the users without what is refused
 * @returns whether it has refused rights that were to be kept
 * @throws OrgRefusal, OrgSilence
 */
export async function learnRefusals(
  org: Org,
  plan: Plan,
  replan: (users: readonly UserDefinition[]) => Plan,
  first: Intent,
  { refusals, accepted }: Trials,
  intend: (refusals: Refusals) => Promise<Intent>,
): Promise<boolean> {
  let learned = false;
  let now = first;
  const moves = (plans: Plan['users']): Moves => {
    const { users, schema } = now;
    const openRights = (user: SnapshotUser): Right[] =>
      rightsOf(user, now).filter((right) => refusals.get(user.username)?.has(keyOf(right)) !== true);
    return { plans, schema, rightsOf: (user) => users.slice(user, user + 1).flatMap((one) => openRights(one)) };
  };
  const textOf = (user: number): string => JSON.stringify(now.users[user]);
  const waiting = first.users.map((_, user) => user).filter((user) => !accepted.has(textOf(user)));
  const agreed = await judgeMoves(org, moves(plan.users), waiting, async (user, rights) => {
    learned = true;
    for (const one of alike(now.users, user)) note(refusals, one, rights, now);
    now = await intend(refusals);
    return moves(replan(definitionsOf(now.users).definitions).users);
  });
  for (const user of agreed) accepted.add(textOf(user));
  return learned;
}

/** A license refuses all of its users the same. */
function alike(users: readonly SnapshotUser[], user: number): SnapshotUser[] {
  const licenses = (one: SnapshotUser | undefined): string => (one?.after.licenses ?? []).join();
  return users.filter((one) => licenses(one) === licenses(users[user]));
}

/** @param rights of which those count that the user has, or is to have */
function note(
  refusals: Trials['refusals'],
  user: SnapshotUser,
  rights: ReadonlyMap<string, string>,
  intent: Intent,
): void {
  const own = refusals.get(user.username) ?? new Map<string, string>();
  refusals.set(user.username, own);
  for (const key of rightsOf(user, intent).map(keyOf)) {
    const words = rights.get(key);
    if (words !== undefined && !own.has(key)) own.set(key, words);
  }
}

/** What may be refused of a user: what it may do, and what its definition gives it. Of what somebody has written down, only that. */
function rightsOf({ access, definition }: SnapshotUser, { schema, isWritten }: Intent): Right[] {
  const defined = resolve({ users: [definition] }).definition.users.flatMap((user) => rightsIn(user, schema));
  return isWritten ? defined : [...access.map(rightOf), ...defined];
}
