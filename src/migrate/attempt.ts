import { runChecked } from '../verify/runChecked.ts';
import type { RunOptions } from '../apply/run.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import { resolve } from '../definition/resolve.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';
import { expectedAfter, migrated, orgIdOf, type Listener, type MigrateRequest, type Migration } from './migration.ts';
import type { Notice } from '../plan/notices.ts';
import type { SnapshotUser } from './snapshot.ts';
import { writeSnapshotFile } from './snapshotFile.ts';

export type Attempt = {
  readonly users: readonly SnapshotUser[];
  readonly problems: readonly Problem[];
  /** By username. */
  readonly notices: ReadonlyMap<string, readonly Notice[]>;
  /** Whether there is a snapshot file already. */
  readonly begun: boolean;
  /** What the org could hold, with every object that the users are about; undefined where that has to be read. */
  readonly schema: OrgSchema | undefined;
  /** Whether the plan is what the org accepts; where it is not, the users are planned otherwise. */
  readonly judge: NonNullable<RunOptions['judge']>;
};

/** What is to be made of these users. Pure. */
export function definitionsOf(users: readonly SnapshotUser[]): {
  definitions: UserDefinition[];
  problems: readonly Problem[];
} {
  const { definition, problems } = resolve({ users: users.map((user) => user.definition) });
  return { definitions: definition.users.map((user) => ({ ...user, account: 'moving' })), problems };
}

/** @returns `again` where the org has refused rights in a trial, so that the users must be planned without them; nothing is written then */
export async function attemptMove(
  org: Org,
  { snapshotFile, options, confirm }: MigrateRequest,
  { users, problems: found, notices, begun, schema, judge }: Attempt,
  onEvent: Listener,
): Promise<(Migration & { readonly isDone: boolean }) | 'again'> {
  const resolved = definitionsOf(users);
  const problems = [...options.known, ...found, ...resolved.problems];
  const planned = users.map((user) => migrated(user, expectedAfter(user), notices.get(user.username)));
  if (users.length === 0) return { run: undefined, users: planned, problems, isDone: false };
  let again = false as boolean;
  const run = await runChecked(
    org,
    resolved.definitions,
    {
      ...{ ...options, own: true, prune: false, known: problems, schema },
      judge: async (plan, replan) => {
        again = !(await judge(plan, replan));
        return !again;
      },
      confirm: async (plan) => {
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
  return again ? 'again' : { run, users: planned, problems, isDone: !isOpen && !options.dryRun };
}

function makesSet(plan: UserPlan | undefined): boolean {
  return (
    plan !== undefined && allChanges(plan).some(({ action, type }) => action === 'create' && type === 'PermissionSet')
  );
}
