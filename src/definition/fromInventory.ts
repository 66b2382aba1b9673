import type { Inventory, InventorySet, InventoryUser } from '../org/inventory.ts';
import type { OrgSchema } from '../org/schema.ts';
import { OBJECT_RIGHTS } from './definition.ts';
import { defaultPermissionSetName, apiName } from './names.ts';
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
  /** Objects that the sets have rights on, by lower-case name. */
  readonly objects: OrgSchema['objects'];
  /** User permissions that the license switches on by itself. */
  readonly forced: readonly string[];
  /** Developer name of the permission set license that every integration user gets. */
  readonly license: string;
};

const ENTITY_KEYS: Readonly<
  Record<string, 'apexClasses' | 'customPermissions' | 'namedCredentials' | 'connectedApps'>
> = {
  ApexClass: 'apexClasses',
  CustomPermission: 'customPermissions',
  NamedCredential: 'namedCredentials',
  ConnectedApplication: 'connectedApps',
};

/**
 * Integration users as a definition would describe them. Pure.
 * @returns one entry a user, in their order
 */
export function fromInventory(users: readonly InventoryUser[], inventory: Inventory, facts: ExportFacts): RawUser[] {
  const names = uniqueNames(users);
  return users.map((user, index) => {
    const sets = user.sets.flatMap(({ id }) => inventory.sets.get(id) ?? []);
    const own = ownSet(user, names[index] ?? '', sets, facts);
    return withoutEmpty({
      name: names[index] ?? '',
      username: user.username,
      email: user.email,
      profile: { name: user.profile, permissions: profilePermissions(user, inventory, facts) },
      permissionSet: own ? describe(own, facts) : ('none' as const),
      permissionSets: sets.filter((set) => set !== own).map(({ name }) => name),
      permissionSetGroups: user.groups.flatMap(({ id }) => inventory.groups.get(id)?.name ?? []),
      permissionSetLicenses: (user.licenseIds ?? [])
        .flatMap((id) => inventory.licenses.get(id)?.developerName ?? [])
        .filter((name) => name !== facts.license),
      ...(user.role === undefined ? {} : { role: user.role }),
      publicGroups: user.publicGroups,
      queues: user.queues,
    });
  });
}

/** The same user without a set of its own: all its sets are assigned as they are. */
export function withoutOwnSet(user: RawUser): RawUser {
  const own = user.permissionSet === 'none' ? undefined : user.permissionSet?.name;
  return {
    ...user,
    permissionSet: 'none',
    permissionSets: [...(own === undefined ? [] : [own]), ...(user.permissionSets ?? [])],
  };
}

/**
 * The set that belongs to this user alone: nobody else has it, no group holds it, and a definition can say all that is in it. Among several
 * the one with the default name, or one whose name begins like it.
 */
function ownSet(
  user: InventoryUser,
  name: string,
  sets: readonly InventorySet[],
  facts: ExportFacts,
): InventorySet | undefined {
  const alone = sets.filter(
    (set) =>
      !set.name.includes('__') &&
      !set.needsActivation &&
      !facts.inGroups.has(set.id) &&
      (facts.holders.get(set.id) ?? []).every((username) => username === user.username) &&
      isDescribable(set, facts),
  );
  const wanted = defaultPermissionSetName(name).toLowerCase();
  return (
    alone.find((set) => set.name.toLowerCase() === wanted) ??
    alone.find((set) => set.name.startsWith('Integration_')) ??
    (alone.length === 1 ? alone[0] : undefined)
  );
}

function isDescribable(set: InventorySet, { forced, objects }: ExportFacts): boolean {
  const rights: readonly string[] = OBJECT_RIGHTS;
  return (
    [...set.objects.values()].every((own) => [...own].every((right) => rights.includes(right))) &&
    set.entities.every(({ type, name, id }) => type in ENTITY_KEYS && name !== id) &&
    [...set.fields.keys()].every((field) => describedField(field, objects) !== undefined) &&
    !set.userPermissions.has('TwoFactorApi') &&
    // A definition would take it for an environment variable.
    !/\$\{\w+\}/.test(set.label) &&
    !forced.some((permission) => set.userPermissions.has(permission))
  );
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
  const entities = (key: string): string[] =>
    set.entities
      .filter(({ type }) => ENTITY_KEYS[type] === key)
      .map(({ name }) => name)
      .sort();
  return withoutEmpty({
    name: set.name,
    label: set.label,
    objects: Object.fromEntries(
      [...objects].sort(([a], [b]) => a.localeCompare(b)).map(([object, access]) => [object, sorted(access)]),
    ),
    recordTypes: [...(recordTypes.get(set.name.toLowerCase()) ?? [])].sort(),
    apexClasses: entities('apexClasses'),
    customPermissions: entities('customPermissions'),
    namedCredentials: entities('namedCredentials'),
    connectedApps: entities('connectedApps'),
    userPermissions: [...set.userPermissions].sort(),
  });
}

/** A look-up is listed twice in field-level security, `Account.Parent` and `Account.ParentId`: the describe's name counts. */
function describedField(field: string, objects: ExportFacts['objects']): string | undefined {
  const [object = '', name = ''] = field.split('.');
  const fields = objects.get(object.toLowerCase())?.fields;
  const found = fields?.get(name.toLowerCase()) ?? fields?.get(`${name.toLowerCase()}id`);
  return found?.permissionable === true ? `${object}.${found.name}` : undefined;
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
function uniqueNames(users: readonly InventoryUser[]): string[] {
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
