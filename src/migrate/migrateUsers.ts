import { USER_LICENSE } from '../org/names.ts';
import type { Right } from '../access/difference.ts';
import { readCarried } from '../org/carried.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { Org } from '../org/transport.ts';
import type { Plan } from '../plan/plan.ts';
import { attemptMove, learnRefusals } from './attempt.ts';
import { intended } from './intended.ts';
import { expectedAfter, migrated, orgIdOf, type Listener, type MigrateRequest, type Migration } from './migration.ts';
import { noticesOf, type Notice } from './notices.ts';
import { readAround } from './readAround.ts';
import { notNeeded, snapshotProblems, unknownUsers } from './problems.ts';
import type { SnapshotUser } from './snapshot.ts';
import { readSnapshotFile } from './snapshotFile.ts';
import { readStanding, type Standing } from './standing.ts';

/** A refusal names one right; so many are found out about, and no more. */
const TRIALS = 30;

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
  const coming = standing.users.flatMap(({ holdings: { id, license } }) => (license === USER_LICENSE ? [] : [id]));
  const [around, carries, unknown] = await Promise.all([
    readAround(org, coming, standing.schema.objects),
    narrowing.definitions || file.snapshot ? undefined : readCarried(org, standing.schema),
    unknownUsers(
      org,
      usernames.filter((username) => !there.includes(username)),
    ),
  ]);
  const notices = new Map(standing.users.map((one) => [one.user.username, noticesOf(one, around.get(one.user.id))]));
  const refusals = new Map<string, Map<string, string>>();
  for (let trial = 1; ; trial += 1) {
    const fresh = file.snapshot ? undefined : await intended(org, standing, narrowing, carries, refusals);
    const users = (file.snapshot?.users ?? fresh?.users ?? []).filter(({ username }) => usernames.includes(username));
    const problems = [
      ...file.problems,
      ...unknown,
      ...(fresh?.problems ?? []),
      ...(file.snapshot ? snapshotProblems(request, file.snapshot, standing) : standing.users.flatMap(notNeeded)),
    ];
    const judge = async (plan: Plan): Promise<boolean> =>
      file.snapshot === undefined && trial < TRIALS && (await learnRefusals(org, plan, users, standing, refusals));
    const attempt = await attemptMove(
      org,
      request,
      { users, problems, notices, begun: file.snapshot !== undefined, judge },
      onEvent,
    );
    if (attempt !== 'again') return attempt.isDone ? compared(org, attempt, users) : attempt;
  }
}

/** What the users may do now, beside what they could. */
async function compared(org: Org, migration: Migration, users: readonly SnapshotUser[]): Promise<Migration> {
  try {
    const after = await readStanding(
      org,
      users.map(({ username }) => username),
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
