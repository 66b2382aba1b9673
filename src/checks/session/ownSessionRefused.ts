import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const ownSessionRefused: Check<Proof> = {
  id: 'own-session-refused',
  severity: 'error',
  rule: ({ user: { username }, own }) =>
    own?.refused === undefined ? [] : [{ subject: username, tokens: [username, own.refused] }],
};
