import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import type { Check } from './check.ts';
import { needsLicense } from './licenseNeed.ts';

/** A cloned profile with a license-free set and the license is as it should be (facts 1.6). */
export const licenseNotNeeded: Check = {
  id: 'license-not-needed',
  severity: 'info',
  rule: ({ user, inventory }) => {
    const license = (user.licenseIds ?? []).flatMap((id) => inventory.licenses.get(id) ?? []);
    const held = license.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
    if (user.license !== USER_LICENSE || !user.isActive || held === undefined) return [];
    return needsLicense({ user, inventory }) === false
      ? [{ subject: user.username, tokens: [user.username, held.label], fixTokens: [user.username] }]
      : [];
  },
};
