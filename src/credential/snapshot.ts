import { effectiveAccess } from '../access/effectiveAccess.ts';
import { readClientApp, secretsReadable, type ClientApp } from '../org/clientApps.ts';
import { callerUsername } from '../org/caller.ts';
import type { Inventory } from '../org/inventory.ts';
import { readInventory } from '../org/readInventory.ts';
import { readHolders } from '../org/holders.ts';
import type { Org } from '../org/transport.ts';
import { accountOf, type Account } from './account.ts';

async function readAppOf(org: Org, name: string | undefined): Promise<ClientApp | undefined> {
  return name === undefined ? undefined : readClientApp(org, name);
}

/** What the org holds that a credential depends on. */
export type CredentialSnapshot = {
  readonly instanceUrl: string;
  readonly apiVersion: number;
  readonly inventory: Inventory;
  /** Undefined: there is no such user. */
  readonly account: Account | undefined;
  /** API names of permission sets that this user alone has. */
  readonly ownSets: readonly string[];
  /** API names of all permission sets that are assigned to it directly. */
  readonly sets: readonly string[];
  /** Username and user permissions of who is asking; undefined: it cannot be seen. */
  readonly caller:
    | {
        readonly username: string;
        readonly permissions: ReadonlySet<string>;
        /** Permissions that this org has at all. */
        readonly known: ReadonlySet<string>;
      }
    | undefined;
  readonly app: ClientApp | undefined;
  /** Whether the org lets the API read consumer secrets; undefined: not asked, or it does not say. */
  readonly secretsReadable: boolean | undefined;
};

/**
 * Reads all of it side by side.
 * @param app its developer name, by the name of the user, which is undefined where there is no such user
 * @param asksSecret whether a consumer secret is to be read
 * @throws OrgRefusal, OrgSilence
 */
export async function readCredential(
  org: Org,
  username: string,
  app: (userName: string | undefined) => string | undefined,
  asksSecret: boolean,
): Promise<CredentialSnapshot> {
  const callerName = (await callerUsername(org)).toLowerCase();
  const inventory = await readInventory(org, { usernames: [...new Set([username.toLowerCase(), callerName])] });
  const user = inventory.users.find((one) => one.username === username.toLowerCase());
  const caller = inventory.users.find((one) => one.username === callerName);
  const sets = (user?.sets ?? []).flatMap(({ id }) => inventory.sets.get(id) ?? []);
  const [holders, held, readable] = await Promise.all([
    readHolders(
      org,
      sets.map(({ id }) => id),
    ),
    readAppOf(org, app(user?.name)),
    asksSecret ? secretsReadable(org) : undefined,
  ]);
  const alone = sets.filter(({ id }) => holders.get(id)?.size === 1);
  return {
    instanceUrl: org.connection.instanceUrl,
    apiVersion: Number(org.connection.getApiVersion()),
    inventory,
    account: user && accountOf(user, inventory),
    ownSets: alone.map(({ name }) => name),
    sets: sets.map(({ name }) => name),
    caller: caller && {
      username: caller.username,
      permissions: new Set(effectiveAccess(caller, inventory).userPermissions.keys()),
      known: new Set(inventory.schema.setPermissions.keys()),
    },
    app: held,
    secretsReadable: readable,
  };
}
