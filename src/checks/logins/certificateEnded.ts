import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const certificateEnded: Check<Proof> = {
  id: 'certificate-ended',
  severity: 'error',
  rule: ({ user: { username }, certificates: { apps }, inventory: { readAt } }) =>
    apps.flatMap(({ app, ends }) =>
      ends >= readAt
        ? []
        : [{ subject: app, tokens: [app, username, ends.toISOString().slice(0, 10)], fixTokens: [username] }],
    ),
};
