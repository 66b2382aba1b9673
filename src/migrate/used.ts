import { error, type Problem } from '../definition/problem.ts';
import type { Org } from '../org/wire/transport.ts';
import { MOST_BYTES, readUsage, type Usage, type Used } from '../org/use/usage.ts';
import type { Notice } from '../plan/notices.ts';
import type { StandingUser } from './standing.ts';

/** What the logs say that users need. */
export type Needed = {
  /** By user id. */
  readonly users: ReadonlyMap<string, Used>;
  /** The days that the logs cover, in words. */
  readonly days: string;
  /** Why users cannot be narrowed to what they use. */
  readonly problems: readonly Problem[];
};

/**
 * Reads which objects users have used of late. What the logs do not tell is a problem: nothing is kept, or lost, in silence.
 * @throws OrgRefusal, OrgSilence
 */
export async function readNeeded(org: Org, users: readonly StandingUser[]): Promise<Needed> {
  const usage = await readUsage(
    org,
    users.map(({ user }) => user.id),
  );
  const days = spanOf(usage.days);
  return { users: usage.users, days, problems: problemsOf(usage, users, days) };
}

/** What is told of a user beside what it loses. Pure. */
export function usedNotices({ users, days }: Needed, id: string): Notice[] {
  const { objects = new Set(), unnamed = 0 } = users.get(id) ?? {};
  return [
    { id: 'used', severity: 'info', tokens: [days, String(objects.size)] },
    ...(unnamed > 0 ? [{ id: 'usedUnnamed', severity: 'warning' as const, tokens: [String(unnamed)] }] : []),
  ];
}

function problemsOf(
  { days, users, refused, tooLarge }: Usage,
  asked: readonly StandingUser[],
  span: string,
): Problem[] {
  if (refused !== undefined) return [error('usageUnread', 'EventLogFile', [refused])];
  if (tooLarge !== undefined)
    return [error('usageTooLarge', 'EventLogFile', [megabytes(tooLarge), megabytes(MOST_BYTES)])];
  if (days.length === 0) return [error('usageMissing', 'EventLogFile')];
  return asked
    .filter(({ user }) => (users.get(user.id)?.objects.size ?? 0) === 0)
    .map(({ user: { username } }) => error('usageNothing', username, [span, username]));
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 1024 / 1024));
}

/** E.g. `3 days, 2026-11-20 to 2026-11-23`. */
function spanOf(days: readonly string[]): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  return days.length === 1 ? `1 day, ${first}` : `${String(days.length)} days, ${first} to ${last}`;
}
