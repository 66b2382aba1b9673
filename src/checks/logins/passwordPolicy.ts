import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** What the policy says, or why nobody knows; that the password expires is told by `password-expires`. */
export const passwordPolicy: Check<Proof> = {
  id: 'password-policy',
  severity: 'info',
  rule: ({ user: { username, profile }, passwordPolicy: policy }) =>
    policy === undefined
      ? []
      : [{ subject: profile, tokens: [username, policy.of, policy.says], fixTokens: [policy.where] }],
};
