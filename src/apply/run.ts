import type { UserDefinition } from '../definition/definition.ts';
import { readCandidates, type CandidateKind } from '../org/candidates.ts';
import type { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { OrgState } from '../org/state.ts';
import type { Org } from '../org/transport.ts';
import type { Undone } from '../org/undo.ts';
import type { Change, ChangeGroup } from '../plan/change.ts';
import { NOTHING_LEARNED, type OrgTexts } from '../plan/context.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot } from '../plan/plan.ts';
import { converge } from './converge.ts';
import { planOptions } from './planOptions.ts';
import { readFixed, readSnapshot } from './snapshot.ts';

export type RunOptions = { readonly dryRun: boolean; readonly allowBroadAccess: boolean; readonly texts: OrgTexts };

export type Step = 'read' | ChangeGroup['step'] | 'readBack';
export type RunEvent =
  | { readonly kind: 'step'; readonly step: Step; readonly changes: number }
  /** The run failed; what it told last is where. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'oneByOne' | 'answerLost'; readonly step: Step }
  /** The profile, or the permission set, cannot hold these user permissions; planned again without them. */
  | { readonly kind: 'cannotHold'; readonly step: Step; readonly permissions: readonly string[] };

/** Where a run came to. */
export type Failure = {
  readonly error: OrgRefusal | OrgSilence | undefined;
  readonly step: Step;
  readonly changes: readonly Change[];
  readonly undone: Undone | undefined;
};
export type Run = {
  readonly outcome: 'blocked' | 'planned' | 'unchanged' | 'created' | 'updated' | 'failed';
  /** The plan as it was before the first write. */
  readonly plan: Plan;
  /** Everything that this run changed, in the order in which it was done. */
  readonly done: readonly Change[];
  /** The org after the run. */
  readonly state: OrgState;
  readonly failure: Failure | undefined;
};

/**
 * Makes one integration user what its definition says: reads, plans, writes, reads back.
 * A refusal takes back what this run has written; a lost answer leads to reading and planning again.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function run(
  org: Org,
  user: UserDefinition,
  options: RunOptions,
  onEvent: (event: RunEvent) => void,
): Promise<Run> {
  onEvent({ kind: 'step', step: 'read', changes: 0 });
  const fixed = await readFixed(org, user);
  const snapshot = await readSnapshot(org, user, fixed);
  const first = await planWithNames(org, user, snapshot, options);
  onEvent({ kind: 'planned', plan: first });
  const before = { plan: first, done: [], state: snapshot.state, failure: undefined };
  if (blockers(first).length > 0) return { ...before, outcome: 'blocked' };
  if (allChanges(first.groups).length === 0) return { ...before, outcome: 'unchanged' };
  if (options.dryRun) return { ...before, outcome: 'planned' };
  return converge(org, user, options, fixed, first, snapshot, onEvent);
}

/** Plans; where names are unknown, the org is asked once more for the names it has, and the nearest are offered. */
async function planWithNames(org: Org, user: UserDefinition, snapshot: Snapshot, options: RunOptions): Promise<Plan> {
  const planned = plan(user, snapshot, planOptions(org, options, NOTHING_LEARNED, {}));
  const kinds = planned.problems.flatMap(
    ({ id }) => (/^unknown\.(\w+)NoneNear$/.exec(id)?.[1] ?? []) as CandidateKind | [],
  );
  if (kinds.length === 0) return planned;
  const candidates = await readCandidates(org, [...new Set(kinds)]);
  return plan(user, snapshot, planOptions(org, options, NOTHING_LEARNED, candidates));
}
