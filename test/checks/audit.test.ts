import { MACHINE_CHECKS, SPREAD_CHECKS } from '../../src/checks/auditChecks.ts';
import type { MachineSubject, SpreadSubject } from '../../src/checks/auditSubjects.ts';
import { licenseNeeded } from '../../src/checks/licenses/licenseNeeded.ts';
import { licenseNotNeeded } from '../../src/checks/licenses/licenseNotNeeded.ts';
import type { Inventory } from '../../src/org/inventory/inventory.ts';
import { group, holding, inventory, license, PROFILE, PSL_ID, set, type SetParts } from '../access/inventory.ts';
import { proof, USERNAME, type Given } from './proof.ts';
import { testChecks } from './table.ts';

const MACHINE: MachineSubject = {
  user: { username: USERNAME },
  license: 'Salesforce',
  verdict: 'machine',
  certainty: 'certain',
  adminRights: [],
  application: undefined,
  applications: [],
};
const machine = (more: Partial<MachineSubject>): MachineSubject => ({ ...MACHINE, ...more });
const ON_LICENSE = [`warning machine-on-license ${USERNAME}`, [USERNAME, 'Salesforce'], [USERNAME]] as const;
const PASSWORD = {
  passwordLogins: [
    { way: 'OAuth Username-Password', application: 'ERP', lastUsed: '2026-06-01T00:00:00Z' },
    { way: 'Other Apex API', application: '', lastUsed: '2026-06-02T00:00:00Z' },
  ],
};

describe("the checks of a machine on a person's license", () => {
  testChecks(MACHINE_CHECKS, machine, [
    ['what is certainly a machine', {}, [ON_LICENSE]],
    ['what is likely a machine', { certainty: 'likely' }, [ON_LICENSE]],
    ['what is possibly a machine', { certainty: 'possible' }, []],
    ['a person, and logins with a password', { verdict: 'person', ...PASSWORD }, []],
    [
      'a user that a person and a machine share, by an application',
      { verdict: 'shared', application: 'Data "X"' },
      [[`warning person-and-machine ${USERNAME}`, [USERNAME], ['"Data \\"X\\""']]],
    ],
    [
      'a user that a person and a machine share, by whatever application',
      { verdict: 'shared' },
      [[`warning person-and-machine ${USERNAME}`, [USERNAME], [`"${USERNAME} integration"`]]],
    ],
    [
      'rights of an administrator, with all that gives them',
      {
        verdict: 'unclear',
        adminRights: [
          { permission: 'ModifyAllData', by: ['Admin', 'All'] },
          { permission: 'AuthorApex', by: ['Admin'] },
        ],
      },
      [
        [
          `warning admin-rights ${USERNAME}`,
          [USERNAME, 'ModifyAllData ("Admin", "All"), AuthorApex ("Admin")'],
          [USERNAME],
        ],
      ],
    ],
    [
      'several applications',
      { verdict: 'person', applications: ['ERP', 'CRM'].map((name) => ({ name, lastUsed: undefined })) },
      [[`warning several-applications ${USERNAME}`, [USERNAME, '2', '"ERP", "CRM"']]],
    ],
    [
      'logins of a machine with a password',
      PASSWORD,
      [
        ON_LICENSE,
        [
          'warning password-on-license ERP',
          [USERNAME, 'OAuth Username-Password', 'ERP', '2026-06-01'],
          [USERNAME, USERNAME],
        ],
        [
          'warning password-on-license Other Apex API',
          [USERNAME, 'Other Apex API', '-', '2026-06-02'],
          [USERNAME, USERNAME],
        ],
      ],
    ],
  ]);
});

describe('the checks of an application', () => {
  const users = Array.from({ length: 6 }, (_, index) => `machine${String(index)}@acme.com`);
  testChecks(SPREAD_CHECKS, (usernames: readonly string[]): SpreadSubject => ({ application: 'ERP', usernames }), [
    ['one user', users.slice(0, 1), []],
    ['two users', users.slice(0, 2), [['info application-spread ERP', ['ERP', '2', users.slice(0, 2).join(', ')]]]],
    [
      'six users, of whom five are named',
      users,
      [['info application-spread ERP', ['ERP', '6', `${users.slice(0, 5).join(', ')}, ...`]]],
    ],
  ]);
});

