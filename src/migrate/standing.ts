import { rightsOf, type Right } from '../access/difference.ts';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { grantsOf } from '../access/grants.ts';
import { withEntityNames } from '../org/inventory/entityNames.ts';
import { readHoldings, type Holdings } from '../org/inventory/holdings.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { readProfileRecordTypes, readRecordTypes, type ProfileRecordTypes } from '../org/metadata/metadata.ts';
import { readInventory } from '../org/inventory/readInventory.ts';
import { OrgRefusal } from '../org/wire/refusal.ts';
import { featureLicenses } from '../org/state/stateQueries.ts';
import { withObjects, type OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { inWords } from './define.ts';
import { RECORD_TYPE } from './keep.ts';

/** A user as it is: what it holds and what it may do. */
export type StandingUser = {
  readonly user: InventoryUser;
  readonly holdings: Holdings;
  readonly rights: readonly Right[];
  /** Record types that its records get when nobody says which. */
  readonly defaultRecordTypes: readonly string[];
};

export type Standing = {
  readonly inventory: Inventory;
  /** With every object that the users have rights on. */
  readonly schema: OrgSchema;
  readonly users: readonly StandingUser[];
  /** Why record types could not be read, in Salesforce's words. */
  readonly withoutRecordTypes: string | undefined;
};

/**
 * Reads what some users hold and may do, in a number of requests that grows with their objects and permission sets and not with them.
 * @param known objects that were described before
 * @throws OrgRefusal, OrgSilence
 */
export async function readStanding(
  org: Org,
  usernames: readonly string[],
  known?: Pick<OrgSchema, 'objects'>,
): Promise<Standing> {
  const bare = await readInventory(org, { usernames, objects: ['User'] });
  const [holdings, inventory, schema, recordTypes] = await Promise.all([
    readHoldings(org, usernames, featureLicenses(bare.schema)),
    withEntityNames(org, bare),
    withObjects(org, withKnown(bare.schema, known), objectsOf(bare)),
    readShown(org, bare),
  ]);
  return {
    ...{ inventory, schema, withoutRecordTypes: recordTypes.refused },
    users: inventory.users.flatMap((user) => {
      const held = holdings.find(({ id }) => id === user.id);
      if (held === undefined) return [];
      const rights = inWords(rightsOf(effectiveAccess(user, inventory)), schema.objects);
      const shown = shownTo(user, inventory, recordTypes).map((name): Right => ({
        kind: 'setupEntity',
        name: `${RECORD_TYPE} ${name}`,
      }));
      const defaults = [...(recordTypes.profiles.get(user.profile)?.defaults ?? [])];
      return [{ user, holdings: held, rights: [...rights, ...shown], defaultRecordTypes: defaults }];
    }),
  };
}

function withKnown(schema: OrgSchema, known: Pick<OrgSchema, 'objects'> | undefined): OrgSchema {
  return { ...schema, objects: new Map([...(known?.objects ?? []), ...schema.objects]) };
}

type Shown = {
  readonly profiles: ReadonlyMap<string, ProfileRecordTypes>;
  /** By the lower-case name of the set. */
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly refused: string | undefined;
};

/** Record types are in the Metadata API alone, which not everybody may use. */
async function readShown(org: Org, { users, sets }: Inventory): Promise<Shown> {
  const names = [...sets.values()].filter(({ kind }) => kind === 'permissionSet').map(({ name }) => name);
  try {
    const [ofSets, profiles] = await Promise.all([
      readRecordTypes(org, names),
      readProfileRecordTypes(org, [...new Set(users.map(({ profile }) => profile))]),
    ]);
    return { profiles, sets: ofSets, refused: undefined };
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    return { profiles: new Map(), sets: new Map(), refused: error.message };
  }
}

function shownTo(user: InventoryUser, inventory: Inventory, { profiles, sets }: Shown): string[] {
  const names = grantsOf(user, inventory).grants.flatMap(({ set }) =>
    set.kind === 'profile' ? [...(profiles.get(set.name)?.shown ?? [])] : [...(sets.get(set.name.toLowerCase()) ?? [])],
  );
  return [...new Set(names)].sort();
}

function objectsOf({ sets }: Inventory): string[] {
  const names = [...sets.values()].flatMap((set) => [
    ...set.objects.keys(),
    ...[...set.fields.keys()].map((field) => field.slice(0, field.indexOf('.'))),
  ]);
  return [...new Set(names)];
}
