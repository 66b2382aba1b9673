import type { RunEvent } from '../apply/run.ts';
import { error, type Problem } from '../definition/problem.ts';
import { readHoldings } from '../org/inventory/holdings.ts';
import { readLicenses, type IntegrationLicenses } from '../org/state/licenses.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Change } from '../plan/change.ts';
import { deleteSets, readDeletions } from './madeSets.ts';
import { changedProblems } from './problems.ts';
import { seatProblems } from './seats.ts';
import { restoreChanges } from './restore.ts';
import { restoreUsers, type Restored, type RestoreFailure, type Restoring } from './restoreUsers.ts';
import { deviations, type SnapshotUser } from './snapshot.ts';
import { readSnapshotFile } from './snapshotFile.ts';

export type UndoRequest = {
  readonly snapshotFile: string;
  readonly dryRun: boolean;
  /** Asked before the first write, with what users would get back. */
  readonly confirm?: (plans: readonly Restoring[]) => Promise<boolean>;
};

export type UndoneUser = {
  /** Why the permission set that the migration has made may still be there, in words. */
  readonly leftover?: string;
  readonly user: SnapshotUser;
  readonly outcome: 'planned' | 'unchanged' | 'updated' | 'failed';
  readonly changes: readonly Change[];
  readonly done: readonly Change[];
  readonly failure: RestoreFailure | undefined;
};
export type Undoing = {
  readonly users: readonly UndoneUser[];
  readonly problems: readonly Problem[];
  /** Of integration users, as they are in the end. */
  readonly licenses: IntegrationLicenses;
};

const NOBODY = { users: [], licenses: { userLicense: undefined, permissionSetLicense: undefined } };

/**
 * Gives users back what they held before their migration.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function undoMigration(
  org: Org,
  { snapshotFile, dryRun, confirm }: UndoRequest,
  onEvent: (event: RunEvent) => void,
): Promise<Undoing> {
  const orgId = org.connection.getAuthInfoFields().orgId ?? '';
  const { snapshot, problems: unread } = await readSnapshotFile(snapshotFile, orgId);
  if (snapshot === undefined)
    return {
      ...NOBODY,
      problems: unread.length > 0 ? unread : [error('snapshotMissing', snapshotFile, [snapshotFile])],
    };
  onEvent({ kind: 'step', step: 'read', user: 1, of: 1 });
  const held = await readHoldings(
    org,
    snapshot.users.map(({ username }) => username),
    [...new Set(snapshot.users.flatMap(({ before }) => before.features))],
  );
  const plans = snapshot.users.map((user) => {
    const now = held.find(({ id }) => id === user.id);
    return { user, now, changes: now ? restoreChanges(now, user.before) : [] };
  });
  const [seats, left] = await Promise.all([seatProblems(org, plans), withDeletions(org, plans)]);
  const problems = [
    ...plans.flatMap(({ user, now }) =>
      now
        ? changedProblems(user.username, snapshotFile, deviations(user, now))
        : [error('snapshotUserGone', user.username, [user.username, snapshotFile])],
    ),
    ...seats,
  ];
  const isNeeded = left.some(({ changes }) => changes.length > 0);
  const goes = !dryRun && problems.length === 0 && isNeeded && (await confirm?.(left)) !== false;
  if (!goes) {
    const outcome = ({ changes }: { changes: readonly Change[] }) => (changes.length > 0 ? 'planned' : 'unchanged');
    return {
      ...{ problems, licenses: await readLicenses(org) },
      users: left.map((one) => ({ ...one, done: [], failure: undefined, outcome: outcome(one) })),
    };
  }
  const restored = await restoreUsers(org, plans, onEvent);
  const users = await withoutSets(org, restored.map(ended));
  return { users, problems, licenses: await readLicenses(org).catch(() => NOBODY.licenses) };
}

/** The permission sets that the migration has made go, too: those that nobody else has, also of users who have given theirs back before. */
async function withDeletions<T extends Restoring>(org: Org, plans: readonly T[]): Promise<T[]> {
  const users = plans.map(({ user }) => user);
  const deletions = await readDeletions(org, users, users);
  return plans.map((plan) => {
    const deletion = deletions.get(plan.user);
    return deletion ? { ...plan, changes: [...plan.changes, deletion] } : plan;
  });
}

function ended({ user, changes, failure }: Restored): UndoneUser {
  if (failure) return { user, outcome: 'failed', changes, done: [], failure };
  return { user, outcome: changes.length > 0 ? 'updated' : 'unchanged', changes, done: changes, failure };
}

/** The permission sets that the migration has made go where nobody has them; where that fails it harms nobody, and is told. */
async function withoutSets(org: Org, users: readonly UndoneUser[]): Promise<UndoneUser[]> {
  const restored = users.filter(({ outcome }) => outcome !== 'failed');
  const results = await deleteSets(
    org,
    restored.map(({ user }) => user),
  );
  return users.map((one) => {
    const result = results.get(one.user);
    if (result === undefined) return one;
    if (typeof result === 'string') return { ...one, leftover: result };
    return { ...one, outcome: 'updated', changes: [...one.changes, result], done: [...one.done, result] };
  });
}
