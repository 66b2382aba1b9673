import type { Check } from './check.ts';
import type { Proof } from './proof.ts';

/** The policy of a profile is a type of metadata whose names do not tell the profile, so it is pointed at, not read. */
export const passwordPolicy: Check<Proof> = {
  id: 'password-policy',
  severity: 'info',
  rule: ({ user: { username, profile }, access }) =>
    access.userPermissions.has('PasswordNeverExpires')
      ? []
      : [{ subject: profile, tokens: [username, profile], fixTokens: [profile] }],
};
