import type { Check } from '../check.ts';
import { some, type Proof } from '../proof.ts';

export const loginIpRanges: Check<Proof> = {
  id: 'login-ip-ranges',
  severity: 'info',
  rule: ({ user: { username, profile }, profileSettings: { ipRanges } }) =>
    ipRanges.length === 0
      ? []
      : [{ subject: profile, tokens: [username, some(ipRanges), profile], fixTokens: [profile] }],
};
