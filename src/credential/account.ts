import { effectiveAccess } from '../access/effectiveAccess.ts';
import type { EffectiveAccess } from '../access/access.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { USER_LICENSE } from '../org/names.ts';

/** The user whose credentials a command is about, with everything that it holds. */
export type Account = {
  readonly user: InventoryUser;
  readonly access: EffectiveAccess;
  readonly inventory: Inventory;
};

export function accountOf(user: InventoryUser, inventory: Inventory): Account {
  return { user, access: effectiveAccess(user, inventory), inventory };
}

/** Why credentials of this user are not touched: it is a person's, as far as its license tells. */
export function licenseProblems({ user: { username, license } }: Account): Problem[] {
  return license === undefined || license === USER_LICENSE
    ? []
    : [error('credentialLicense', username, [username, license], [username])];
}
