import { assignment, orgUser, USER_ID, USERNAME } from '../snapshot.ts';
import { holder, type ProblemCase } from './case.ts';

export const OF_USERS: readonly ProblemCase[] = [
  {
    id: 'userInactive',
    severity: 'error',
    subject: USERNAME,
    tokens: [USERNAME],
    fix: [USERNAME],
    when: { account: 'existing', state: { users: [orgUser(USERNAME, { isActive: false })] } },
    notWhen: [
      { account: 'existing', state: { users: [orgUser(USERNAME)] } },
      { state: { users: [orgUser(USERNAME, { isActive: false })] } },
    ],
  },
  {
    id: 'defaultUsernameTaken',
    severity: 'error',
    subject: USERNAME,
    tokens: [USERNAME, 'Zoom Other'],
    fix: [USERNAME],
    when: { withoutUsername: true, state: { ...holder, users: [orgUser(USERNAME, { lastName: 'Zoom Other' })] } },
    notWhen: [
      { state: { ...holder, users: [orgUser(USERNAME, { lastName: 'Zoom Other' })] } },
      { withoutUsername: true, state: { ...holder, users: [orgUser(USERNAME, { lastName: 'ZOOM' })] } },
      { withoutUsername: true },
    ],
  },
  {
    id: 'assignmentNotListed',
    severity: 'warning',
    subject: 'Foreign',
    tokens: [USERNAME, 'Foreign'],
    when: { state: { ...holder, setAssignments: [assignment(USER_ID, '0PSForeign')] }, options: { own: true } },
    notWhen: [
      { state: { ...holder, setAssignments: [assignment(USER_ID, '0PSForeign')] } },
      {
        state: { ...holder, setAssignments: [assignment(USER_ID, '0PSForeign')] },
        options: { own: true, prune: true },
      },
      { state: { ...holder, setAssignments: [assignment('005other', '0PSForeign')] }, options: { own: true } },
      {
        state: { ...holder, setAssignments: [assignment(USER_ID, '0PSX', { ownedByProfile: true })] },
        options: { own: true },
      },
    ],
  },
  {
    id: 'userOnOtherLicense',
    severity: 'error',
    subject: USERNAME,
    tokens: [USERNAME, 'Salesforce'],
    fix: [USERNAME],
    when: { state: { users: [orgUser(USERNAME, { license: 'Salesforce' })] } },
    notWhen: [{}, { state: holder }],
  },
  {
    id: 'emailOfCaller',
    severity: 'warning',
    subject: 'without@acme.integration',
    tokens: ['admin@acme.com'],
    when: { withoutEmail: true, username: 'without@acme.integration' },
    notWhen: [{}, { withoutEmail: true, username: USERNAME, state: holder }],
  },
];
