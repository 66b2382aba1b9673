import { rightsOf, type Right } from '../access/difference.ts';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { withEntityNames } from '../org/entityNames.ts';
import { readHoldings, type Holdings } from '../org/holdings.ts';
import type { Inventory, InventoryUser } from '../org/inventory.ts';
import { readInventory } from '../org/readInventory.ts';
import { withObjects, type OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/transport.ts';
import { inWords } from './define.ts';

/** Users as they are now: what they hold and what they may do. */
export type Standing = {
  readonly inventory: Inventory;
  /** With every object that they have rights on. */
  readonly schema: OrgSchema;
  readonly users: readonly {
    readonly user: InventoryUser;
    readonly holdings: Holdings;
    readonly rights: readonly Right[];
  }[];
};

/**
 * Reads what some users hold and may do, in a number of requests that does not grow with them.
 * @throws OrgRefusal, OrgSilence
 */
export async function readStanding(org: Org, usernames: readonly string[]): Promise<Standing> {
  const [bare, holdings] = await Promise.all([readInventory(org, { usernames }), readHoldings(org, usernames)]);
  const accesses = new Map<string, ReturnType<typeof rightsOf>>();
  const [inventory, schema] = await Promise.all([
    withEntityNames(org, bare),
    withObjects(org, bare.schema, objectsOf(bare)),
  ]);
  for (const user of inventory.users) accesses.set(user.id, rightsOf(effectiveAccess(user, inventory)));
  return {
    inventory,
    schema,
    users: inventory.users.flatMap((user) => {
      const held = holdings.find(({ id }) => id === user.id);
      const rights = accesses.get(user.id) ?? new Map<string, Right>();
      return held ? [{ user, holdings: held, rights: inWords(rights, schema.objects) }] : [];
    }),
  };
}

function objectsOf({ sets }: Inventory): string[] {
  const names = [...sets.values()].flatMap((set) => [
    ...set.objects.keys(),
    ...[...set.fields.keys()].map((field) => field.slice(0, field.indexOf('.'))),
  ]);
  return [...new Set(names)];
}
