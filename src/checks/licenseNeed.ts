import { grantsOf } from '../access/grants.ts';
import { isOnBareLicense } from '../access/carried.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { Subject } from './check.ts';

/** What the user license has by itself, so that it says nothing of the permission set license (facts 2.5). */
const OF_THE_LICENSE: readonly string[] = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

/**
 * Whether anything that a user holds beside its profile needs the permission set license, held or not; undefined where that cannot be
 * seen. A license-free set does as soon as it opens a standard object or holds a user permission (facts 1.6).
 */
export function needsLicense({ user, inventory }: Pick<Subject, 'user' | 'inventory'>): boolean | undefined {
  const needed = ['PermissionSet', 'PermissionSetAssignment', 'ObjectPermissions', 'PermissionSetGroupComponent'];
  if (!inventory.assignmentsVisible || needed.some((object) => inventory.refused.has(object))) return undefined;
  const { grants, withheld } = grantsOf(user, inventory);
  return (
    withheld.some(({ reason }) => reason === 'notActivated' || reason === 'licenseMissing') ||
    grants.some(
      ({ set, allowed }) =>
        set.kind !== 'profile' &&
        (inventory.licenses.get(set.licenseId ?? '')?.developerName === PERMISSION_SET_LICENSE ||
          [...allowed.objects].some(([name, rights]) => rights.size > 0 && !isOnBareLicense(name)) ||
          [...allowed.userPermissions].some((name) => !OF_THE_LICENSE.includes(name))),
    )
  );
}
