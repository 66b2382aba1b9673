import { nearest } from '../definition/nearest.ts';
import { error } from '../definition/problem.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import type { Org } from '../org/wire/transport.ts';
import { readUsernamesLike } from '../org/state/usernames.ts';
import { accessError } from './accessProblem.ts';

/**
 * The user of this username.
 * @throws SfError with the nearest usernames when there is none; OrgRefusal, OrgSilence
 */
export async function knownUser(org: Org, { users }: Inventory, username: string): Promise<InventoryUser> {
  const user = users.find((one) => one.username === username.toLowerCase());
  if (user) return user;
  const meant = nearest(username, await readUsernamesLike(org, [username]));
  const problem =
    meant.length > 0
      ? error('unknownUser', username, [username], [meant.join(', ')])
      : error('unknownUserNoneNear', username, [username]);
  throw accessError('UnknownUserError', [problem], 1);
}
