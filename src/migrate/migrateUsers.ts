import { USER_LICENSE } from '../org/names.ts';
import type { Right } from '../access/difference.ts';
import { readCarried } from '../org/state/carried.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Problem } from '../definition/problem.ts';
import type { OrgSchema } from '../org/schema.ts';
import { attemptMove, type Attempt } from './attempt.ts';
import { intended, type Intended, type Refusals } from './intended.ts';
import { learnRefusals, noTrials } from './learnRefusals.ts';
import { expectedAfter, migrated, orgIdOf, type Listener, type MigrateRequest, type Migration } from './migration.ts';
import type { Notice } from '../plan/notices.ts';
import { noticesOf } from './notices.ts';
import { readSurroundings } from './readSurroundings.ts';
import { unknownUsers } from '../apply/unknownUsers.ts';
import { notNeeded, snapshotProblems } from './problems.ts';
import type { SnapshotUser } from './snapshot.ts';
import { readSnapshotFile } from './snapshotFile.ts';
import { readStanding, type Standing } from './standing.ts';
import { readNeeded, usedNotices } from './used.ts';
import { refusedProblems } from './written.ts';

/**
 * Moves users to the integration license with the access that it can hold. The state of a migration is in the org and in the snapshot file
 * alone: begun again it goes on.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function migrateUsers(org: Org, request: MigrateRequest, onEvent: Listener): Promise<Migration> {
  const { usernames, snapshotFile, narrowing } = request;
  const file = await readSnapshotFile(snapshotFile, orgIdOf(org));
  onEvent({ kind: 'step', step: 'read', user: 1, of: 1 });
  const standing = await readStanding(org, usernames);
  const there = standing.users.map(({ user }) => user.username);
  const coming = standing.users.filter(({ holdings }) => holdings.license !== USER_LICENSE);
  const narrows = narrowing.onlyUsed && file.snapshot === undefined && coming.length > 0;
  const [surroundings, needed, carries, unknown] = await Promise.all([
    readSurroundings(
      org,
      coming.map(({ holdings: { id, username } }) => ({ id, username })),
      standing.schema.objects,
    ),
    narrows ? readNeeded(org, coming) : undefined,
    narrowing.written || file.snapshot ? undefined : readCarried(org, standing.schema),
    unknownUsers(
      org,
      usernames.filter((username) => !there.includes(username)),
    ),
  ]);
  if (needed && needed.problems.length > 0)
    return { run: undefined, users: [], problems: [...file.problems, ...unknown, ...needed.problems] };
  const notices = new Map(
    standing.users.map((one) => [
      one.user.username,
      [...(needed ? usedNotices(needed, one.user.id) : []), ...noticesOf(one, surroundings.get(one.user.id))],
    ]),
  );
  const intend = (schema: OrgSchema, refusals: Refusals): Promise<Intended> =>
    intended(org, { ...standing, schema }, narrowing, { carries, refusals, needed });
  const trials = noTrials();
  let refused: readonly Problem[] = [];
  for (;;) {
    const fresh = file.snapshot ? undefined : await intend(standing.schema, trials.refusals);
    const users = (file.snapshot?.users ?? fresh?.users ?? []).filter(({ username }) => usernames.includes(username));
    const problems = [
      ...file.problems,
      ...unknown,
      ...(fresh?.problems ?? []),
      ...refused,
      ...(file.snapshot ? snapshotProblems(request, file.snapshot, standing) : standing.users.flatMap(notNeeded)),
    ];
    const judge: Attempt['judge'] = async (plan, replan) => {
      if (fresh === undefined) return true;
      const learned = await learnRefusals(org, plan, replan, fresh, trials, (some) => intend(fresh.schema, some));
      // What somebody has written down is not left out for them.
      if (narrowing.written) refused = refusedProblems(narrowing.written, trials.refusals);
      return !learned;
    };
    // A definition that somebody has written may name what cannot be described, and a snapshot what users have no rights on any more.
    const schema = fresh?.isWritten === false ? fresh.schema : undefined;
    const attempt = await attemptMove(
      org,
      request,
      { users, problems, notices, begun: file.snapshot !== undefined, schema, judge },
      onEvent,
    );
    if (attempt !== 'again') return attempt.isDone ? compared(org, attempt, users, standing.schema) : attempt;
  }
}

/** What the users may do now, beside what they could. */
async function compared(
  org: Org,
  migration: Migration,
  users: readonly SnapshotUser[],
  schema: OrgSchema,
): Promise<Migration> {
  try {
    const after = await readStanding(
      org,
      users.map(({ username }) => username),
      schema,
    );
    return {
      ...migration,
      users: users.map((user) => migrated(user, rightsNow(user, after), noticesBefore(migration, user))),
    };
  } catch (thrown) {
    // The users are moved: that their access could not be read back is told beside it.
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    return { ...migration, notCompared: thrown.message };
  }
}

function noticesBefore({ users }: Migration, { username }: SnapshotUser): readonly Notice[] {
  return users.find((one) => one.username === username)?.notices ?? [];
}

/** Of a user who has not come over, what it is to have. */
function rightsNow(user: SnapshotUser, after: Standing): readonly Right[] {
  const now = after.users.find(({ holdings }) => holdings.id === user.id);
  return now?.holdings.license === USER_LICENSE ? now.rights : expectedAfter(user);
}
