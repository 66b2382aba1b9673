import type { Failure, Run } from '../../src/apply/run.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { orgState, USERNAME } from '../plan/snapshot.ts';

/** A change as a plan has it; what would be written does not matter to a report. */
export function change(action: Change['action'], type: string, name: string, detail?: string): Change {
  const write = { method: 'POST', object: type, fields: {} } as const;
  return { action, type, name, ...(detail === undefined ? {} : { detail }), write };
}

export function planOf(changes: readonly Change[], more: Partial<Plan> = {}): Plan {
  return {
    name: 'Zoom',
    username: USERNAME,
    userId: undefined,
    groups: changes.length === 0 ? [] : [{ step: 'user', changes }],
    problems: [],
    ...more,
  };
}

export function runOf(outcome: Run['outcome'], planned: readonly Change[], more: Partial<Run> = {}): Run {
  return { outcome, plan: planOf(planned), done: [], state: orgState(), failure: undefined, ...more };
}

export function failure(more: Partial<Failure>): Failure {
  return { error: undefined, step: 'user', changes: [], undone: undefined, ...more };
}
