import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../../org/names.ts';
import type { Check } from '../check.ts';

/** Facts 0.3: standard objects open up with the permission set license only. */
export const permissionSetLicense: Check = {
  id: 'permission-set-license',
  severity: 'error',
  rule: ({ user: { username, license, licenseIds }, inventory }) => {
    const held = licenseIds?.map((id) => inventory.licenses.get(id));
    return license !== USER_LICENSE ||
      held === undefined ||
      held.some((one) => one?.developerName === PERMISSION_SET_LICENSE && one.isActive)
      ? []
      : [{ subject: username, tokens: [username], fixTokens: [username, PERMISSION_SET_LICENSE] }];
  },
};
