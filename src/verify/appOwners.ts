import type { Application } from '../checks/proof.ts';
import { defaultAppName } from '../credential/create.ts';
import type { Inventory, InventoryUser } from '../org/inventory.ts';
import { namesProfile } from '../org/profileNames.ts';
import { textOf, type Node } from '../org/xml.ts';

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
  const words = (name: string): string[] => {
    return textOf(policy, name)
      .split(',')
      .map((word) => word.trim());
  };
  const held = setsOf(user, inventory);
  return (
    sameName(textOf(policy, 'clientCredentialsFlowUser'), user.username) ||
    words('commaSeparatedPermissionSet').some((word) => held.has(word.toLowerCase())) ||
    words('commaSeparatedProfile').some((word) => namesProfile(word, user.profile))
  );
}

/** By name and by id, as the guide says the one and shows the other (facts 6.1). */
function setsOf({ sets, groups }: InventoryUser, inventory: Inventory): ReadonlySet<string> {
  const inGroups = groups.flatMap(({ id }) => inventory.groups.get(id)?.setIds ?? []);
  const ids = [...sets.map(({ id }) => id), ...inGroups];
  const names = ids.flatMap((id) => inventory.sets.get(id)?.name ?? []);
  return new Set([...ids, ...ids.map((id) => id.slice(0, 15)), ...names].map((one) => one.toLowerCase()));
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
