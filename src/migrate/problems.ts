import { keyOf, type Right } from '../access/difference.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import { USER_LICENSE } from '../org/names.ts';
import { deviations, type MigrationSnapshot, type SnapshotUser } from './snapshot.ts';
import type { Standing } from './standing.ts';

/** A snapshot that is there must be of these users, and what has happened to them since must be the migration. */
export function snapshotProblems(
  { usernames, snapshotFile }: { readonly usernames: readonly string[]; readonly snapshotFile: string },
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
        if (now === undefined) return [];
        const changed = changedProblems(user.username, snapshotFile, deviations(user, now.holdings));
        return changed.length > 0 ? changed : gainedProblems(user, snapshotFile, now);
      }),
  ];
}

/** Rights that are told in words. */
const NAMED = 5;

/** What a user who has not moved yet may do beyond its snapshot would be lost without a word, as the permission sets that it holds have grown. */
function gainedProblems(
  { username, access }: SnapshotUser,
  file: string,
  { holdings, rights }: Standing['users'][number],
): Problem[] {
  if (holdings.license === USER_LICENSE) return [];
  const known = new Set(access);
  const gained = [...new Set(rights.filter((right) => !known.has(keyOf(right))).map(rightText))];
  if (gained.length === 0) return [];
  const names = gained.length > NAMED ? [...gained.slice(0, NAMED), '...'] : gained;
  return [error('gainedSince', username, [username, file, names.join(', ')])];
}

function rightText({ name, right }: Right): string {
  return right === undefined ? name : `${name} ${right}`;
}

/** A user who is there already, and of whom no snapshot says that its migration was begun. */
export function notNeeded({ holdings: { license, username } }: Standing['users'][number]): Problem[] {
  return license === USER_LICENSE ? [warning('moveNotNeeded', username, [username], [username])] : [];
}

/** How somebody else has changed a user since its snapshot. */
export function changedProblems(username: string, file: string, found: ReturnType<typeof deviations>): Problem[] {
  const names = found.map(({ what, name }) => `${what} ${name}`.trim()).join(', ');
  return found.length === 0 ? [] : [error('changedSince', username, [username, file, names], [username])];
}
