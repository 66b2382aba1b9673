import type { Inventory, InventorySet, InventoryUser } from '../org/inventory/inventory.ts';
import type { OrgSchema } from '../org/schema.ts';
import { OBJECT_RIGHTS } from './definition.ts';
import { SETUP_ENTITIES } from '../org/names.ts';
import { describedField, isAlone, leftOut, ownSet, undescribable } from './describable.ts';
import { writtenSet } from './join.ts';
import { apiName } from './names.ts';
import { warning, type Problem } from './problem.ts';
import type { RawObjectAccess, RawPermissionSet, RawUser } from './raw.ts';
import { nameProblems } from './validate.ts';

/** What of the org an export needs besides the inventory. */
export type ExportFacts = {
  /** Usernames that have a set, by its id: of all users, not only integration users. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
  /** Ids of the sets that are part of a permission set group. */
  readonly inGroups: ReadonlySet<string>;
  /** Record types that a set shows, by its lower-case name. */
  readonly recordTypes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tabs that a set shows, by its id. */
  readonly tabs: ReadonlyMap<string, readonly string[]>;
  /** Objects that the sets have rights on, by lower-case name. */
  readonly objects: OrgSchema['objects'];
  /** User permissions that the license switches on by itself. */
  readonly forced: readonly string[];
  /** Developer name of the permission set license that every integration user gets. */
  readonly license: string;
};

/**
 * Integration users as a definition would describe them. Pure.
 * @returns one entry a user, in their order, and a warning for each set that is not described in full
 */
export function fromInventory(
  users: readonly InventoryUser[],
  inventory: Inventory,
  facts: ExportFacts,
): { users: RawUser[]; problems: Problem[] } {
  const names = uniqueNames(users);
  const all = users.map((user, index) => {
    const sets = user.sets.flatMap(({ id }) => inventory.sets.get(id) ?? []);
    const own = ownSet(user, names[index] ?? '', sets, facts);
    return {
      raw: rawUser(user, names[index] ?? '', own, inventory, facts),
      problems: own ? leftOutProblems(user, own, facts) : sets.flatMap((set) => onlyAssigned(user, set, facts)),
    };
  });
  return { users: all.map(({ raw }) => raw), problems: all.flatMap(({ problems }) => problems) };
}

function rawUser(
  user: InventoryUser,
  name: string,
  own: InventorySet | undefined,
  inventory: Inventory,
  facts: ExportFacts,
): RawUser {
  const sets = user.sets.flatMap(({ id }) => inventory.sets.get(id) ?? []);
  return withoutEmpty({
    name,
    username: user.username,
    email: user.email,
    profile: { name: user.profile, permissions: profilePermissions(user, inventory, facts) },
    permissionSet: own ? describe(own, facts) : ('none' as const),
    permissionSets: sets.filter((set) => set !== own).map((set) => set.name),
    permissionSetGroups: user.groups.flatMap(({ id }) => inventory.groups.get(id)?.name ?? []),
    permissionSetLicenses: (user.licenseIds ?? [])
      .flatMap((id) => inventory.licenses.get(id)?.developerName ?? [])
      .filter((license) => license !== facts.license),
    ...(user.role === undefined ? {} : { role: user.role }),
    publicGroups: user.publicGroups,
    queues: user.queues,
  });
}

function leftOutProblems({ username }: InventoryUser, set: InventorySet, facts: ExportFacts): Problem[] {
  const left = leftOut(set, facts);
  return left.length === 0 ? [] : [warning('exportLeftOut', username, [username, set.name, left.join(', ')])];
}

/** A set that could have been the user's own, had a definition words for all that it holds. */
function onlyAssigned(user: InventoryUser, set: InventorySet, facts: ExportFacts): Problem[] {
  const reasons = isAlone(set, user, facts) ? undescribable(set, facts) : [];
  const { username } = user;
  return reasons.length === 0
    ? []
    : [warning('exportOnlyAssigned', username, [username, set.name, reasons.sort().join(', ')])];
}

/** The same user without a set of its own: all its sets are assigned as they are. */
export function withoutOwnSet(user: RawUser): RawUser {
  const { name } = writtenSet(user);
  return {
    ...user,
    permissionSet: 'none',
    permissionSets: [...(name === undefined ? [] : [name]), ...(user.permissionSets ?? [])],
  };
}

function describe(set: InventorySet, { recordTypes, objects: known }: ExportFacts): RawPermissionSet {
  const objects = new Map<string, { access: string[]; readFields: string[]; editFields: string[] }>();
  const of = (object: string) => {
    const entry = objects.get(object) ?? { access: [], readFields: [], editFields: [] };
    objects.set(object, entry);
    return entry;
  };
  for (const [object, rights] of set.objects)
    of(object).access.push(...OBJECT_RIGHTS.filter((right) => rights.has(right)));
  const fields = new Map<string, boolean>();
  for (const [field, { edit }] of set.fields) {
    const described = describedField(field, known);
    if (described !== undefined) fields.set(described, edit || fields.get(described) === true);
  }
  for (const [field, edit] of fields) {
    const [object = '', name = ''] = field.split('.');
    (edit ? of(object).editFields : of(object).readFields).push(name);
  }
  const entities = Object.fromEntries(
    SETUP_ENTITIES.map(([type, key]) => [
      key,
      set.entities
        .filter((entity) => entity.type === type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
  return withoutEmpty({
    name: set.name,
    label: set.label,
    objects: Object.fromEntries(
      [...objects].sort(([a], [b]) => a.localeCompare(b)).map(([object, access]) => [object, sorted(access)]),
    ),
    recordTypes: [...(recordTypes.get(set.name.toLowerCase()) ?? [])].sort(),
    ...entities,
    userPermissions: [...set.userPermissions].sort(),
  });
}

function sorted({
  access,
  readFields,
  editFields,
}: {
  access: string[];
  readFields: string[];
  editFields: string[];
}): RawObjectAccess {
  return withoutEmpty({ access, readFields: readFields.sort(), editFields: editFields.sort() });
}

function profilePermissions(user: InventoryUser, { sets }: Inventory, { forced }: ExportFacts): string[] {
  const held = sets.get(user.profileSetId ?? '')?.userPermissions ?? new Set<string>();
  return [...held].filter((permission) => !forced.includes(permission)).sort();
}

/** The name where it can be one and is the only one, else what stands before the @ of the username, else the username's letters. */
export function uniqueNames(users: readonly InventoryUser[]): string[] {
  const count = (name: string): number => users.filter((user) => user.name.toLowerCase() === name.toLowerCase()).length;
  const locals = users.map(({ username }) => username.slice(0, username.indexOf('@')));
  return users.map((user, index) => {
    if (count(user.name) === 1 && nameProblems(user.name).length === 0) return user.name;
    const local = locals[index] ?? '';
    const once = locals.filter((one) => one === local).length === 1 && nameProblems(local).length === 0;
    return once && count(local) === 0 ? local : apiName(user.username).slice(0, 60);
  });
}

/** Empty lists and objects say nothing; `profile.permissions` alone does, so it stays. */
function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, one]) => !(typeof one === 'object' && one !== null && Object.keys(one as object).length === 0),
    ),
  ) as T;
}
