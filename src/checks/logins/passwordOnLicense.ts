import type { MachineSubject } from '../auditSubjects.ts';
import type { Check } from '../check.ts';

/** Like password-flow, for a user who gets no app of its own before it has moved. */
export const passwordOnLicense: Check<MachineSubject> = {
  id: 'password-on-license',
  severity: 'warning',
  rule: ({ user: { username }, verdict, passwordLogins = [] }) =>
    verdict !== 'machine'
      ? []
      : passwordLogins.map(({ way, application, lastUsed }) => ({
          subject: application === '' ? way : application,
          tokens: [username, way, application === '' ? '-' : application, lastUsed.slice(0, 10)],
          fixTokens: [username, username],
        })),
};
