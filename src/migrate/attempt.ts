import { rightOf } from '../access/difference.ts';
import { runChecked } from '../verify/runChecked.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import { resolve } from '../definition/resolve.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/transport.ts';
import { allChanges, type Plan, type UserPlan } from '../plan/plan.ts';
import { rightsIn } from './define.ts';
import { expectedAfter, migrated, orgIdOf, type Listener, type MigrateRequest, type Migration } from './migration.ts';
import type { Notice } from '../plan/notices.ts';
import type { SnapshotUser } from './snapshot.ts';
import { writeSnapshotFile } from './snapshotFile.ts';
import { refusedRights, tryMove } from './trial.ts';

export type Attempt = {
  readonly users: readonly SnapshotUser[];
  readonly problems: readonly Problem[];
  /** By username. */
  readonly notices: ReadonlyMap<string, readonly Notice[]>;
  /** Whether there is a snapshot file already. */
  readonly begun: boolean;
  /** Whether the org has said something that leads to another plan. */
  readonly judge: (plan: Plan) => Promise<boolean>;
};

/** @returns `again` where the org has refused rights in a trial, so that the users must be planned without them; nothing is written then */
export async function attemptMove(
  org: Org,
  { snapshotFile, options, confirm }: MigrateRequest,
  { users, problems: found, notices, begun, judge }: Attempt,
  onEvent: Listener,
): Promise<(Migration & { readonly isDone: boolean }) | 'again'> {
  const resolved = resolve({ users: users.map((user) => user.definition) });
  const problems = [...options.known, ...found, ...resolved.problems];
  const planned = users.map((user) => migrated(user, expectedAfter(user), notices.get(user.username)));
  if (users.length === 0) return { run: undefined, users: planned, problems, isDone: false };
  let again = false;
  const run = await runChecked(
    org,
    resolved.definition.users.map((user): UserDefinition => ({ ...user, account: 'moving' })),
    {
      ...{ ...options, own: true, prune: false, known: problems },
      confirm: async (plan) => {
        again = await judge(plan);
        if (again) return false;
        if ((await confirm?.(planned)) === false) return false;
        if (begun) return true;
        const whole = users.map((user, index) => ({ ...user, makesSet: makesSet(plan.users[index]) }));
        problems.push(...(await writeSnapshotFile(snapshotFile, { orgId: orgIdOf(org), users: whole })));
        return problems.every(({ severity }) => severity !== 'error');
      },
    },
    onEvent,
  );
  const isOpen = run.users.every(({ outcome }) => outcome === 'planned' || outcome === 'blocked');
  if (options.dryRun && run.users.every(({ outcome }) => outcome === 'planned'))
    again = await judge({ users: run.users.map(({ plan }) => plan), problems: [] });
  return again ? 'again' : { run, users: planned, problems, isDone: !isOpen && !options.dryRun };
}

/** Has the org judge each move; @returns whether it has refused rights that were to be kept. */
export async function learnRefusals(
  org: Org,
  plan: Plan,
  users: readonly SnapshotUser[],
  schema: OrgSchema,
  refusals: Map<string, Map<string, string>>,
): Promise<boolean> {
  let learned = false;
  for (const [index, { username, access, definition }] of users.entries()) {
    const planned = plan.users[index];
    const verdict = planned ? await tryMove(org, planned, plan.users) : undefined;
    if (verdict?.kind !== 'refused') continue;
    const own = refusals.get(username) ?? new Map<string, string>();
    refusals.set(username, own);
    const defined = resolve({ users: [definition] }).definition.users.flatMap((user) => rightsIn(user, schema));
    const rights = [...access.map(rightOf), ...defined];
    for (const key of refusedRights(verdict.words, rights, schema)) {
      learned ||= !own.has(key);
      own.set(key, verdict.words);
    }
  }
  return learned;
}

function makesSet(plan: UserPlan | undefined): boolean {
  return (
    plan !== undefined && allChanges(plan).some(({ action, type }) => action === 'create' && type === 'PermissionSet')
  );
}
