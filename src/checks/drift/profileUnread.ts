import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const profileUnread: Check<Proof> = {
  id: 'profile-settings-unread',
  severity: 'info',
  rule: ({ user: { profile }, profileSettings: { reason } }) =>
    reason === undefined ? [] : [{ subject: profile, tokens: [profile, reason], fixTokens: [profile] }],
};
