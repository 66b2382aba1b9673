import { nearest } from '../definition/nearest.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { Org } from '../org/wire/transport.ts';
import { readUsernamesLike } from '../org/state/usernames.ts';

/**
 * Usernames that the org does not have, each with the nearest that it has. The org is asked only where there is somebody to look for.
 * @throws OrgRefusal, OrgSilence
 */
export async function unknownUsers(org: Org, usernames: readonly string[]): Promise<Problem[]> {
  if (usernames.length === 0) return [];
  const known = await readUsernamesLike(org, usernames);
  return usernames.map((username) => {
    const meant = nearest(username, known);
    return meant.length > 0
      ? error('unknown.users', username, [username], [meant.join(', ')])
      : error('unknown.usersNoneNear', username, [username]);
  });
}
