import { isOnBareLicense } from '../../access/carried.ts';
import { grantsOf } from '../../access/grants.ts';
import { PERMISSION_SET_LICENSE } from '../../org/names.ts';
import type { Subject } from '../check.ts';

/** What the user license has by itself, so that it says nothing of the permission set license (facts 2.5). */
const OF_THE_LICENSE: readonly string[] = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];
const READ: readonly string[] = [
  'PermissionSet',
  'PermissionSetAssignment',
  'ObjectPermissions',
  'PermissionSetGroupComponent',
  'PermissionSetLicenseAssign',
];

/**
 * Whether anything that a user holds beside its profile needs the permission set license of integrations. A license-free set does as soon
 * as it opens a standard object or holds a user permission (facts 1.6), so a cloned profile with such a set and the license is as it
 * should be; custom objects and classes need none. Pure.
 * @returns undefined: the caller does not see enough to tell
 */
export function needsLicense({ user, inventory }: Pick<Subject, 'user' | 'inventory'>): boolean | undefined {
  if (!inventory.assignmentsVisible || READ.some((object) => inventory.refused.has(object))) return undefined;
  const bound = [...inventory.licenses.values()].find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
  const { grants, withheld } = grantsOf(user, inventory);
  return (
    withheld.some(({ reason }) => reason === 'notActivated' || reason === 'licenseMissing') ||
    grants.some(
      ({ set, allowed }) =>
        set.kind !== 'profile' &&
        ((set.licenseId !== undefined && set.licenseId === bound?.id) ||
          [...allowed.objects].some(([name, rights]) => rights.size > 0 && !isOnBareLicense(name)) ||
          [...allowed.userPermissions].some((name) => !OF_THE_LICENSE.includes(name))),
    )
  );
}
