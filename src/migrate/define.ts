import type { Right } from '../access/difference.ts';
import { describedField } from '../definition/describable.ts';
import { OBJECT_RIGHTS, type UserDefinition } from '../definition/definition.ts';
import type { RawObjectAccess, RawPermissionSet, RawUser } from '../definition/raw.ts';
import type { InventoryUser } from '../org/inventory/inventory.ts';
import { SETUP_ENTITIES } from '../org/names.ts';
import type { OrgSchema } from '../org/schema.ts';
import { rightsOf } from '../plan/rights.ts';
import { FORCED } from '../plan/userPermissions.ts';
import { RECORD_TYPE } from './keep.ts';

/**
 * Rights with the names that a definition has for them: a look-up is listed twice in field-level security, and View All Fields stands for
 * every field. Pure.
 */
export function inWords(rights: ReadonlyMap<string, Right>, objects: OrgSchema['objects']): Right[] {
  const all = [...rights.values()].flatMap((right): Right[] => {
    if (right.kind === 'field') return [{ ...right, name: describedField(right.name, objects) ?? right.name }];
    if (right.kind !== 'object' || right.right !== 'viewAllFields') return [right];
    const fields = [...(objects.get(right.name.toLowerCase())?.fields.values() ?? [])];
    return [
      right,
      ...fields
        .filter(({ permissionable }) => permissionable)
        .map(({ name }): Right => ({ kind: 'field', name: `${right.name}.${name}`, right: 'read' })),
    ];
  });
  return [...new Map(all.map((right) => [`${right.kind} ${right.name} ${right.right ?? ''}`, right])).values()];
}

/** The definition of a user who is to keep these rights. Its profile gives nothing that the license does not. Pure. */
export function definitionOf(user: InventoryUser, name: string, kept: readonly Right[]): RawUser {
  const objects = new Map<string, { access: Set<string>; readFields: Set<string>; editFields: Set<string> }>();
  const of = (object: string) => {
    const entry = objects.get(object) ?? { access: new Set(), readFields: new Set(), editFields: new Set() };
    objects.set(object, entry);
    return entry;
  };
  for (const right of kept) {
    if (right.kind === 'object') of(right.name).access.add(right.right ?? '');
    if (right.kind !== 'field') continue;
    const [object = '', field = ''] = right.name.split('.');
    (right.right === 'edit' ? of(object).editFields : of(object).readFields).add(field);
  }
  const named = (kind: Right['kind']): string[] =>
    kept.filter((right) => right.kind === kind).map((right) => right.name);
  const entities = named('setupEntity');
  const set: RawPermissionSet = withoutEmpty({
    objects: Object.fromEntries(
      [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([object, access]) => [object, written(access)]),
    ),
    ...Object.fromEntries(
      ENTITIES.map(([type, key]) => [
        key,
        entities.filter((one) => one.startsWith(`${type} `)).map((one) => one.slice(type.length + 1)),
      ]),
    ),
    userPermissions: named('userPermission').filter((permission) => !FORCED.includes(permission)),
  });
  return {
    ...{ name, username: user.username, email: user.email, profile: { permissions: [] }, permissionSet: set },
    ...withoutEmpty({ publicGroups: user.publicGroups, queues: user.queues }),
    ...(user.role === undefined ? {} : { role: user.role }),
  };
}

const ENTITIES: readonly (readonly [string, string])[] = [[RECORD_TYPE, 'recordTypes'], ...SETUP_ENTITIES];

/** Everything that a definition gives, with what it implies. Pure. */
export function rightsIn({ permissionSet: set }: UserDefinition, schema: OrgSchema): Right[] {
  if (set === undefined) return [];
  const { objects, fields } = rightsOf(set, schema);
  return [
    ...objects.flatMap(({ object, rights }) =>
      [...rights.keys()].map((right): Right => ({ kind: 'object', name: object, right })),
    ),
    ...fields.flatMap(({ field, edit }) =>
      (edit ? (['read', 'edit'] as const) : (['read'] as const)).map((right): Right => ({
        kind: 'field',
        name: field,
        right,
      })),
    ),
    ...set.userPermissions.map((name): Right => ({ kind: 'userPermission', name })),
    ...(set.recordTypes ?? []).map((name): Right => ({ kind: 'setupEntity', name: `${RECORD_TYPE} ${name}` })),
    ...SETUP_ENTITIES.flatMap(([type, key]) =>
      set[key].map((name): Right => ({ kind: 'setupEntity', name: `${type} ${name}` })),
    ),
  ];
}

function written(access: { access: Set<string>; readFields: Set<string>; editFields: Set<string> }): RawObjectAccess {
  return withoutEmpty({
    access: OBJECT_RIGHTS.filter((right) => access.access.has(right)),
    readFields: [...access.readFields].filter((field) => !access.editFields.has(field)).sort(),
    editFields: [...access.editFields].sort(),
  });
}

function withoutEmpty<T extends object>(value: T): T {
  const entries = Object.entries(value) as [string, object][];
  return Object.fromEntries(entries.filter(([, one]) => Object.keys(one).length > 0)) as T;
}
