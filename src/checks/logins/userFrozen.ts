import type { Check } from '../check.ts';

export const userFrozen: Check = {
  id: 'user-frozen',
  severity: 'error',
  rule: ({ user: { username, isFrozen } }) => (isFrozen === true ? [{ subject: username, tokens: [username] }] : []),
};
