import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const profileDiffers: Check<Proof> = {
  id: 'profile-differs',
  severity: 'error',
  rule: ({ user: { username, profile }, expected }) => {
    const wanted = expected?.user.profile?.name;
    const matches = expected?.profiles.some((name) => name.toLowerCase() === profile.toLowerCase());
    return wanted === undefined || matches === true
      ? []
      : [{ subject: profile, tokens: [username, profile, wanted], fixTokens: [wanted] }];
  },
};
