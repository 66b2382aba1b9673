import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const certificatesUnread: Check<Proof> = {
  id: 'certificates-unread',
  severity: 'info',
  rule: ({ user: { username }, certificates: { reason } }) =>
    reason === undefined ? [] : [{ subject: username, tokens: [username, reason] }],
};
