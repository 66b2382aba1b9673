import { OBJECT_RIGHTS } from '../definition/definition.ts';
import type { AccessRight, EffectiveAccess, Paths } from './access.ts';
import { allDataPaths, governing } from './throughParent.ts';

export const ACCESS_RIGHTS: readonly AccessRight[] = [...OBJECT_RIGHTS, 'viewAllFields'];

/** Every path by which a right on an object comes, through its parent too; names in any case. */
export function objectPaths(
  { objects, userPermissions }: Pick<EffectiveAccess, 'objects' | 'userPermissions'>,
  object: string,
  right: AccessRight,
): Paths {
  const by = governing(object, right);
  if (by.kind === 'userPermission') {
    const own = (userPermissions.get(by.permission) ?? []).map((path) => ({ ...path, by: by.permission }));
    const wide = allDataPaths(userPermissions, right).filter((path) => path.by !== by.permission);
    return [...own, ...wide];
  }
  const rights = byName(objects, by.object);
  return rights === undefined ? allDataPaths(userPermissions, right) : (rights.get(by.right) ?? []);
}

/** The value of a name in any case, as Salesforce compares names. */
export function byName<T>(map: ReadonlyMap<string, T>, name: string): T | undefined {
  const exact = map.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of map) if (key.toLowerCase() === wanted) return value;
  return undefined;
}
