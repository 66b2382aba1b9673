import type { Check } from '../check.ts';
import type { Use } from '../proof.ts';

/** By logins and refresh tokens, as far as the org keeps them (facts 5.1, 5.2). */
export const severalApplications: Check<Use> = {
  id: 'several-applications',
  severity: 'warning',
  rule: ({ user: { username }, applications = [] }) => {
    const list = applications.map(({ name, lastUsed }) =>
      lastUsed === undefined ? `"${name}"` : `"${name}" (${lastUsed.slice(0, 10)})`,
    );
    return list.length < 2
      ? []
      : [{ subject: username, tokens: [username, String(list.length), list.join(', ')], fixTokens: [] }];
  },
};
