import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const ownSessionNotDone: Check<Proof> = {
  id: 'own-session-not-done',
  severity: 'info',
  rule: ({ user: { username }, own }) =>
    own === undefined ? [{ subject: username, tokens: [username], fixTokens: [username] }] : [],
};
