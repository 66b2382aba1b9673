import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** Only where no permission of the user keeps the password from expiring (facts 4.4). */
export const passwordExpires: Check<Proof> = {
  id: 'password-expires',
  severity: 'warning',
  rule: ({ user: { username, profile }, passwordPolicy: policy }) =>
    policy?.days === undefined || policy.days === 0
      ? []
      : [{ subject: profile, tokens: [username, String(policy.days), policy.of], fixTokens: [policy.where] }],
};