describe('the checks of the permission set license', () => {
  const WITHOUT = [
    `error permission-set-license ${USERNAME}`,
    [USERNAME],
    [USERNAME, 'SalesforceAPIIntegrationPsl'],
  ] as const;
  const IDLE = [`info license-not-needed ${USERNAME}`, [USERNAME, 'Salesforce API Integration'], [USERNAME]] as const;
  const hasNone = { licenseIds: [] };
  /** The user holds a set that allows this. */
  const holds = (parts: Omit<SetParts, 'id'>, more: Given['held'] = {}): Given => ({
    held: { ...holding('Set'), ...more },
    org: inventory([set({ id: 'Set', ...parts })]),
  });
  const refused = (...names: string[]): Inventory =>
    inventory([], { refused: new Map(names.map((name) => [name, 'no'])) });

  testChecks([licenseNeeded, licenseNotNeeded], proof, [
    ['a user with nothing beside its profile, and without it', { held: hasNone }, []],
    ['a user with nothing beside its profile, who has it', {}, [IDLE]],
    ['one who is inactive and has it', { held: { isActive: false } }, []],
    ['one on another license who has it', { held: { license: 'Salesforce' } }, []],
    ['one whose licenses nobody may see', { held: { licenseIds: undefined } }, []],
    [
      'one who has another license beside it',
      {
        held: { licenseIds: ['0PL'] },
        org: inventory([], { licenses: new Map([['0PL', license({ id: '0PL', developerName: 'SalesPsl' })]]) }),
      },
      [],
    ],

    ['a standard object, with it', holds({ objects: { Account: ['read'] } }), []],
    ['a standard object, without it', holds({ objects: { Account: ['read'] } }, hasNone), [WITHOUT]],
    ['a standard object without any right, with it', holds({ objects: { Account: [] } }), [IDLE]],
    [
      'custom objects, surveys, and what the user license has by itself, with it',
      holds({
        objects: { Invoice__c: ['read'], Survey: ['read'] },
        userPermissions: ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'],
      }),
      [IDLE],
    ],
    [
      'a custom object beside a standard one, without it',
      holds({ objects: { Invoice__c: ['read'], Account: ['read'] } }, hasNone),
      [WITHOUT],
    ],
    ['a user permission, with it', holds({ userPermissions: ['RunReports'] }), []],
    [
      'a user permission beside one of the user license, without it',
      holds({ userPermissions: ['ApiEnabled', 'RunReports'] }, hasNone),
      [WITHOUT],
    ],
    ['an empty set on the license itself, with it', holds({ licenseId: PSL_ID }), []],
    ['an empty set on the license itself, without it', holds({ licenseId: PSL_ID }, hasNone), [WITHOUT]],
    [
      'an empty set on another license, with it',
      {
        held: { ...holding('Set'), licenseIds: ['0PL', PSL_ID] },
        org: inventory([set({ id: 'Set', licenseId: '0PL' })], {
          licenses: new Map([
            ['0PL', license({ id: '0PL', developerName: 'SalesPsl' })],
            [PSL_ID, license()],
          ]),
        }),
      },
      [IDLE],
    ],
    ['an empty set on the license of the user, with it', holds({ licenseId: '100000000000001' }), [IDLE]],
    [
      'empty sets on the license of the user and on none, in an org where nobody has it',
      {
        held: { ...holding('Set', 'Free'), ...hasNone },
        org: inventory([set({ id: 'Set', licenseId: '100000000000001' }), set({ id: 'Free' })], {
          licenses: new Map(),
        }),
      },
      [],
    ],
    ['a session-based set, which may need it in its session', holds({ needsActivation: true }), []],
    [
      'a set that has expired',
      holds({ objects: { Account: ['read'] } }, { sets: [{ id: 'Set', expires: '2026-06-01T00:00:00.000+0000' }] }),
      [IDLE],
    ],
    [
      'a standard object that a group mutes',
      {
        held: { groups: [{ id: 'Sync', expires: undefined }] },
        org: inventory(
          [
            set({ id: 'Set', objects: { Account: ['read'] } }),
            set({ id: 'Mute', kind: 'muting', objects: { Account: ['read'] } }),
          ],
          { groups: [group({ id: 'Sync', setIds: ['Set'], mutingIds: ['Mute'] })] },
        ),
      },
      [IDLE],
    ],
    [
      'a profile with standard objects, which holds what the user license lets it hold',
      {
        org: inventory([
          set({ ...PROFILE, objects: { Account: ['read'] }, fields: {}, userPermissions: ['RunReports'] }),
        ]),
      },
      [IDLE],
    ],
    ...[
      'PermissionSet',
      'PermissionSetAssignment',
      'ObjectPermissions',
      'PermissionSetGroupComponent',
      'PermissionSetLicenseAssign',
    ].map(
      (name) => [`a caller who may not read ${name}, so that nobody can tell`, { org: refused(name) }, []] as const,
    ),
    [
      'a caller who sees no assignments of others, who has it',
      { org: inventory([], { assignmentsVisible: false }) },
      [],
    ],
    [
      'a caller who sees no assignments of others, without it',
      { held: hasNone, org: inventory([], { assignmentsVisible: false }) },
      [WITHOUT],
    ],
  ]);
});
