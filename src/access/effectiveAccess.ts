import type { Inventory, InventoryUser, SetupEntity } from '../org/inventory/inventory.ts';
import type { AccessRight, EffectiveAccess, FieldRight, Path, Withheld } from './access.ts';
import { carrierOf } from './carried.ts';
import { grantsOf } from './grants.ts';
import { ACCESS_RIGHTS, objectPaths } from './objectPaths.ts';
import { allDataPaths, isGovernedElsewhere } from './throughParent.ts';

type Table<R extends string> = Map<string, Map<R, Path[]>>;

/**
 * What a user may do, over profile, permission sets and groups minus muting, less what its licenses do not carry, and every path by
 * which each right comes. Rights that the org gives by other means (sharing, ownership) are not part of it.
 */
export function effectiveAccess(user: InventoryUser, inventory: Inventory): EffectiveAccess {
  const { grants, withheld: wholeSets } = grantsOf(user, inventory);
  const carrier = carrierOf(user, inventory);
  const withheld: Withheld[] = [...wholeSets];
  const objects: Table<AccessRight> = new Map();
  const secured: Table<FieldRight> = new Map();
  const userPermissions = new Map<string, Path[]>();
  const entities = new Map<string, { entity: SetupEntity; paths: Path[] }>();
  for (const { path, set, allowed } of grants) {
    for (const name of allowed.userPermissions) {
      const reason = carrier.userPermission(set, name);
      if (reason === undefined) userPermissions.set(name, [...(userPermissions.get(name) ?? []), path]);
      else withheld.push({ path, setId: set.id, reason, right: { kind: 'userPermission', name } });
    }
    for (const [name, rights] of allowed.objects) {
      const reason = carrier.object(set, name);
      const given = ACCESS_RIGHTS.filter((right) => rights.has(right));
      if (reason === undefined) for (const right of given) add(objects, name, right, path);
      else if (given.length > 0) withheld.push({ path, setId: set.id, reason, right: { kind: 'object', name } });
    }
    for (const [name, { read, edit }] of allowed.fields) {
      if (read) add(secured, name, 'read', path);
      if (edit) add(secured, name, 'edit', path);
    }
    for (const entity of allowed.entities) {
      const paths = entities.get(entity.id)?.paths ?? [];
      entities.set(entity.id, { entity, paths: [...paths, path] });
    }
  }
  for (const [object, rights] of objects) {
    for (const right of ACCESS_RIGHTS) {
      const wide = allDataPaths(userPermissions, right);
      if (wide.length > 0) rights.set(right, [...(rights.get(right) ?? []), ...wide]);
    }
    objects.set(object, new Map(ACCESS_RIGHTS.flatMap((right) => entry(right, rights.get(right)))));
  }
  const access = { objects, userPermissions, entities, withheld };
  return { ...access, fields: usable(secured, access, inventory.schema.permissionableObjects) };
}

function add<R extends string>(table: Table<R>, name: string, right: R, path: Path): void {
  const rights = table.get(name) ?? new Map<R, Path[]>();
  table.set(name, rights);
  rights.set(right, [...(rights.get(right) ?? []), path]);
}

/** Field-level security counts only where the object may be read, and edited or created, too. */
function usable(
  secured: Table<FieldRight>,
  access: Omit<EffectiveAccess, 'fields'>,
  permissionable: readonly string[],
): Table<FieldRight> {
  const known = new Set(permissionable);
  const may = new Map<string, Record<FieldRight, boolean> & { all: Path[] }>();
  const mayOn = (object: string) => {
    const free = known.size > 0 && !known.has(object) && !isGovernedElsewhere(object);
    const has = (right: AccessRight): boolean => free || objectPaths(access, object, right).length > 0;
    const all = objectPaths(access, object, 'viewAllFields').map((path) => ({ ...path, by: 'viewAllFields' }));
    const found = may.get(object) ?? { read: has('read'), edit: has('edit') || has('create'), all };
    may.set(object, found);
    return found;
  };
  return new Map(
    [...secured].flatMap(([name, rights]) => {
      const { read, edit, all } = mayOn(name.split('.')[0] ?? name);
      if (!read) return [];
      const kept = new Map([
        ...entry('read' as const, [...(rights.get('read') ?? []), ...all]),
        ...(edit ? entry('edit' as const, rights.get('edit')) : []),
      ]);
      return kept.size > 0 ? [[name, kept] as const] : [];
    }),
  );
}

function entry<R extends string>(right: R, paths: Path[] | undefined): [R, Path[]][] {
  return paths === undefined || paths.length === 0 ? [] : [[right, paths]];
}
