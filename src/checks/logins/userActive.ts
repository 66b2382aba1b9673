import type { Check } from '../check.ts';

export const userActive: Check = {
  id: 'user-active',
  severity: 'error',
  rule: ({ user: { username, isActive } }) =>
    isActive ? [] : [{ subject: username, tokens: [username], fixTokens: [username] }],
};
