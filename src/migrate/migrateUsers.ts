import type { Run, RunEvent, RunOptions } from '../apply/run.ts';
import { rightOf, type Right } from '../access/difference.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { nearest } from '../definition/nearest.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';
import { resolve } from '../definition/resolve.ts';
import { readUsernamesLike } from '../org/candidates.ts';
import { USER_LICENSE } from '../org/names.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { Org } from '../org/transport.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';
import { runChecked } from '../verify/runChecked.ts';
import { compare, type Comparison } from './compare.ts';
import { intended, type Narrowing } from './intended.ts';
import { deviations, type MigrationSnapshot, type SnapshotUser } from './snapshot.ts';
import { readSnapshotFile, writeSnapshotFile } from './snapshotFile.ts';
import { readStanding, type Standing } from './standing.ts';

export type MigrateRequest = {
  /** Lower case, each once. */
  readonly usernames: readonly string[];
  readonly snapshotFile: string;
  readonly narrowing: Narrowing;
  readonly options: Omit<RunOptions, 'own' | 'prune' | 'confirm'>;
  /** Asked before the first write, with how many users lose how many rights. */
  readonly confirm?: (counts: [users: number, lost: number]) => Promise<boolean>;
};

/** What becomes, or became, of a user's access. */
export type Migrated = {
  readonly username: string;
  readonly definition: RawUser;
  readonly comparison: Comparison;
};

export type Migration = {
  /** Undefined where nothing could be planned. */
  readonly run: Run | undefined;
  readonly users: readonly Migrated[];
  readonly problems: readonly Problem[];
  /** Why the access after the migration could not be read, so that what is told of it is only what was intended. */
  readonly notCompared?: string;
};

/**
 * Moves users to the integration license with the access that it can hold. The state of a migration is in the org and in the snapshot file
 * alone: begun again it goes on.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function migrateUsers(
  org: Org,
  request: MigrateRequest,
  onEvent: (event: RunEvent) => void,
): Promise<Migration> {
  const { usernames, snapshotFile, options } = request;
  const orgId = org.connection.getAuthInfoFields().orgId ?? '';
  const file = await readSnapshotFile(snapshotFile, orgId);
  onEvent({ kind: 'step', step: 'read', user: 1, of: 1 });
  const standing = await readStanding(org, usernames);
  const there = standing.users.map(({ user }) => user.username);
  const missing = usernames.filter((username) => !there.includes(username));
  const fresh = file.snapshot ? undefined : await intended(org, standing, request.narrowing, options.allowBroadAccess);
  const users = (file.snapshot?.users ?? fresh?.users ?? []).filter(({ username }) => usernames.includes(username));
  const resolved = resolve({ users: users.map((user) => user.definition) });
  const problems = [
    ...options.known,
    ...file.problems,
    ...(await unknownUsers(org, missing)),
    ...(fresh?.problems ?? []),
    ...(file.snapshot ? snapshotProblems(request, file.snapshot, standing) : standing.users.flatMap(notNeeded)),
    ...resolved.problems,
  ];
  const planned = users.map((user) => migrated(user, expectedAfter(user)));
  if (users.length === 0) return { run: undefined, users: planned, problems };
  const run = await runChecked(
    org,
    resolved.definition.users.map((user): UserDefinition => ({ ...user, account: 'moving' })),
    {
      ...{ ...options, own: true, prune: false, known: problems },
      confirm: async (plan) => {
        const lost = planned.reduce((sum, { comparison }) => sum + comparison.lost.length, 0);
        if ((await request.confirm?.([planned.length, lost])) === false) return false;
        if (file.snapshot) return true;
        const whole = users.map((user, index) => ({ ...user, makesSet: makesSet(plan.users[index]) }));
        problems.push(...(await writeSnapshotFile(snapshotFile, { orgId, users: whole })));
        return problems.every(({ severity }) => severity !== 'error');
      },
    },
    onEvent,
  );
  if (options.dryRun || run.users.every(({ outcome }) => outcome === 'planned' || outcome === 'blocked'))
    return { run, users: planned, problems };
  try {
    const after = await readStanding(org, there);
    return { run, problems, users: users.map((user) => migrated(user, rightsNow(user, after))) };
  } catch (thrown) {
    // The users are moved: that their access could not be read back is told beside it.
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    return { run, problems, users: planned, notCompared: thrown.message };
  }
}

/** Of a user who has not come over, what it is to have. */
function rightsNow(user: SnapshotUser, after: Standing): readonly Right[] {
  const now = after.users.find(({ holdings }) => holdings.id === user.id);
  return now?.holdings.license === USER_LICENSE ? now.rights : expectedAfter(user);
}

/** What a user may do afterwards, as far as it could before. */
function expectedAfter({ access, left }: SnapshotUser): Right[] {
  const gone = new Set(left.map(({ key }) => key));
  return access.filter((key) => !gone.has(key)).map(rightOf);
}

function migrated({ username, definition, access, left }: SnapshotUser, after: readonly Right[]): Migrated {
  return { username, definition, comparison: compare(access, left, after) };
}

function makesSet(plan: UserPlan | undefined): boolean {
  return (
    plan !== undefined && allChanges(plan).some(({ action, type }) => action === 'create' && type === 'PermissionSet')
  );
}

/** With the nearest that the org has; asked for only where there is somebody to look for. */
async function unknownUsers(org: Org, names: readonly string[]): Promise<Problem[]> {
  const known = names.length === 0 ? [] : await readUsernamesLike(org, names);
  return names.map((name) => {
    const meant = nearest(name, known);
    return meant.length > 0
      ? error('unknown.users', name, [name], [meant.join(', ')])
      : error('moveUnknown', name, [name]);
  });
}

/** A snapshot that is there must be of these users, and what has happened to them since must be the migration. */
function snapshotProblems(
  { usernames, snapshotFile }: MigrateRequest,
  { users }: MigrationSnapshot,
  standing: Standing,
): Problem[] {
  const others = usernames.filter((username) => !users.some((user) => user.username === username));
  return [
    ...others.map((username) => error('snapshotOtherUsers', snapshotFile, [snapshotFile, username])),
    ...users
      .filter(({ username }) => usernames.includes(username))
      .flatMap((user) => {
        const now = standing.users.find(({ holdings }) => holdings.id === user.id);
        return now ? changedProblems(user.username, snapshotFile, deviations(user, now.holdings)) : [];
      }),
  ];
}

/** A user who is there already, and of whom no snapshot says that its migration was begun. */
function notNeeded({ holdings: { license, username } }: Standing['users'][number]): Problem[] {
  return license === USER_LICENSE ? [warning('moveNotNeeded', username, [username], [username])] : [];
}

/** How somebody else has changed a user since its snapshot. */
export function changedProblems(username: string, file: string, found: ReturnType<typeof deviations>): Problem[] {
  const names = found.map(({ what, name }) => `${what} ${name}`).join(', ');
  return found.length === 0 ? [] : [error('changedSince', username, [username, file, names], [username])];
}
