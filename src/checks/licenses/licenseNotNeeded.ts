import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../../org/names.ts';
import type { Check } from '../check.ts';
import { needsLicense } from '../salesforce/needsLicense.ts';

export const licenseNotNeeded: Check = {
  id: 'license-not-needed',
  severity: 'info',
  rule: ({ user, inventory }) => {
    const licenses = (user.licenseIds ?? []).flatMap((id) => inventory.licenses.get(id) ?? []);
    const held = licenses.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
    const isWasted = user.license === USER_LICENSE && user.isActive && held !== undefined;
    return isWasted && needsLicense({ user, inventory }) === false
      ? [{ subject: user.username, tokens: [user.username, held.label], fixTokens: [user.username] }]
      : [];
  },
};
