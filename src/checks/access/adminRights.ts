import type { MachineSubject } from '../auditSubjects.ts';
import type { Check } from '../check.ts';

/** Salesforce Help 005321563: the permissions on which phishing-resistant MFA is enforced since summer 2026. */
export const adminRights: Check<Pick<MachineSubject, 'user' | 'adminRights'>> = {
  id: 'admin-rights',
  severity: 'warning',
  rule: ({ user: { username }, adminRights: rights }) => {
    const list = rights.map(({ permission, by }) => `${permission} (${by.map((name) => `"${name}"`).join(', ')})`);
    return list.length === 0 ? [] : [{ subject: username, tokens: [username, list.join(', ')], fixTokens: [username] }];
  },
};
