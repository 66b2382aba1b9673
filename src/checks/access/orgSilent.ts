import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const orgSilent: Check<Proof> = {
  id: 'cross-check-not-possible',
  severity: 'info',
  rule: ({ user: { username }, said: { reason } }) =>
    reason === undefined ? [] : [{ subject: username, tokens: [username, reason] }],
};
