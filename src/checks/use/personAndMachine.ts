import type { MachineSubject } from '../auditSubjects.ts';
import type { Check } from '../check.ts';

export const personAndMachine: Check<MachineSubject> = {
  id: 'person-and-machine',
  severity: 'warning',
  rule: ({ user: { username }, verdict, application }) =>
    verdict !== 'shared'
      ? []
      : [
          {
            subject: username,
            tokens: [username],
            fixTokens: [JSON.stringify(application ?? `${username} integration`)],
          },
        ],
};
