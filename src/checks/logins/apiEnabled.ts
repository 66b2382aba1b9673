import type { Check } from '../check.ts';

export const apiEnabled: Check = {
  id: 'api-enabled',
  severity: 'error',
  rule: ({ user: { username, profile }, access }) =>
    access.userPermissions.has('ApiEnabled')
      ? []
      : [{ subject: username, tokens: [username, profile], fixTokens: [profile] }],
};
