import { USER_LICENSE } from '../../org/names.ts';
import type { Check } from '../check.ts';

/** On other licenses {@link profileOnLicense} says what is wrong. */
export const apiOnly: Check = {
  id: 'api-only',
  severity: 'error',
  rule: ({ user: { username, profile, license }, access }) =>
    license !== USER_LICENSE || access.userPermissions.has('ApiUserOnly')
      ? []
      : [{ subject: username, tokens: [username, profile], fixTokens: [profile] }],
};
