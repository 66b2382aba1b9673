import type { InventorySet } from '../org/inventory/inventory.ts';

export type Allowed = Pick<InventorySet, 'userPermissions' | 'objects' | 'fields' | 'entities'>;

/** What a right on an object needs beside it (Object Reference, ObjectPermissions): muting the one takes the other too. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
  viewAllFields: ['read'],
};

/** What a set still allows inside a group that mutes some of it. */
export function withoutMuted(set: InventorySet, muting: readonly InventorySet[]): Allowed {
  if (muting.length === 0) return set;
  return {
    userPermissions: new Set(
      [...set.userPermissions].filter((name) => !muting.some((one) => one.userPermissions.has(name))),
    ),
    objects: new Map(
      [...set.objects].map(([object, rights]) => {
        const muted = new Set(muting.flatMap((one) => [...(one.objects.get(object) ?? [])]));
        return [
          object,
          new Set([...rights].filter((right) => ![right, ...(NEEDS[right] ?? [])].some((need) => muted.has(need)))),
        ];
      }),
    ),
    fields: new Map(
      [...set.fields].map(([field, { read, edit }]) => {
        const muted = muting.flatMap((one) => one.fields.get(field) ?? []);
        const readable = read && !muted.some((one) => one.read);
        return [field, { read: readable, edit: edit && readable && !muted.some((one) => one.edit) }];
      }),
    ),
    entities: set.entities.filter(({ id }) => !muting.some((one) => one.entities.some((entity) => entity.id === id))),
  };
}
