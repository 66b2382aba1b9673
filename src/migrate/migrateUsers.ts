import { keyOf, rightOf, type Right } from '../access/difference.ts';
import { unknownUsers } from '../apply/exportUsers.ts';
import type { Run, RunEvent, RunOptions } from '../apply/run.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { uniqueNames } from '../definition/fromInventory.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';
import { resolve } from '../definition/resolve.ts';
import { readCarried } from '../org/carried.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import type { Org } from '../org/transport.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';
import { runChecked } from '../verify/runChecked.ts';
import { compare, type Comparison } from './compare.ts';
import { definitionOf } from './define.ts';
import { keep, type LeftOut } from './keep.ts';
import { beforeOf, deviations, type MigrationSnapshot, type SnapshotUser } from './snapshot.ts';
import { readSnapshotFile, writeSnapshotFile } from './snapshotFile.ts';
import { readStanding, type Standing } from './standing.ts';

export type MigrateRequest = {
  /** Lower case, each once. */
  readonly usernames: readonly string[];
  readonly snapshotFile: string;
  readonly exclude: readonly string[];
  readonly options: Omit<RunOptions, 'own' | 'prune' | 'confirm'>;
  /** Asked before the first write, with how many users lose how many rights. */
  readonly confirm?: (counts: [users: number, lost: number]) => Promise<boolean>;
};

/** What becomes, or became, of a user's access. */
export type Migrated = {
  readonly username: string;
  readonly name: string;
  readonly definition: RawUser;
  readonly comparison: Comparison;
};

export type Migration = {
  /** Undefined where nothing could be planned. */
  readonly run: Run | undefined;
  readonly users: readonly Migrated[];
  readonly problems: readonly Problem[];
};

/**
 * Moves users to the integration license with the access that it can hold.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function migrateUsers(
  org: Org,
  request: MigrateRequest,
  onEvent: (event: RunEvent) => void,
): Promise<Migration> {
  const orgId = org.connection.getAuthInfoFields().orgId ?? '';
  const file = await readSnapshotFile(request.snapshotFile, orgId);
  const standing = await readStanding(org, request.usernames);
  const there = standing.users.map(({ user }) => user.username);
  const problems = [
    ...request.options.known,
    ...file.problems,
    ...(await unknownUsers(
      org,
      request.usernames.filter((username) => !there.includes(username)),
    )),
    ...(file.snapshot ? snapshotProblems(request, file.snapshot, standing) : standing.users.flatMap(notNeeded)),
  ];
  const users = file.snapshot?.users ?? (await snapshotUsers(org, request, standing));
  const moving = users.filter(({ username }) => request.usernames.includes(username));
  const { definition, problems: wrong } = resolve({ users: moving.map((user) => user.definition) });
  const planned = moving.map((user) => migrated(user, expectedAfter(user)));
  if (moving.length === 0) return { run: undefined, users: planned, problems };
  const run = await runChecked(
    org,
    definition.users.map((user): UserDefinition => ({ ...user, account: 'moving' })),
    {
      ...request.options,
      ...{ own: true, prune: false, known: [...problems, ...wrong] },
      confirm: async (plan) => {
        const lost = planned.reduce((sum, { comparison }) => sum + comparison.lost.length, 0);
        if ((await request.confirm?.([planned.length, lost])) === false) return false;
        if (file.snapshot) return true;
        const whole = moving.map((user, index) => ({ ...user, makesSet: makesSet(plan.users[index]) }));
        const unwritten = await writeSnapshotFile(request.snapshotFile, { orgId, users: whole });
        problems.push(...unwritten);
        return unwritten.length === 0;
      },
    },
    onEvent,
  );
  const written = run.users.some(
    ({ outcome }) => outcome === 'updated' || outcome === 'failed' || outcome === 'unchanged',
  );
  if (!written || request.options.dryRun) return { run, users: planned, problems };
  const after = await readStanding(org, there);
  return {
    run,
    problems,
    users: moving.map((user) => {
      const now = after.users.find((one) => one.user.id === user.id);
      const isMoved = now?.user.license === USER_LICENSE;
      return migrated(user, isMoved ? now.rights : expectedAfter(user));
    }),
  };
}

/** What a user may do afterwards, as far as it could before. */
function expectedAfter({ access, left }: SnapshotUser): Right[] {
  const gone = new Set(left.map(({ key }) => key));
  return access.filter((key) => !gone.has(key)).map(rightOf);
}

function migrated({ username, definition, access, left }: SnapshotUser, after: readonly Right[]): Migrated {
  return { username, name: definition.name, definition, comparison: compare(access, left, after) };
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
        const now = standing.users.find((one) => one.user.id === user.id);
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
  return found.length === 0
    ? []
    : [
        error(
          'changedSince',
          username,
          [username, file, found.map(({ what, name }) => `${what} ${name}`).join(', ')],
          [username],
        ),
      ];
}

async function snapshotUsers(org: Org, request: MigrateRequest, standing: Standing): Promise<SnapshotUser[]> {
  const { users, schema } = standing;
  const coming = users.filter(({ holdings }) => holdings.license !== USER_LICENSE);
  if (coming.length === 0) return [];
  const carries = await readCarried(org, schema);
  const names = uniqueNames(coming.map(({ user }) => user));
  const limits = {
    exclude: new Set(request.exclude.map((name) => name.toLowerCase())),
    used: undefined,
    allowBroadAccess: request.options.allowBroadAccess,
    ...{ carries, schema, refused: new Map<string, string>() },
  };
  return coming.map(({ user, holdings, rights }, index) => {
    const { kept, left } = keep(rights, limits);
    const definition = definitionOf(user, names[index] ?? user.name, kept, []);
    return snapshotUser(holdings, definition, rights, left);
  });
}

function snapshotUser(
  holdings: Standing['users'][number]['holdings'],
  definition: RawUser,
  rights: readonly Right[],
  left: readonly LeftOut[],
): SnapshotUser {
  const [resolved] = resolve({ users: [definition] }).definition.users;
  const own = resolved?.permissionSet?.name;
  return {
    ...{ id: holdings.id, username: holdings.username, before: beforeOf(holdings), definition },
    after: {
      profile: resolved?.profile?.name ?? '',
      sets: [...(own === undefined ? [] : [own]), ...(resolved?.permissionSets ?? [])],
      groups: resolved?.permissionSetGroups ?? [],
      licenses: [PERMISSION_SET_LICENSE, ...(resolved?.permissionSetLicenses ?? [])],
    },
    access: rights.map(keyOf).sort(),
    left,
    makesSet: false,
  };
}

function makesSet(plan: UserPlan | undefined): boolean {
  return (
    plan !== undefined && allChanges(plan).some(({ action, type }) => action === 'create' && type === 'PermissionSet')
  );
}
