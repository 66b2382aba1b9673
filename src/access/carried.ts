import { CARRIED_PROBES, USER_LICENSE } from '../org/names.ts';
import type { Inventory, InventoryLicense, InventorySet, InventoryUser } from '../org/inventory/inventory.ts';
import type { Withheld } from './access.ts';

/** On every profile of the license by itself (facts 2.5). */
const FORCED: readonly string[] = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

export type Carrier = {
  readonly object: (set: InventorySet, object: string) => Withheld['reason'] | undefined;
  readonly userPermission: (set: InventorySet, permission: string) => Withheld['reason'] | undefined;
};

/**
 * What the licenses of a user can carry. The bare license "Salesforce Integration" carries custom objects, surveys, classes and three
 * user permissions; the rest opens up with a permission set license (facts 1.6, 2.5). Of other licenses the org does not tell, and a
 * profile never holds what its license refuses.
 */
export function carrierOf(user: InventoryUser, inventory: Inventory): Carrier {
  const held = (user.licenseIds ?? []).flatMap((id) => inventory.licenses.get(id) ?? []).filter(isActive);
  const restricted = user.license === USER_LICENSE && user.licenseIds !== undefined;
  return {
    object: (set, object) =>
      !restricted || set.kind === 'profile' || held.length > 0 || isOnBareLicense(object)
        ? undefined
        : 'licenseMissing',
    userPermission: (set, permission) => {
      if (!restricted || set.kind === 'profile' || FORCED.includes(permission)) return undefined;
      if (held.length === 0) return 'licenseMissing';
      return told(held) && inventory.schema.licensePermissions.has(permission) && !carries(held, permission)
        ? 'notCarried'
        : undefined;
    },
  };
}

/** Custom objects, platform events, custom metadata: everything with a suffix. */
export function isOnBareLicense(object: string): boolean {
  return /__\w+$/.test(object) || object.startsWith('Survey');
}

function isActive({ isActive: active }: InventoryLicense): boolean {
  return active;
}

function told(held: readonly InventoryLicense[]): boolean {
  return CARRIED_PROBES.some((probe) => carries(held, probe));
}

function carries(held: readonly InventoryLicense[], permission: string): boolean {
  return held.some((license) => license.carries.has(permission));
}
