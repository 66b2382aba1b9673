import type { MachineSubject } from '../auditSubjects.ts';
import type { Check } from '../check.ts';

export const machineOnLicense: Check<MachineSubject> = {
  id: 'machine-on-license',
  severity: 'warning',
  rule: ({ user: { username }, license, verdict, certainty }) =>
    verdict !== 'machine' || certainty === 'possible'
      ? []
      : [{ subject: username, tokens: [username, license], fixTokens: [username] }],
};
