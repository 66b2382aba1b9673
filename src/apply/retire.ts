import { defaultPermissionSetName } from '../definition/names.ts';
import { nearest } from '../definition/nearest.ts';
import { error, type Problem } from '../definition/problem.ts';
import { callerUsername } from '../org/caller.ts';
import { readRetiring } from '../org/readRetiring.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import { seenIn, type Retiring, type RetiringUser } from '../org/retiring.ts';
import type { Org } from '../org/transport.ts';
import { readUsernamesLike } from '../org/usernames.ts';
import {
  keyOf,
  planRetire,
  RETIRE_STEPS,
  stops,
  type RetireChange,
  type RetirePlan,
  type RetireStep,
  type Wish,
} from '../retire/plan.ts';
import { runProblems, userProblems } from '../retire/problems.ts';
import type { Failure, ReportedUser, Step } from './run.ts';
import { joined, writeRetirement, type Trouble } from './writeRetirement.ts';

export type RetireOptions = Wish & {
  readonly usernames: readonly string[];
  readonly dryRun: boolean;
  /** Asked before the first write; when it says no, nothing is written. */
  readonly confirm?: (run: Retirement) => Promise<boolean>;
  readonly onStep: (step: Step) => void;
};

/** What became of users who were to be retired. */
export type Retirement = {
  readonly wish: Wish;
  readonly users: readonly RetiredUser[];
  readonly problems: readonly Problem[];
  /** The org before the run, and after it. */
  readonly before: Retiring;
  readonly after: Retiring;
};
export type RetiredUser = ReportedUser & { readonly user: RetiringUser | undefined };

/** Steps are few; a lost answer makes one be looked at again. */
const ROUNDS = 10;

/** One user on its way. */
type Work = {
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

/**
 * Retires users: reads, plans, writes and reads back, step after step for all of them. What is done stays done; run again, it goes on.
 * @throws OrgRefusal, OrgSilence when the org could not be read before the first write
 */
export async function retire(org: Org, options: RetireOptions): Promise<Retirement> {
  const { dryRun, confirm, onStep, mode, deletePermissionSet } = options;
  const wish = { mode, deletePermissionSet };
  const usernames = [...new Set(options.usernames.map((username) => username.toLowerCase()))];
  onStep('read');
  const caller = await callerUsername(org);
  const before = await readRetiring(org, usernames, caller, defaultPermissionSetName);
  const plans = planRetire(before, wish);
  const works = usernames.flatMap((username) => {
    const plan = plans.find(({ user }) => user.username === username);
    return plan ? [startWork(plan, userProblems(plan.user, before, caller, wish))] : [];
  });
  const unknown = usernames.filter((username) => !plans.some(({ user }) => user.username === username));
  const problems = [...runProblems(before, plans, caller, wish), ...(await unknownUsers(org, unknown))];
  const start = { wish, problems, before };
  if (stops([...problems, ...works.flatMap((work) => work.problems)]))
    return { ...start, users: works.map((work) => told(work, 'blocked')), after: before };
  const first = { ...start, users: works.map((work) => told(work, 'planned')), after: before };
  if (dryRun || works.every(({ left }) => left.length === 0) || (await confirm?.(first)) === false) return first;
  const after = await rounds(org, works, wish, before, usernames, caller, onStep);
  return { ...start, users: works.map((work) => told(work, 'updated')), after };
}

async function rounds(
  org: Org,
  works: readonly Work[],
  wish: Wish,
  before: Retiring,
  usernames: readonly string[],
  caller: string,
  onStep: (step: Step) => void,
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
      for (const work of pending) work.failure = { error: again, step: 'readBack', changes: [], undone: undefined };
      break;
    }
    state = again;
    const plans = planRetire(state, wish);
    for (const work of due) settle(work, step, plans, round);
    for (const work of works) work.left = plans.find(({ user }) => user.id === work.plan.user.id)?.changes ?? [];
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
function settle(work: Work, step: RetireStep, plans: readonly RetirePlan[], round: number): void {
  const left = plans.find(({ user }) => user.id === work.plan.user.id)?.changes ?? [];
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

function startWork(plan: RetirePlan, problems: readonly Problem[]): Work {
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

function told(work: Work, then: 'blocked' | 'planned' | 'updated'): RetiredUser {
  const { plan, problems, planned, left, failure } = work;
  const open = new Set(left.map(keyOf));
  const all = [...planned.values()];
  const done = then === 'updated' ? all.filter((change) => !open.has(keyOf(change))) : [];
  const outcome = failure ? 'failed' : then === 'blocked' ? 'blocked' : all.length === 0 ? 'unchanged' : then;
  const groups = [{ changes: all }];
  return {
    user: plan.user,
    outcome,
    plan: { name: plan.user.lastName, username: plan.user.username, problems, groups },
    done,
    failure,
  };
}

async function unknownUsers(org: Org, usernames: readonly string[]): Promise<Problem[]> {
  return Promise.all(
    usernames.map(async (username) => {
      const meant = nearest(username, await readUsernamesLike(org, username));
      return meant.length > 0
        ? error('unknown.users', username, [username], [meant.join(', ')])
        : error('unknown.usersNoneNear', username, [username]);
    }),
  );
}
