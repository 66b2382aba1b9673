import type { InventorySet, InventoryUser, SetupEntity } from '../org/inventory/inventory.ts';
import { SETUP_ENTITY_KEYS } from '../org/names.ts';
import { OBJECT_RIGHTS } from './definition.ts';
import type { ExportFacts } from './fromInventory.ts';
import { defaultPermissionSetName } from './names.ts';

/** Nobody but this user has the set, and a definition may describe it. */
export function isAlone(set: InventorySet, user: InventoryUser, facts: ExportFacts): boolean {
  return (
    !set.name.includes('__') &&
    !set.needsActivation &&
    !facts.inGroups.has(set.id) &&
    (facts.holders.get(set.id) ?? []).every((username) => username === user.username)
  );
}

/**
 * The set of those that belongs to the user alone and that a definition can describe. Among several the one with the default name, or one
 * whose name begins like it.
 */
export function ownSet(
  user: InventoryUser,
  name: string,
  sets: readonly InventorySet[],
  facts: ExportFacts,
): InventorySet | undefined {
  const alone = sets.filter((set) => isAlone(set, user, facts) && undescribable(set, facts).length === 0);
  const wanted = defaultPermissionSetName(name).toLowerCase();
  return (
    alone.find((set) => set.name.toLowerCase() === wanted) ??
    alone.find((set) => set.name.startsWith('Integration_')) ??
    (alone.length === 1 ? alone[0] : undefined)
  );
}

/** What keeps a set from being described: what a definition cannot say, and `apply` of it would take away or refuse. */
export function undescribable(set: InventorySet, { forced, objects }: ExportFacts): string[] {
  const rights: readonly string[] = OBJECT_RIGHTS;
  return [
    ...[...set.objects].flatMap(([object, own]) =>
      [...own].filter((right) => !rights.includes(right)).map((right) => `${object} ${right}`),
    ),
    ...set.entities.filter((entity) => isListed(entity) && entity.name === entity.id).map(typeAndId),
    ...[...set.fields.keys()].filter((field) => describedField(field, objects) === undefined),
    ...[...set.userPermissions].filter((permission) => permission === 'TwoFactorApi' || forced.includes(permission)),
    // A definition would take it for an environment variable.
    ...(/\$\{\w+\}/.test(set.label) ? [set.label] : []),
  ];
}

/** What no definition can say and `apply` never touches: access of other kinds, and tabs. */
export function leftOut(set: InventorySet, { tabs }: ExportFacts): string[] {
  return [
    ...set.entities
      .filter((entity) => !isListed(entity))
      .map((entity) => (entity.name === entity.id ? typeAndId(entity) : `${entity.type} ${entity.name}`)),
    ...(tabs.get(set.id) ?? []).map((tab) => `PermissionSetTabSetting ${tab}`),
  ].sort();
}

/** A look-up is listed twice in field-level security, `Account.Parent` and `Account.ParentId`: the describe's name counts. */
export function describedField(field: string, objects: ExportFacts['objects']): string | undefined {
  const [object = '', name = ''] = field.split('.');
  const fields = objects.get(object.toLowerCase())?.fields;
  const found = fields?.get(name.toLowerCase()) ?? fields?.get(`${name.toLowerCase()}id`);
  return found?.permissionable === true ? `${object}.${found.name}` : undefined;
}

function isListed({ type }: SetupEntity): boolean {
  return type in SETUP_ENTITY_KEYS;
}

function typeAndId({ type, id }: SetupEntity): string {
  return `${type} ${id}`;
}
