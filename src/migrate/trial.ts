import type { Right } from '../access/difference.ts';
import { mayWorkAlone } from '../apply/writeStep.ts';
import type { RecordWrite } from '../org/write/records.ts';
import { hasCode, OrgRefusal } from '../org/wire/refusal.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { undo } from '../org/write/undo.ts';
import { tryTogether, type GroupRefusal } from '../org/write/writeGroup.ts';
import type { UserPlan } from '../plan/plan.ts';
import { needyPermissions, refusedRights, wordsOf } from './refusedRights.ts';
import { isMove, packedTrial, rowByRow, sliced, withOneRight } from './trialWrites.ts';

/** The moves that Salesforce is to judge. */
export type Moves = {
  readonly plans: readonly UserPlan[];
  /** What each of them may get that is not known to be refused, by the number of its plan. */
  readonly rightsOf: (user: number) => readonly Right[];
  readonly schema: OrgSchema;
};

/** Told of rights that a user cannot have, by key and with the words of the org; gives back the moves without them. */
export type Refuse = (user: number, rights: ReadonlyMap<string, string>) => Promise<Moves>;

/**
 * Has Salesforce judge the moves of users without moving anybody: as many as fit are sent in one request that is rolled back. Where one is
 * refused, all that is refused of its kind is found out in few requests more, and the rest is judged again.
 * @param waiting numbers of the plans to judge
 * @returns those against which the org has nothing
 * @throws OrgSilence
 */
export async function judgeMoves(
  org: Org,
  moves: Moves,
  waiting: readonly number[],
  refuse: Refuse,
): Promise<ReadonlySet<number>> {
  const accepted = new Set<number>();
  let now = moves;
  let left = waiting.filter((user) => isMove(now.plans[user]));
  let most = Infinity;
  let seesLicenses = false;
  const drop = (users: readonly number[]): void => {
    left = left.filter((user) => !users.includes(user));
  };
  while (left.length > 0) {
    const { writes, userOf } = packedTrial(now.plans, left, most);
    const users = [...new Set(userOf.values())];
    const answer = await attempt(org, writes);
    if (answer === 'accepted') {
      for (const user of users) accepted.add(user);
      drop(users);
      continue;
    }
    const guilty = typeof answer === 'string' ? undefined : answer.writes.flatMap((one) => userOf.get(one) ?? [])[0];
    if (typeof answer === 'string' || guilty === undefined) {
      if (answer === 'kept' || (users.length === 1 && answer !== 'tooMany')) break;
      if (users.length === 1) drop(users);
      most = 1;
      continue;
    }
    const fresh = named(answer, now, guilty);
    if (fresh.size === 0) {
      drop([guilty]);
      continue;
    }
    // An org that does not see a license in the transaction that assigns it refuses every right in the same words.
    if (!seesLicenses && mayWorkAlone(answer, writes)) {
      const control = withOneRight(now.plans, guilty);
      if (control.length === 0 || (await attempt(org, control)) !== 'accepted') break;
      seesLicenses = true;
    }
    now = await sortOut(org, await refuse(guilty, fresh), guilty, fresh, refuse);
  }
  return accepted;
}

/** Finds out what else is refused of a user, all at once as far as each right gets an answer of its own. */
async function sortOut(
  org: Org,
  moves: Moves,
  user: number,
  first: ReadonlyMap<string, string>,
  refuse: Refuse,
): Promise<Moves> {
  const inSlices = [...first.keys()].every((key) => key.startsWith('userPermission '));
  const apart = new Set<string>();
  for (let now = moves; ;) {
    const writes = inSlices ? sliced(now.plans, user, apart) : rowByRow(now.plans, user);
    const answer = writes.length > 0 ? await attempt(org, writes) : 'unknown';
    if (typeof answer === 'string') return now;
    const needy = inSlices ? needyIn(answer, now, user).filter((name) => !apart.has(name)) : [];
    for (const name of needy) apart.add(name);
    const fresh = needy.length > 0 ? new Map<string, string>() : named(answer, now, user);
    if (fresh.size > 0) now = await refuse(user, fresh);
    else if (needy.length === 0) return now;
  }
}

/** Permissions that cannot be in a slice, for it lacks something that they need. */
function needyIn({ writes, message }: GroupRefusal, { rightsOf, schema }: Moves, user: number): string[] {
  if (writes.every(({ object }) => object !== 'PermissionSet')) return [];
  const names = rightsOf(user).flatMap(({ kind, name }) => (kind === 'userPermission' ? [name] : []));
  return needyPermissions(message, names, schema);
}

/** The rights that a refusal names, with the words about each. */
function named({ refusals }: GroupRefusal, { rightsOf, schema }: Moves, user: number): ReadonlyMap<string, string> {
  const rights = rightsOf(user);
  return new Map(
    refusals.flatMap(({ message }) =>
      refusedRights(message, rights, schema).map((key) => [key, wordsOf(message)] as const),
    ),
  );
}

/** `unjudged`: the request as a whole is refused, or for what it holds together. `kept`: the org wrote it all the same, and it is taken back. */
async function attempt(
  org: Org,
  writes: readonly RecordWrite[],
): Promise<'accepted' | 'kept' | 'tooMany' | 'unjudged' | GroupRefusal> {
  const answer = await tryTogether(org, writes).catch((error: unknown) => {
    if (error instanceof OrgRefusal) return undefined;
    throw error;
  });
  if (answer?.kept) {
    await undo(org, answer.kept);
    return 'kept';
  }
  if (answer?.tooMany) return 'tooMany';
  const isWhole = answer?.refused?.writes.length === 0 || hasCode(answer?.refused, 'MIXED_DML_OPERATION');
  return answer === undefined || isWhole ? 'unjudged' : (answer.refused ?? 'accepted');
}
