import { ENDS_SOON } from '../../definition/credential.ts';
import type { Check } from '../check.ts';
import { daysSince } from '../use/days.ts';
import type { Proof } from '../proof.ts';

export const certificateEndsSoon: Check<Proof> = {
  id: 'certificate-ends-soon',
  severity: 'warning',
  rule: ({ user: { username }, certificates: { apps }, inventory: { readAt } }) =>
    apps.flatMap(({ app, ends }) => {
      const left = daysSince(readAt.toISOString(), ends);
      return ends < readAt || left > ENDS_SOON
        ? []
        : [{ subject: app, tokens: [app, username, ends.toISOString().slice(0, 10)], fixTokens: [username] }];
    }),
};
