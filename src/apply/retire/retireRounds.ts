import { defaultPermissionSetName } from '../../definition/names.ts';
import type { Problem } from '../../definition/problem.ts';
import { readRetiring } from '../../org/use/readRetiring.ts';
import { OrgRefusal, OrgSilence } from '../../org/wire/refusal.ts';
import { seenIn, type Retiring } from '../../org/use/retiring.ts';
import type { Org } from '../../org/wire/transport.ts';
import {
  keyOf,
  planRetire,
  RETIRE_STEPS,
  type RetireChange,
  type RetirePlan,
  type RetireStep,
  type Wish,
} from '../../retire/plan.ts';
import type { Failure, Step } from '../run.ts';
import { joined, writeRetirement, type Trouble } from './writeRetirement.ts';

/** Steps are few; a lost answer makes one be looked at again. */
const ROUNDS = 10;

/** One user on its way. */
export type Work = {
  readonly plan: RetirePlan;
  readonly problems: readonly Problem[];
  /** Everything that was ever planned, by key. */
  readonly planned: Map<string, RetireChange>;
  /** Keys of changes that failed. */
  readonly failed: Set<string>;
  /** What is tried in this round. */
  due: readonly RetireChange[];
  left: readonly RetireChange[];
  trouble: Trouble | undefined;
  failure: Failure | undefined;
};

export type Rounds = {
  readonly wish: Wish;
  readonly usernames: readonly string[];
  readonly caller: string;
  readonly onStep: (step: Step) => void;
};

export function startWork(plan: RetirePlan, problems: readonly Problem[]): Work {
  return {
    plan,
    problems,
    planned: new Map(plan.changes.map((change) => [keyOf(change), change])),
    left: plan.changes,
    failed: new Set(),
    due: [],
    trouble: undefined,
    failure: undefined,
  };
}

/**
 * Writes one step of all users, reads again, plans again, until nothing is left that may be tried.
 * @returns the org as it was read last
 */
export async function retireRounds(
  org: Org,
  works: readonly Work[],
  before: Retiring,
  { wish, usernames, caller, onStep }: Rounds,
): Promise<Retiring> {
  let state = before;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const pending = works.filter((work) => openChanges(work).length > 0);
    const step = RETIRE_STEPS.find((one) => pending.some((work) => openChanges(work)[0]?.step === one));
    if (step === undefined) break;
    onStep(step);
    const due = pending.filter((work) => openChanges(work)[0]?.step === step);
    for (const work of due) work.due = openChanges(work).filter((change) => change.step === step);
    await writeRetirement(org, due);
    onStep('readBack');
    const again = await readAgain(org, usernames, caller, state);
    if (again instanceof Error) {
      for (const work of pending) notReadBack(work, again, due.includes(work));
      break;
    }
    state = again;
    const left = new Map(planRetire(state, wish).map(({ user, changes }) => [user.id, changes]));
    for (const work of due) settle(work, step, left.get(work.plan.user.id) ?? [], round);
    for (const work of works) work.left = left.get(work.plan.user.id) ?? [];
  }
  return state;
}

/** What may still be tried: nothing without a deactivation, no license while a set is held, and nothing that has failed. */
function openChanges({ left, failure, failed }: Work): readonly RetireChange[] {
  if (failure?.step === 'freeze' || failure?.step === 'deactivate' || failure?.step === 'readBack') return [];
  const open = left.filter((change) => !failed.has(keyOf(change)));
  const holdsSets = left.some(({ type }) => type === 'PermissionSetAssignment');
  return holdsSets
    ? open.filter(({ step }) => step !== 'licenses' || open.some((one) => one.step === 'assignments'))
    : open;
}

/** A change that is still to be made after it was tried has failed, unless its answer was lost: then it is tried once more. */
function settle(work: Work, step: RetireStep, left: readonly RetireChange[], round: number): void {
  for (const change of left) work.planned.set(keyOf(change), change);
  // What was not there before, such as sessions below one that was ended, was not tried yet.
  const tried = new Set(work.due.flatMap(idsOf));
  const missed = left.filter((change) => idsOf(change).some((id) => tried.has(id)));
  const { trouble } = work;
  work.trouble = undefined;
  if (missed.length === 0) return;
  if (trouble?.error instanceof OrgSilence && round < ROUNDS) return;
  const guilty = missed.filter((change) => trouble?.changes.some((one) => keyOf(one) === keyOf(change)));
  for (const change of missed) work.failed.add(keyOf(change));
  work.failure = {
    error: joined(work.failure?.error, trouble?.error),
    step: work.failure?.step ?? step,
    changes: [...(work.failure?.changes ?? []), ...(guilty.length > 0 ? guilty : missed)],
    undone: undefined,
  };
}

/** Without reading back, a step that Salesforce accepted whole is done; of another nobody knows what became of it. */
function notReadBack(work: Work, error: OrgRefusal | OrgSilence, wasDue: boolean): void {
  const sent = wasDue ? work.due : [];
  const isAccepted = work.trouble === undefined;
  if (isAccepted) work.left = work.left.filter((change) => !sent.includes(change));
  work.failure = { error, step: 'readBack', changes: isAccepted ? [] : sent, undone: undefined };
}

function idsOf({ writes, tokens }: RetireChange): string[] {
  return [...writes.flatMap(({ id }) => id ?? []), ...tokens.map(({ secret }) => secret)];
}

async function readAgain(
  org: Org,
  usernames: readonly string[],
  caller: string,
  state: Retiring,
): Promise<Retiring | OrgRefusal | OrgSilence> {
  try {
    return await readRetiring(org, usernames, caller, defaultPermissionSetName, seenIn(state));
  } catch (thrown) {
    if (thrown instanceof OrgRefusal || thrown instanceof OrgSilence) return thrown;
    throw thrown;
  }
}
