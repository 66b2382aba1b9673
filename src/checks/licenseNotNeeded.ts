import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import { grantsOf } from '../access/grants.ts';
import { isOnBareLicense } from '../access/carried.ts';
import type { Check, Subject } from './check.ts';

/** What the user license has by itself, so that it says nothing of the permission set license (facts 2.5). */
const OF_THE_LICENSE: readonly string[] = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

/**
 * Whether anything that a user holds beside its profile needs the permission set license. A license-free set does as soon as it opens a
 * standard object or holds a user permission (facts 1.6), so a cloned profile with such a set and the license is as it should be.
 */
export const licenseNotNeeded: Check = {
  id: 'license-not-needed',
  severity: 'info',
  rule: ({ user, inventory }) => {
    const license = (user.licenseIds ?? []).flatMap((id) => inventory.licenses.get(id) ?? []);
    const held = license.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
    if (user.license !== USER_LICENSE || !user.isActive || held === undefined || !isSeen({ user, inventory }))
      return [];
    const { grants, withheld } = grantsOf(user, inventory);
    const sets = grants.filter(({ set }) => set.kind !== 'profile');
    const isNeeded =
      withheld.some(({ reason }) => reason === 'notActivated') ||
      sets.some(
        ({ set, allowed }) =>
          set.licenseId === held.id ||
          [...allowed.objects].some(([name, rights]) => rights.size > 0 && !isOnBareLicense(name)) ||
          [...allowed.userPermissions].some((name) => !OF_THE_LICENSE.includes(name)),
      );
    return isNeeded
      ? []
      : [{ subject: user.username, tokens: [user.username, held.label], fixTokens: [user.username] }];
  },
};

/** What cannot be seen may need it. */
function isSeen({ inventory }: Pick<Subject, 'user' | 'inventory'>): boolean {
  const needed = ['PermissionSet', 'PermissionSetAssignment', 'ObjectPermissions', 'PermissionSetGroupComponent'];
  return inventory.assignmentsVisible && needed.every((object) => !inventory.refused.has(object));
}
