import { ways, type Check } from '../check.ts';

/** It demands MFA on API logins, which a machine cannot give (facts 2.6). */
export const mfaForApi: Check = {
  id: 'mfa-for-api',
  severity: 'error',
  rule: ({ user: { username }, access }) => {
    const paths = access.userPermissions.get('TwoFactorApi') ?? [];
    return paths.length === 0 ? [] : [{ subject: username, tokens: [username, ways(paths)], fixTokens: [ways(paths)] }];
  },
};
