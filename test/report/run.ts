import type { Failure, Run, UserRun } from '../../src/apply/run.ts';
import type { Change } from '../../src/plan/change.ts';
import type { UserPlan } from '../../src/plan/plan.ts';
import { orgSchema, orgState, USERNAME } from '../plan/snapshot.ts';

/** A change as a plan has it; what would be written does not matter to a report. */
export function change(action: Change['action'], type: string, name: string, detail?: string): Change {
  const write = { method: 'POST', object: type, fields: {} } as const;
  return { action, type, name, ...(detail === undefined ? {} : { detail }), write };
}

export function planOf(changes: readonly Change[], more: Partial<UserPlan> = {}): UserPlan {
  return {
    name: 'Zoom',
    username: USERNAME,
    userId: undefined,
    groups: changes.length === 0 ? [] : [{ step: 'user', changes }],
    problems: [],
    ...more,
  };
}

/** What became of the user "Zoom". */
export function userRun(outcome: UserRun['outcome'], planned: readonly Change[], more: Partial<UserRun> = {}): UserRun {
  return { outcome, plan: planOf(planned), done: [], failure: undefined, ...more };
}

/** The run of several users. */
export function runOfMany(users: readonly UserRun[], more: Partial<Run> = {}): Run {
  return { users, problems: [], state: orgState(), schema: orgSchema(), ...more };
}

/** The run of the user "Zoom" alone. */
export function runOf(
  outcome: UserRun['outcome'],
  planned: readonly Change[],
  { state, problems, ...more }: Partial<UserRun & Pick<Run, 'state' | 'problems'>> = {},
): Run {
  return runOfMany([userRun(outcome, planned, more)], {
    ...(state ? { state } : {}),
    ...(problems ? { problems } : {}),
  });
}

export function failure(more: Partial<Failure>): Failure {
  return { error: undefined, step: 'user', changes: [], undone: undefined, ...more };
}
