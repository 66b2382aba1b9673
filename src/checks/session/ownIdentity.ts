import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const ownIdentity: Check<Proof> = {
  id: 'own-session-other-user',
  severity: 'error',
  rule: ({ user: { username }, own }) =>
    own === undefined || own.refused !== undefined || (own.username === username && own.sameOrg)
      ? []
      : [{ subject: own.username, tokens: [own.username, username] }],
};
