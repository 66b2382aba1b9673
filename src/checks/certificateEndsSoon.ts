import type { Check } from './check.ts';
import { daysSince } from './days.ts';
import type { Proof } from './proof.ts';

/** Days before its end from which a certificate is told. */
const DAYS = 30;

export const certificateEndsSoon: Check<Proof> = {
  id: 'certificate-ends-soon',
  severity: 'warning',
  rule: ({ user: { username }, certificates: { apps }, inventory: { readAt } }) =>
    apps.flatMap(({ app, ends }) => {
      const left = daysSince(readAt.toISOString(), ends);
      return ends < readAt || left > DAYS
        ? []
        : [{ subject: app, tokens: [app, username, ends.toISOString().slice(0, 10)], fixTokens: [username] }];
    }),
};
