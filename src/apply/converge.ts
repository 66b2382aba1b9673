import type { UserDefinition } from '../definition/definition.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { Org } from '../org/transport.ts';
import { undo, type Undone } from '../org/undo.ts';
import type { Ids, Written } from '../org/writeGroup.ts';
import type { Change, ChangeGroup } from '../plan/change.ts';
import { NOTHING_LEARNED, type Learned } from '../plan/context.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot } from '../plan/plan.ts';
import { learn } from './learn.ts';
import { planOptions } from './planOptions.ts';
import type { Failure, Run, RunEvent, RunOptions } from './run.ts';
import { readSnapshot, type Fixed } from './snapshot.ts';
import { refusedChanges, writeStep } from './writeStep.ts';

/** A lost answer is looked into this often before the run gives up. */
const ATTEMPTS = 5;

/** Writes and reads back until nothing is left to change, or until it is clear that it will not come to that. */
export async function converge(
  org: Org,
  user: UserDefinition,
  options: RunOptions,
  fixed: Fixed,
  first: Plan,
  before: Snapshot,
  onEvent: (event: RunEvent) => void,
): Promise<Run> {
  const written: Written[] = [];
  const done: Change[] = [];
  let snapshot = before;
  let now = { plan: first, state: before.state };
  let learned = NOTHING_LEARNED;
  const failed = (failure: Failure): Run => {
    onEvent({ kind: 'failed' });
    return {
      outcome: 'failed',
      plan: first,
      done: failure.undone ? [] : done,
      state: now.state,
      failure,
    };
  };
  for (let attempt = 1; ; attempt += 1) {
    const stopped = await writeGroups(org, now.plan, written, done, onEvent);
    const taught =
      stopped?.error instanceof OrgRefusal
        ? learn(learned, stopped.group, stopped.error, user.profile.permissions)
        : undefined;
    if (stopped && taught === undefined && stopped.error instanceof OrgRefusal) {
      const changes = refusedChanges(stopped.group, stopped.error);
      return failed({ error: stopped.error, step: stopped.group.step, changes, undone: await undo(org, written) });
    }
    if (stopped && taught)
      onEvent({ kind: 'cannotHold', step: stopped.group.step, permissions: newly(learned, taught) });
    else if (stopped) onEvent({ kind: 'answerLost', step: stopped.group.step });
    learned = taught ?? learned;
    if (stopped === undefined) onEvent({ kind: 'step', step: 'readBack', changes: 0 });
    // A refused group leaves nothing behind: when it was the first, the snapshot is still true.
    if (taught === undefined || written.length > 0) {
      const after = await readAgain(org, user, fixed);
      if ('error' in after) return failed({ error: after.error, step: 'readBack', changes: [], undone: undefined });
      snapshot = after.snapshot;
    }
    now = { plan: plan(user, snapshot, planOptions(org, options, learned, {})), state: snapshot.state };
    const left = allChanges(now.plan.groups);
    if (blockers(now.plan).length > 0)
      return { ...failed(stop(stopped, left, await undo(org, written))), plan: now.plan };
    if (left.length === 0) {
      const outcome = before.state.users.length > 0 ? 'updated' : 'created';
      const problems = problemsOf(first, now.plan);
      return {
        outcome,
        plan: { ...now.plan, groups: first.groups, problems },
        done: doneOf(first, done),
        state: now.state,
        failure: undefined,
      };
    }
    if (attempt === ATTEMPTS || (stopped === undefined && attempt > 1)) return failed(stop(stopped, left, undefined));
  }
}

function newly(before: Learned, after: Learned): string[] {
  const all = ({ profileCannotHold, setCannotHold }: Learned): string[] => [...profileCannotHold, ...setCannotHold];
  return all(after).filter((permission) => !all(before).includes(permission));
}

function stop(stopped: Stopped | undefined, changes: readonly Change[], undone: Undone | undefined): Failure {
  return { error: stopped?.error, step: stopped?.group.step ?? 'readBack', changes, undone };
}

async function readAgain(
  org: Org,
  user: UserDefinition,
  fixed: Fixed,
): Promise<{ snapshot: Snapshot } | { error: OrgRefusal | OrgSilence }> {
  try {
    return { snapshot: await readSnapshot(org, user, fixed) };
  } catch (error) {
    if (error instanceof OrgRefusal || error instanceof OrgSilence) return { error };
    throw error;
  }
}

type Stopped = { readonly group: ChangeGroup; readonly error: OrgRefusal | OrgSilence };

/** Writes group after group until one is refused or its answer is lost. */
async function writeGroups(
  org: Org,
  { groups }: Plan,
  written: Written[],
  done: Change[],
  onEvent: (event: RunEvent) => void,
): Promise<Stopped | undefined> {
  const ids: Ids = new Map();
  for (const group of groups) {
    onEvent({ kind: 'step', step: group.step, changes: group.changes.length });
    try {
      await writeStep(org, group, ids, {
        onWritten: (records) => written.push(...records),
        onOneByOne: () => {
          onEvent({ kind: 'oneByOne', step: group.step });
        },
      });
    } catch (error) {
      if (error instanceof OrgRefusal || error instanceof OrgSilence) return { group, error };
      throw error;
    }
    done.push(...group.changes);
  }
  return undefined;
}

/** What was planned and is there now counts as done, also where the answer to its request was lost. In the order of the plan. */
function doneOf(first: Plan, done: readonly Change[]): readonly Change[] {
  const key = ({ type, name, action }: Change): string => `${action} ${type} ${name}`;
  const known = new Map(done.map((change) => [key(change), change]));
  const planned = allChanges(first.groups);
  const keys = new Set(planned.map(key));
  return [
    ...planned.map((change) => known.get(key(change)) ?? change),
    ...done.filter((change) => !keys.has(key(change))),
  ];
}

/** Warnings that came up on the way are added: where a permission went that the profile could not hold. */
function problemsOf(first: Plan, last: Plan): Plan['problems'] {
  const known = new Set(first.problems.map(({ id, subject }) => `${id} ${subject}`));
  return [...first.problems, ...last.problems.filter(({ id, subject }) => !known.has(`${id} ${subject}`))];
}
