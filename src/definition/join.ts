import type { RawObjectAccess, RawPermissionSet, RawUser } from './raw.ts';

/** The permission set of a user as it was written, an empty one where there is none. */
export function writtenSet({ permissionSet = 'none' }: RawUser): RawPermissionSet {
  return permissionSet === 'none' ? {} : permissionSet;
}

/** Both sets in one: objects of the same name, in whatever case, hold the rights of both. */
export function joinSets(a: RawPermissionSet, b: RawPermissionSet): RawPermissionSet {
  const objects = new Map(Object.entries(a.objects ?? {}));
  for (const [object, access] of Object.entries(b.objects ?? {})) {
    const same = [...objects.keys()].find((name) => name.toLowerCase() === object.toLowerCase()) ?? object;
    objects.set(same, joined(objects.get(same), access));
  }
  return { ...joinLists(a, b), objects: Object.fromEntries(objects) };
}

/** Both, with lists that both have joined. */
export function joinLists<T extends object>(a: T, b: T): T {
  const values = new Map<string, unknown>(Object.entries(a));
  for (const [key, value] of Object.entries(b) as [string, unknown][]) {
    const lists: unknown[] = [values.get(key), value];
    values.set(key, lists.every((list) => Array.isArray(list)) ? lists.flat() : value);
  }
  return Object.fromEntries(values) as T;
}

function joined(a: RawObjectAccess = {}, b: RawObjectAccess): RawObjectAccess {
  const fields = (x: RawObjectAccess['readFields'] = [], y: RawObjectAccess['readFields'] = []) =>
    x === 'all' || y === 'all' ? ('all' as const) : [...x, ...y];
  return {
    access: [...(a.access ?? []), ...(b.access ?? [])],
    readFields: fields(a.readFields, b.readFields),
    editFields: fields(a.editFields, b.editFields),
  };
}
