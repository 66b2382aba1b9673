import type { SpreadSubject } from '../auditSubjects.ts';
import type { Check } from '../check.ts';
import { some } from '../proof.ts';

export const applicationSpread: Check<SpreadSubject> = {
  id: 'application-spread',
  severity: 'info',
  rule: ({ application, usernames }) =>
    usernames.length < 2
      ? []
      : [{ subject: application, tokens: [application, String(usernames.length), some(usernames, 5)] }],
};
