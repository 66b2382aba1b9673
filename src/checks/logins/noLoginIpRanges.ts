import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const noLoginIpRanges: Check<Proof> = {
  id: 'login-from-anywhere',
  severity: 'info',
  rule: ({ user: { username, profile }, profileSettings: { ipRanges, reason } }) =>
    reason !== undefined || ipRanges.length > 0
      ? []
      : [{ subject: profile, tokens: [username, profile], fixTokens: [profile] }],
};
