import type { Check } from '../check.ts';
import type { Use } from '../proof.ts';

/** By logins, as far as the org keeps them (facts 5.1). */
export const passwordFlow: Check<Use> = {
  id: 'password-flow',
  severity: 'warning',
  rule: ({ user: { username }, passwordLogins = [] }) =>
    passwordLogins.map(({ way, application, lastUsed }) => ({
      subject: application === '' ? way : application,
      tokens: [username, way, application === '' ? '-' : application, lastUsed.slice(0, 10)],
      fixTokens: [username],
    })),
};
