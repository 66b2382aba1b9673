import type { Application } from '../checks/proof.ts';
import { isAdmitted, namesIn } from '../credential/appState.ts';
import { defaultAppName } from '../definition/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { textOf, type Node } from '../org/metadata/xml.ts';

/** A user with all that tells which apps are its own. */
export type AppUser = {
  readonly user: InventoryUser;
  /** What logs in as the user, as far as that is known. */
  readonly applications: readonly Application[];
};

export type OwnedApp = { readonly app: string; readonly label: string };

/** Whether an app bears the name that `credential create` gives the one of this user. */
export function isNamedAfter(app: string, { user }: AppUser): boolean {
  return sameName(app, defaultAppName(user.name));
}

/** Whether the user is known for using an app: by its name, or by logins and tokens, which have the label. */
export function uses(one: AppUser, { app, label }: OwnedApp): boolean {
  return isNamedAfter(app, one) || one.applications.some(({ name }) => sameName(name, label) || sameName(name, app));
}

/**
 * Whether the OAuth policies of an app let this user in: it runs as the user, or is approved for its profile or a permission set that it
 * holds (facts 6.1).
 */
export function letsIn(policy: readonly Node[], { user }: AppUser, inventory: Inventory): boolean {
  const admits = {
    permissionSets: namesIn(textOf(policy, 'commaSeparatedPermissionSet')),
    profiles: namesIn(textOf(policy, 'commaSeparatedProfile')),
  };
  return (
    sameName(textOf(policy, 'clientCredentialsFlowUser'), user.username) || isAdmitted(admits, { user, inventory })
  );
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
