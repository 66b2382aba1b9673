import type { Result } from '../checks/runChecks.ts';
import type { UserCredential } from '../verify/runWithCredentials.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { readCandidates, type CandidateKind } from '../org/state/candidates.ts';
import type { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { OrgState, Seats } from '../org/state/state.ts';
import type { Org } from '../org/wire/transport.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Undone } from '../org/write/undo.ts';
import type { Change, ChangeGroup, Told } from '../plan/change.ts';
import type { RetireStep } from '../retire/plan.ts';
import { NOTHING_LEARNED, type OrgTexts } from '../plan/context.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot, type UserPlan } from '../plan/plan.ts';
import { converge } from './converge.ts';
import { planOptions } from './planOptions.ts';
import { readFixed, readSnapshot } from './snapshot.ts';

export type RunOptions = {
  readonly dryRun: boolean;
  readonly allowBroadAccess: boolean;
  /** Bring what the definition owns to exactly what it says, or only add what is missing. */
  readonly own: boolean;
  readonly prune: boolean;
  readonly texts: OrgTexts;
  /** What is known to be wrong without the org: told together with what the org adds. */
  readonly known: Plan['problems'];
  /** What the org could hold, where that was read before, with every object that the users are about. */
  readonly schema?: OrgSchema | undefined;
  /**
   * Judges a plan that nothing stands in the way of, in a dry run too; `replan` plans other definitions of the same users, of what was read.
   * When it says no, nothing is asked or written.
   */
  readonly judge?: (plan: Plan, replan: (users: readonly UserDefinition[]) => Plan) => Promise<boolean>;
  /** Asked before the first write; when it says no, nothing is written and everything stays planned. */
  readonly confirm?: (plan: Plan) => Promise<boolean>;
};

export type Step = 'read' | ChangeGroup['step'] | RetireStep | 'groups' | 'readBack';
export type RunEvent =
  /** A step starts for the user of this number; `of` users take it. */
  | { readonly kind: 'step'; readonly step: Step; readonly user: number; readonly of: number }
  /** Salesforce has accepted these. */
  | { readonly kind: 'wrote'; readonly changes: readonly Change[] }
  /** What was written is checked as `verify` does. */
  | { readonly kind: 'checks' }
  /** A user, or the run, failed; what it told last is where. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'oneByOne' | 'answerLost'; readonly step: Step }
  /** The profile, or the permission set, cannot hold these user permissions; planned again without them. */
  | { readonly kind: 'cannotHold'; readonly step: Step; readonly permissions: readonly string[] };

/** Where a user came to grief. */
export type Failure = {
  /** Undefined: Salesforce accepted everything, and reading back does not show it. */
  readonly error: OrgRefusal | OrgSilence | undefined;
  readonly step: Step;
  readonly changes: readonly Told[];
  /** Name of a license that has no seat left, when that is why; the code of the refusal does not always say so (facts 1.4). */
  readonly fullLicense?: string | undefined;
  /** Undefined where nothing was taken back, because running again goes on from there. */
  readonly undone: Undone | undefined;
};

export type UserRun = {
  readonly outcome: 'blocked' | 'planned' | 'unchanged' | 'created' | 'updated' | 'failed';
  /** The plan as it was before the first write, with what became known on the way. */
  readonly plan: UserPlan;
  /** Everything that this run changed, in the order of the plan. */
  readonly done: readonly Change[];
  readonly failure: Failure | undefined;
  /** How long writing its account took, its license and assignments with it; undefined: nothing was written. */
  readonly milliseconds?: number | undefined;
  /** What the checks found once everything was written; undefined: they were not run. */
  readonly checks?: readonly Result[];
  /** How the user logs in, where the definition says it. */
  readonly credential?: UserCredential;
};

export type Run = {
  readonly users: readonly UserRun[];
  /** Problems of the run as a whole. */
  readonly problems: Plan['problems'];
  /** The org after the run. */
  readonly state: OrgState;
  readonly schema: OrgSchema;
};

/** What a report wants to know of a run that writes, whichever it was. */
export type Reported = {
  readonly users: readonly ReportedUser[];
  readonly problems: Plan['problems'];
  readonly state: Pick<OrgState, 'profiles' | 'userLicense'> & {
    readonly organization: Pick<OrgState['organization'], 'id'>;
    readonly permissionSetLicenses: readonly Pick<
      OrgState['permissionSetLicenses'][number],
      keyof Seats | 'developerName'
    >[];
    readonly users: readonly Pick<OrgState['users'][number], 'id' | 'username'>[];
  };
};

export type ReportedUser = Omit<UserRun, 'plan' | 'done'> & {
  readonly plan: Pick<UserPlan, 'name' | 'username' | 'problems'> & {
    readonly groups: readonly { readonly changes: readonly Told[] }[];
  };
  readonly done: readonly Told[];
};

/**
 * Makes integration users what their definition says: reads, plans, writes, reads back. A refusal takes back what this run has written of
 * that user, and the others go on; a lost answer leads to reading and planning again.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function run(
  org: Org,
  users: readonly UserDefinition[],
  options: RunOptions,
  onEvent: (event: RunEvent) => void,
): Promise<Run> {
  onEvent({ kind: 'step', step: 'read', user: 1, of: 1 });
  const fixed = await readFixed(org, users, options.schema);
  const snapshot = await readSnapshot(org, users, fixed, options.own);
  const planned = await planWithNames(org, users, snapshot, options);
  const first = { ...planned, problems: [...options.known, ...planned.problems] };
  onEvent({ kind: 'planned', plan: first });
  const blocked = blockers(first).length > 0;
  const changes = first.users.some((user) => allChanges(user).length > 0);
  const replan = (others: readonly UserDefinition[]): Plan =>
    plan(others, snapshot, planOptions(org, options, NOTHING_LEARNED, {}));
  const goes = !blocked && changes && (await options.judge?.(first, replan)) !== false;
  if (goes && !options.dryRun && (await options.confirm?.(first)) !== false) {
    return converge(org, users, options, fixed, first, snapshot, onEvent);
  }
  const outcome = (user: UserPlan): UserRun['outcome'] => {
    if (blocked) return 'blocked';
    return allChanges(user).length === 0 ? 'unchanged' : 'planned';
  };
  return {
    users: first.users.map((user) => ({ plan: user, done: [], failure: undefined, outcome: outcome(user) })),
    problems: first.problems,
    state: snapshot.state,
    schema: snapshot.schema,
  };
}

/** Plans; where names are unknown, the org is asked once more for the names it has, and the nearest are offered. */
async function planWithNames(
  org: Org,
  users: readonly UserDefinition[],
  snapshot: Snapshot,
  options: RunOptions,
): Promise<Plan> {
  const planned = plan(users, snapshot, planOptions(org, options, NOTHING_LEARNED, {}));
  const kinds = blockers(planned).flatMap(
    ({ id }) => (/^unknown\.(\w+)NoneNear$/.exec(id)?.[1] ?? []) as CandidateKind | [],
  );
  if (kinds.length === 0) return planned;
  const candidates = await readCandidates(org, [...new Set(kinds)]);
  return plan(users, snapshot, planOptions(org, options, NOTHING_LEARNED, candidates));
}
