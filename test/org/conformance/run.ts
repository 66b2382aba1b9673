import { ask } from './ask.ts';
import type { Case, CaseRequest, Step } from './case.ts';
import { clean } from './clean.ts';
import { gone, made } from './created.ts';
import type { Made } from './created.ts';
import { judge } from './judge.ts';
import type { Outcome } from './judge.ts';
import { loadCases } from './load.ts';
import { errorsIn } from './match.ts';
import { resolve } from './references.ts';
import type { Known } from './references.ts';
import type { Report } from './report.ts';
import { bareUser, closeUser, openUser } from './sharedUser.ts';
import type { SharedUser } from './sharedUser.ts';
import { survey } from './survey.ts';
import type { Survey } from './survey.ts';
import type { Answer, Target } from './target.ts';

export type RunOptions = {
  /** All of them unless given. */
  readonly cases?: readonly Case[];
  /** False leaves out every case that creates or needs a user. */
  readonly users?: boolean;
  /** Only cases whose id or title contains this text. */
  readonly filter?: string;
  /** Hears of every outcome as it comes. */
  readonly onOutcome?: (outcome: Outcome) => void;
};

/** One run: the target, what it has, the user all cases share once one needed it, and what could not be cleaned. */
type Run = {
  readonly target: Target;
  readonly org: Survey;
  readonly token: string;
  user?: SharedUser | string;
  readonly leftovers: string[];
};

/**
 * Runs the cases one after the other and leaves the org as it was: each case is cleaned up after before the next.
 *
 * @throws Error when the org cannot be asked at all; a case that cannot be run is an outcome.
 */
export async function runCases(target: Target, options: RunOptions = {}): Promise<Report> {
  const run: Run = { target, org: await survey(target), token: `c${Date.now().toString(36)}`, leftovers: [] };
  const outcomes: Outcome[] = [];
  try {
    for (const [index, one] of selected(options).entries()) {
      const outcome = await runCase(run, one, `${run.token}${index.toString(36)}`, options.users ?? true);
      outcomes.push(outcome);
      options.onOutcome?.(outcome);
    }
  } finally {
    if (typeof run.user === 'object') run.leftovers.push(...(await closeUser(target, run.user)));
  }
  const { edition, sandbox } = run.org;
  return {
    org: { target: target.name, edition, sandbox, apiVersion: target.apiVersion },
    outcomes,
    leftovers: run.leftovers,
  };
}

/** Cases that share the user come last: those that make their own may need the only seat. */
function selected({ cases = loadCases(), filter = '' }: RunOptions): Case[] {
  const wanted = cases.filter((one) => `${one.id} ${one.title}`.toLowerCase().includes(filter.toLowerCase()));
  const shares = (one: Case): number => (one.needs?.includes('user') === true ? 1 : 0);
  return [...wanted].sort((one, other) => shares(one) - shares(other));
}

async function runCase(run: Run, one: Case, unique: string, users: boolean): Promise<Outcome> {
  const things: Made[] = [];
  let known: Known = { org: run.org.values, version: run.target.apiVersion, unique };
  try {
    const unmet = await reasonToSkip(run, one, users);
    if (unmet !== undefined) return judge(one, { skipped: unmet });
    if (one.needs?.includes('user') === true) known = { ...known, user: await sharedUser(run) };
    for (const step of one.setup ?? []) known = await runStep(run, step, known, things);
    const answer = await send(run, one.request, known, things);
    return judge(one, { answer, known });
  } catch (error) {
    return judge(one, { skipped: reason(error) });
  } finally {
    run.leftovers.push(...(await cleanUp(run, one, known, things)));
  }
}

async function runStep(run: Run, step: Step, known: Known, things: Made[]): Promise<Known> {
  const answer = await send(run, step, known, things);
  const errors = errorsIn(answer.body);
  if (step.status !== 'any' && (answer.status >= 300 || (step.metadata !== undefined && errors.length > 0))) {
    throw new Error(`set-up refused: ${errors[0]?.errorCode ?? `HTTP ${answer.status}`} ${errors[0]?.message ?? ''}`);
  }
  return step.id === undefined ? known : { ...known, [step.id]: answer.body };
}

async function send(run: Run, request: CaseRequest, known: Known, things: Made[]): Promise<Answer> {
  const resolved = resolve(request, known) as CaseRequest;
  const answer = await ask(run.target, resolved);
  things.push(...made(resolved, answer));
  const deleted = gone(resolved, answer);
  if (deleted !== undefined) things.splice(0, things.length, ...things.filter((thing) => thing.id !== deleted));
  return answer;
}

async function cleanUp(run: Run, one: Case, known: Known, things: readonly Made[]): Promise<string[]> {
  const problems: string[] = [];
  const attempt = async (what: () => Promise<unknown>): Promise<void> => {
    try {
      await what();
    } catch (error) {
      problems.push(`${one.id}: ${reason(error)}`);
    }
  };
  if (things.length > 0 || 'user' in known) {
    for (const step of one.cleanup ?? []) await attempt(() => runStep(run, step, known, []));
  }
  const { user } = known;
  if (user !== undefined) await attempt(() => bareUser(run.target, user as SharedUser));
  await attempt(async () => void problems.push(...(await clean(run.target, things))));
  return problems;
}

async function sharedUser(run: Run): Promise<SharedUser> {
  run.user ??= await openUser(run.target, run.org, run.token).catch((error: unknown) => reason(error));
  if (typeof run.user === 'string') throw new Error(run.user);
  return run.user;
}

async function reasonToSkip(run: Run, one: Case, users: boolean): Promise<string | undefined> {
  if (one.createsUser === true && !users) return 'creates a user';
  if (one.minApiVersion !== undefined && Number(run.target.apiVersion) < one.minApiVersion) {
    return `needs API version ${one.minApiVersion}`;
  }
  for (const need of one.needs ?? []) {
    if (need !== 'user' && !(await run.org.meets(need))) return `the org has not: ${need}`;
  }
  return undefined;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
