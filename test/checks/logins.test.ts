import { certificateEnded } from '../../src/checks/logins/certificateEnded.ts';
import { certificateEndsSoon } from '../../src/checks/logins/certificateEndsSoon.ts';
import { certificatesUnread } from '../../src/checks/logins/certificatesUnread.ts';
import { loginIpRanges } from '../../src/checks/logins/loginIpRanges.ts';
import { noLoginIpRanges } from '../../src/checks/logins/noLoginIpRanges.ts';
import { passwordExpires } from '../../src/checks/logins/passwordExpires.ts';
import { passwordFlow } from '../../src/checks/logins/passwordFlow.ts';
import { passwordPolicy } from '../../src/checks/logins/passwordPolicy.ts';
import { profileUnread } from '../../src/checks/drift/profileUnread.ts';
import type { Proof } from '../../src/checks/proof.ts';
import { severalApplications } from '../../src/checks/use/severalApplications.ts';
import { sharedApplication } from '../../src/checks/use/sharedApplication.ts';
import { POLICY, PROFILE_NAME, proof, USERNAME } from './proof.ts';
import { testChecks, type Case } from './table.ts';

const given = (more: Partial<Proof>): Proof => proof({ proof: more });
const certificate = (ends: string): Partial<Proof> => ({
  certificates: { apps: [{ app: 'App', ends: new Date(ends) }], reason: undefined },
});
const ERP = { name: 'ERP', lastUsed: undefined };
const CRM = { name: 'CRM', lastUsed: '2026-06-01T00:00:00Z' };
const RANGES = Array.from({ length: 11 }, (_, index) => `192.0.2.${String(index)} - 192.0.2.${String(index)}`);

describe('the checks of applications and logins', () => {
  const cases: readonly Case<Partial<Proof>>[] = [
    ['logins that nobody may read', { applications: undefined, usersOfApplications: new Map([['erp', 2]]) }, []],
    ['one application', { applications: [CRM] }, []],
    [
      'two applications, the one known by a token that was never used',
      { applications: [ERP, CRM] },
      [[`warning several-applications ${USERNAME}`, [USERNAME, '2', '"ERP", "CRM" (2026-06-01)']]],
    ],
    [
      'an application of another user too, whatever the case of its name',
      { applications: [ERP], usersOfApplications: new Map([['erp', 2]]) },
      [['warning shared-application ERP', [USERNAME, 'ERP', '2'], [USERNAME]]],
    ],
    [
      'an application of this user alone',
      {
        applications: [ERP],
        usersOfApplications: new Map([
          ['erp', 1],
          ['crm', 5],
        ]),
      },
      [],
    ],
    [
      'an application of which nobody knows who else has it',
      { applications: [ERP], usersOfApplications: new Map() },
      [],
    ],
    [
      'logins with a password, also where no application is named',
      {
        passwordLogins: [
          { way: 'OAuth Username-Password', application: 'ERP', lastUsed: '2026-06-01T00:00:00Z' },
          { way: 'Other Apex API', application: '', lastUsed: '2026-06-02T00:00:00Z' },
        ],
      },
      [
        ['warning password-flow ERP', [USERNAME, 'OAuth Username-Password', 'ERP', '2026-06-01'], [USERNAME]],
        ['warning password-flow Other Apex API', [USERNAME, 'Other Apex API', '-', '2026-06-02'], [USERNAME]],
      ],
    ],
  ];
  testChecks([severalApplications, sharedApplication, passwordFlow], given, cases);
});

describe('the checks of certificates', () => {
  const cases: readonly Case<Partial<Proof>>[] = [
    [
      'one that ended a second ago',
      certificate('2026-06-30T07:59:59Z'),
      [['error certificate-ended App', ['App', USERNAME, '2026-06-30'], [USERNAME]]],
    ],
    [
      'one that ends now',
      certificate('2026-06-30T08:00:00Z'),
      [['warning certificate-ends-soon App', ['App', USERNAME, '2026-06-30'], [USERNAME]]],
    ],
    [
      'one that ends in 30 days',
      certificate('2026-07-31T07:59:59Z'),
      [['warning certificate-ends-soon App', ['App', USERNAME, '2026-07-31'], [USERNAME]]],
    ],
    ['one that ends in 31 days', certificate('2026-07-31T08:00:00Z'), []],
    [
      'some that could not be read',
      { certificates: { apps: [], reason: 'no Metadata API' } },
      [[`info certificates-unread ${USERNAME}`, [USERNAME, 'no Metadata API']]],
    ],
  ];
  testChecks([certificateEnded, certificateEndsSoon, certificatesUnread], given, cases);
});

describe('the checks of the password', () => {
  const cases: readonly Case<Partial<Proof>>[] = [
    ['a password that a permission keeps from expiring', { passwordPolicy: undefined }, []],
    [
      'a password that expires',
      { passwordPolicy: { ...POLICY, says: 'passwordExpiration 90', days: 90 } },
      [
        [`warning password-expires ${PROFILE_NAME}`, [USERNAME, '90', 'the policy'], ['Setup']],
        [`info password-policy ${PROFILE_NAME}`, [USERNAME, 'the policy', 'passwordExpiration 90'], ['Setup']],
      ],
    ],
    [
      'a password that the policy lets live, told with the policy',
      { passwordPolicy: POLICY },
      [[`info password-policy ${PROFILE_NAME}`, [USERNAME, 'the policy', 'passwordExpiration 0'], ['Setup']]],
    ],
    [
      'a policy of which nobody knows when the password expires',
      { passwordPolicy: { ...POLICY, days: undefined } },
      [[`info password-policy ${PROFILE_NAME}`, [USERNAME, 'the policy', 'passwordExpiration 0'], ['Setup']]],
    ],
  ];
  testChecks([passwordExpires, passwordPolicy], given, cases);
});

describe('the checks of the addresses of logins', () => {
  const cases: readonly Case<Partial<Proof>>[] = [
    [
      'a profile with ranges, of many the first ten',
      { profileSettings: { ipRanges: RANGES, reason: undefined } },
      [
        [
          `info login-ip-ranges ${PROFILE_NAME}`,
          [USERNAME, `${RANGES.slice(0, 10).join(', ')}, ...`, PROFILE_NAME],
          [PROFILE_NAME],
        ],
      ],
    ],
    [
      'a profile with ten ranges, all of them',
      { profileSettings: { ipRanges: RANGES.slice(0, 10), reason: undefined } },
      [
        [
          `info login-ip-ranges ${PROFILE_NAME}`,
          [USERNAME, RANGES.slice(0, 10).join(', '), PROFILE_NAME],
          [PROFILE_NAME],
        ],
      ],
    ],
    [
      'a profile without ranges',
      { profileSettings: { ipRanges: [], reason: undefined } },
      [[`info login-from-anywhere ${PROFILE_NAME}`, [USERNAME, PROFILE_NAME], [PROFILE_NAME]]],
    ],
    [
      'a profile that could not be read',
      { profileSettings: { ipRanges: [], reason: 'no Metadata API' } },
      [[`info profile-settings-unread ${PROFILE_NAME}`, [PROFILE_NAME, 'no Metadata API'], [PROFILE_NAME]]],
    ],
  ];
  testChecks([loginIpRanges, noLoginIpRanges, profileUnread], given, cases);
});
