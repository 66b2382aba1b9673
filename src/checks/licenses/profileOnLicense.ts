import { USER_LICENSE } from '../../org/names.ts';
import type { Check } from '../check.ts';

/** A license that the caller may not see is no finding. */
export const profileOnLicense: Check = {
  id: 'profile-on-license',
  severity: 'error',
  rule: ({ user: { username, profile, license } }) =>
    license === undefined || license === USER_LICENSE
      ? []
      : [{ subject: profile, tokens: [profile, license], fixTokens: [username] }],
};
