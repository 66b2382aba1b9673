import { effectiveAccess } from '../access/effectiveAccess.ts';
import { readClientApps, secretsReadable, type ClientApp } from '../org/metadata/clientApps.ts';
import { callerUsername } from '../org/wire/caller.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { readInventory } from '../org/inventory/readInventory.ts';
import { readHolders } from '../org/inventory/holders.ts';
import type { Org } from '../org/wire/transport.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { accountOf, type Account } from './account.ts';

/** Whose credential is to be read. */
export type CredentialAsk = {
  readonly username: string;
  /** Developer name of its app, by the name of the user, which is undefined where there is no such user. */
  readonly appOf: (userName: string | undefined) => string | undefined;
  /** Whether it must be known which permission sets the user alone has. */
  readonly asksOwnSets: boolean;
};

/** What the org holds that a credential depends on. */
export type CredentialSnapshot = {
  readonly instanceUrl: string;
  readonly apiVersion: number;
  readonly inventory: Inventory;
  /** Undefined: there is no such user. */
  readonly account: Account | undefined;
  /** API names of permission sets that this user alone has; none where they were not asked for. */
  readonly ownSets: readonly string[];
  readonly caller: Caller | undefined;
  readonly app: ClientApp | undefined;
  /** Why the org does not say whether there is such an app; undefined: it does. */
  readonly unread: string | undefined;
  /** Whether the org lets the API read consumer secrets; undefined: not asked, or it does not say. */
  readonly secretsReadable: boolean | undefined;
};

/** Username and user permissions of who is asking; undefined: it cannot be seen. */
export type Caller = {
  readonly username: string;
  readonly permissions: ReadonlySet<string>;
  /** Permissions that this org has at all. */
  readonly known: ReadonlySet<string>;
};

/**
 * Reads what the credentials of these users depend on, all of them together.
 * @param asksSecret whether a consumer secret is to be read
 * @returns in the order of the asks
 * @throws OrgRefusal, OrgSilence; a refusal to tell of apps is in the snapshots
 */
export async function readCredentials(
  org: Org,
  asks: readonly CredentialAsk[],
  asksSecret: boolean,
): Promise<CredentialSnapshot[]> {
  const callerName = (await callerUsername(org)).toLowerCase();
  const usernames = asks.map(({ username }) => username.toLowerCase());
  const inventory = await readInventory(org, { usernames: [...new Set([...usernames, callerName])] });
  const userOf = (username: string): InventoryUser | undefined =>
    inventory.users.find((one) => one.username === username.toLowerCase());
  const askedSets = asks.flatMap(({ username, asksOwnSets }) => (asksOwnSets ? setsOf(userOf(username)) : []));
  const appNames = asks.flatMap(({ username, appOf }) => appOf(userOf(username)?.name) ?? []);
  const [holders, { apps, unread }, readable] = await Promise.all([
    readHolders(org, [...new Set(askedSets)]),
    readApps(org, appNames),
    asksSecret
      ? unlessRefused(
          () => secretsReadable(org),
          () => undefined,
        )
      : undefined,
  ]);
  const shared = {
    ...{ instanceUrl: org.connection.instanceUrl, apiVersion: Number(org.connection.getApiVersion()) },
    ...{ inventory, caller: callerOf(userOf(callerName), inventory), unread, secretsReadable: readable },
  };
  return asks.map(({ username, appOf }) => {
    const user = userOf(username);
    const alone = setsOf(user).filter((id) => holders.get(id)?.size === 1);
    return {
      ...shared,
      account: user && accountOf(user, inventory),
      ownSets: alone.flatMap((id) => inventory.sets.get(id)?.name ?? []),
      app: apps.get(appOf(user?.name)?.toLowerCase() ?? ''),
    };
  });
}

/** The same for one user. */
export async function readCredential(org: Org, ask: CredentialAsk, asksSecret: boolean): Promise<CredentialSnapshot> {
  const [snapshot] = await readCredentials(org, [ask], asksSecret);
  if (snapshot === undefined) throw new RangeError('no snapshot of the one credential that was asked for');
  return snapshot;
}

type Apps = { readonly apps: ReadonlyMap<string, ClientApp>; readonly unread: string | undefined };

function readApps(org: Org, names: readonly string[]): Promise<Apps> {
  const none = new Map<string, ClientApp>();
  if (names.length === 0) return Promise.resolve({ apps: none, unread: undefined });
  return unlessRefused<Apps>(
    async () => ({ apps: await readClientApps(org, names), unread: undefined }),
    (unread) => ({ apps: none, unread }),
  );
}

function setsOf(user: InventoryUser | undefined): string[] {
  return (user?.sets ?? []).map(({ id }) => id);
}

function callerOf(user: InventoryUser | undefined, inventory: Inventory): Caller | undefined {
  return (
    user && {
      username: user.username,
      permissions: new Set(effectiveAccess(user, inventory).userPermissions.keys()),
      known: new Set(inventory.schema.setPermissions.keys()),
    }
  );
}
