import type { Check } from '../check.ts';
import type { Use } from '../proof.ts';

/** By logins of all integration users, as far as the org keeps them (facts 5.1). */
export const sharedApplication: Check<Use> = {
  id: 'shared-application',
  severity: 'warning',
  rule: ({ user: { username }, applications = [], usersOfApplications }) =>
    applications.flatMap(({ name }) => {
      const users = usersOfApplications?.get(name.toLowerCase()) ?? 0;
      return users < 2 ? [] : [{ subject: name, tokens: [username, name, String(users)], fixTokens: [username] }];
    }),
};
