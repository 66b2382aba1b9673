// Over 300 lines: one table with cases of the checks, over one inventory.
import { expect } from 'chai';
import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import { DEFINITION_CHECKS } from '../../src/checks/definitionChecks.ts';
import { withNeeds } from '../../src/checks/permissionNeeds.ts';
import type { OwnSession, Proof } from '../../src/checks/proof.ts';
import { runChecks } from '../../src/checks/runChecks.ts';
import { STANDARD_OBJECTS } from '../../src/checks/standardObjects.ts';
import { STANDARD_PERMISSIONS } from '../../src/checks/standardPermissions.ts';
import { VERIFY_CHECKS, VERIFY_ORG_CHECKS } from '../../src/checks/verifyChecks.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import { resolve } from '../../src/definition/resolve.ts';
import type { Inventory, InventoryUser } from '../../src/org/inventory.ts';
import { expectedOf } from '../../src/verify/expected.ts';
import { group, holding, inventory, set, user } from '../access/inventory.ts';

const NOT_TRIED = { outcome: 'skipped', object: undefined, reason: '' } as const;
const OWN: OwnSession = {
  username: 'zoominfo@acme.integration',
  sameOrg: true,
  refused: undefined,
  seen: new Map([
    ['account', { name: 'Account', create: false, edit: false, delete: false, fields: new Map<string, boolean>() }],
  ]),
  queryable: [],
  write: { outcome: 'worked', object: 'Account', reason: '' },
  query: { outcome: 'refused', object: 'Case', reason: '' },
};

const POLICY = { of: 'the policy', where: 'Setup', says: 'passwordExpiration 0', days: 0 };

/** A user as it should be, with all that `verify` knows of it. */
function proof(more: {
  readonly held?: Partial<InventoryUser>;
  readonly of?: Inventory;
  readonly definition?: Partial<RawUser>;
  readonly proof?: Partial<Proof>;
}): Proof {
  const of = more.of ?? inventory();
  const subject = user(more.held);
  const raw = { name: 'ZoomInfo', profile: { name: 'Integration API Only', permissions: [] }, ...more.definition };
  const defined = more.definition && resolve({ users: [raw] }).definition.users[0];
  return {
    user: subject,
    access: effectiveAccess(subject, of),
    inventory: of,
    unusedDays: 90,
    expected: defined && expectedOf(defined, of.schema, ({ id }) => id),
    applications: [],
    certificates: { apps: [], reason: undefined },
    said: { objects: new Map(), fields: new Map(), reason: undefined },
    profileSettings: { ipRanges: ['192.0.2.1 - 192.0.2.9'], reason: undefined },
    passwordPolicy: POLICY,
    recordTypes: undefined,
    own: OWN,
    ...more.proof,
  };
}

const found = (subject: Proof): string[] =>
  runChecks(VERIFY_CHECKS, subject).map(({ id, subject: of }) => `${id} ${of}`);
const USUAL = ['password-policy Integration API Only', 'login-ip-ranges Integration API Only'];
const besides = (subject: Proof): string[] => found(subject).filter((text) => !USUAL.includes(text));
const READ = inventory([set({ id: 'Read', objects: { Account: ['read'] } })]);
const ACCOUNT: RawPermissionSet = { name: 'Read', objects: { Account: { access: ['read'] } } };

describe('the checks of verify', () => {
  const cases: readonly (readonly [name: string, subject: Proof, found: readonly string[]])[] = [
    ['nothing where all is well', proof({}), []],
    [
      'a password that expires',
      proof({ proof: { passwordPolicy: { ...POLICY, days: 90 } } }),
      ['password-expires Integration API Only'],
    ],
    [
      'nothing of a password of which nobody knows when it expires',
      proof({ proof: { passwordPolicy: { ...POLICY, days: undefined } } }),
      [],
    ],
    [
      'nothing where the definition is met',
      proof({ held: holding('Read'), of: READ, definition: { permissionSet: ACCOUNT } }),
      [],
    ],
    [
      'nothing that a set gives which the definition lists',
      proof({ held: holding('Read'), of: READ, definition: { permissionSet: 'none', permissionSets: ['read'] } }),
      [],
    ],
    [
      'nothing that a group gives which the definition lists',
      proof({
        held: { groups: [{ id: 'Sync', expires: undefined }] },
        of: inventory([set({ id: 'Read', objects: { Account: ['read'] } })], {
          groups: [group({ id: 'Sync', setIds: ['Read'] })],
        }),
        definition: { permissionSet: 'none', permissionSetGroups: ['Sync'] },
      }),
      [],
    ],
    [
      'what a profile gives beyond the definition, but not the surveys that come with it',
      proof({
        of: inventory([
          set({
            id: 'profile',
            kind: 'profile',
            name: 'Integration API Only',
            userPermissions: ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'],
            objects: { Survey: ['read'], Invoice__c: ['read'] },
          }),
        ]),
        definition: { permissionSet: 'none' },
      }),
      ['extra-object-right Invoice__c=read'],
    ],
    [
      'no permission that comes with one of the definition',
      proof({
        held: holding('Setup'),
        of: inventory([set({ id: 'Setup', userPermissions: ['ViewSetup', 'ViewRoles'] })]),
        definition: { permissionSet: { name: 'Setup', userPermissions: ['ViewSetup'] } },
      }),
      ['permission-brings-others ViewSetup'],
    ],
    [
      'no default permission that nothing could hold',
      proof({ definition: { profile: { name: 'Integration API Only' }, permissionSet: 'none' } }),
      [],
    ],
    [
      'the other standard profile',
      proof({
        definition: {
          profile: { name: 'Minimum Access - API Only Integrations', permissions: [] },
          permissionSet: 'none',
        },
      }),
      ['profile-differs Integration API Only'],
    ],
    [
      'a set by a set in a group of Account Engagement',
      proof({
        held: { groups: [{ id: 'Sync', expires: undefined }] },
        of: inventory([set({ id: 'Pi', name: 'pi__Pardot' })], { groups: [group({ id: 'Sync', setIds: ['Pi'] })] }),
      }),
      ['account-engagement pi__Pardot'],
    ],
    [
      'applications that only one login or token tells of are one',
      proof({ proof: { applications: [{ name: 'ERP', lastUsed: undefined }] } }),
      [],
    ],
    [
      'two applications',
      proof({
        proof: {
          applications: [
            { name: 'ERP', lastUsed: undefined },
            { name: 'CRM', lastUsed: '2026-06-01T00:00:00Z' },
          ],
        },
      }),
      ['several-applications zoominfo@acme.integration'],
    ],
    [
      'a login with a password, and one that only an application without a name tells of',
      proof({
        proof: {
          passwordLogins: [
            { way: 'OAuth Username-Password', application: 'ERP', lastUsed: '2026-06-01T00:00:00Z' },
            { way: 'Other Apex API', application: '', lastUsed: '2026-06-02T00:00:00Z' },
          ],
        },
      }),
      ['password-flow ERP', 'password-flow Other Apex API'],
    ],
    [
      'an application that only this user has',
      proof({
        proof: {
          applications: [{ name: 'ERP', lastUsed: undefined }],
          usersOfApplications: new Map([
            ['erp', 1],
            ['crm', 5],
          ]),
        },
      }),
      [],
    ],
    [
      'an application that another user has, too',
      proof({
        proof: {
          applications: [{ name: 'ERP', lastUsed: undefined }],
          usersOfApplications: new Map([['erp', 2]]),
        },
      }),
      ['shared-application ERP'],
    ],
    ...(
      [
        ['2026-06-30T07:59:59Z', ['certificate-ended App']],
        ['2026-06-30T08:00:00Z', ['certificate-ends-soon App']],
        ['2026-07-30T08:00:00Z', ['certificate-ends-soon App']],
        ['2026-07-31T08:00:00Z', []],
      ] as const
    ).map(([ends, told]): [string, Proof, readonly string[]] => [
      `a certificate until ${ends}`,
      proof({ proof: { certificates: { apps: [{ app: 'App', ends: new Date(ends) }], reason: undefined } } }),
      told,
    ]),
    [
      'certificates that were not read',
      proof({ proof: { certificates: { apps: [], reason: 'why' } } }),
      ['certificates-unread zoominfo@acme.integration'],
    ],
    [
      'an org that denies and grants',
      proof({
        held: holding('Read'),
        of: READ,
        proof: {
          said: {
            objects: new Map([['Account', { read: false, create: true, edit: false, delete: false }]]),
            fields: new Map(),
            reason: undefined,
          },
        },
      }),
      ['org-denies-right Account=read', 'org-grants-right Account=create'],
    ],
    [
      'a session that was refused',
      proof({ proof: { own: { ...OWN, refused: 'Bad_OAuth_Token' } } }),
      ['own-session-refused zoominfo@acme.integration'],
    ],
    [
      'a session in another org',
      proof({ proof: { own: { ...OWN, sameOrg: false } } }),
      ['own-session-other-user zoominfo@acme.integration'],
    ],
    [
      'a write that was refused, and a query that was answered',
      proof({
        proof: {
          own: {
            ...OWN,
            write: { outcome: 'refused', object: 'Account', reason: 'no' },
            query: { outcome: 'worked', object: 'Case', reason: '' },
          },
        },
      }),
      ['own-session-write-refused Account', 'own-session-query-answered Case'],
    ],
    [
      'what was not tried',
      proof({ proof: { own: { ...OWN, write: NOT_TRIED, query: NOT_TRIED } } }),
      ['own-session-write-skipped zoominfo@acme.integration', 'own-session-query-skipped zoominfo@acme.integration'],
    ],
    [
      'what is held and not seen, and the other way round',
      proof({
        held: holding('Read'),
        of: READ,
        proof: { own: { ...OWN, seen: new Map(), queryable: ['Contact', 'User'] } },
      }),
      ['own-session-lacks Account=read', 'own-session-sees Contact'],
    ],
    [
      'a profile that could not be read',
      proof({ proof: { profileSettings: { ipRanges: [], reason: 'no' } } }),
      ['profile-settings-unread Integration API Only'],
    ],
    [
      'a profile without ranges',
      proof({ proof: { profileSettings: { ipRanges: [], reason: undefined } } }),
      ['login-from-anywhere Integration API Only'],
    ],
    ['logins that nobody may read', proof({ proof: { applications: undefined } }), []],
  ];
  for (const [name, subject, expected] of cases) {
    it(`find ${name}`, () => {
      expect(besides(subject)).to.deep.equal(expected);
    });
  }

  it('have ids that are there once, in kebab-case', () => {
    const ids = [...VERIFY_CHECKS, ...VERIFY_ORG_CHECKS, ...DEFINITION_CHECKS].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z]+(-[a-z]+)*$/.test(id))).to.deep.equal([]);
  });

  it('of the org tell what the caller may not read', () => {
    const tell = (of: Inventory): string[] =>
      runChecks(VERIFY_ORG_CHECKS, of).map(({ id, subject }) => `${id} ${subject}`);
    expect(tell(inventory([], { assignmentsVisible: false }))).to.deep.equal([
      'rights-not-readable PermissionSetAssignment',
    ]);
    expect(
      tell(
        inventory([], {
          refused: new Map([
            ['FieldPermissions', 'no'],
            ['UserLogin', 'no'],
          ]),
        }),
      ),
    ).to.deep.equal(['rights-not-readable FieldPermissions']);
    expect(tell(inventory())).to.deep.equal([]);
  });
});

describe('the checks of a definition alone', () => {
  const tell = (permissionSet: RawPermissionSet, profile = { permissions: [] as string[] }): string[] => {
    const { users } = resolve({ users: [{ name: 'ZoomInfo', profile, permissionSet }] }).definition;
    return users.flatMap((one) => runChecks(DEFINITION_CHECKS, one).map(({ id, subject }) => `${id} ${subject}`));
  };
  const object = (name: string, ...access: string[]): RawPermissionSet => ({ objects: { [name]: { access } } });
  const cases: readonly (readonly [string, RawPermissionSet, readonly string[]])[] = [
    ['an object of the standard', object('account', 'read'), []],
    ['a custom object', object('Whatever__c', 'read'), []],
    ['an object that there is nowhere', object('Acount', 'read'), ['defined-unknown-object Acount']],
    ['a permission of the standard', { userPermissions: ['RunReports'] }, []],
    ['a permission in another case', { userPermissions: ['runreports'] }, ['defined-unknown-permission runreports']],
    ['MFA for API logins', { userPermissions: ['TwoFactorApi'] }, ['defined-mfa-for-api TwoFactorApi']],
    [
      'a permission over the whole org without what it needs',
      { userPermissions: ['ViewAllData'] },
      ['defined-broad-permission ViewAllData', 'defined-permission-needs ViewAllData'],
    ],
    ['a permission with what it brings by itself', { userPermissions: ['ViewSetup'] }, []],
    [
      'Modify All with all that it needs',
      object('Account', 'read', 'edit', 'delete', 'viewAll', 'modifyAll'),
      ['defined-broad-object-right Account=modifyAll'],
    ],
    ['Edit without Read', object('Account', 'edit'), ['defined-implied-right Account=read']],
    ['a child without its parent', object('Order', 'read'), ['defined-parent-right Account=read']],
    ['a child with its parent', { objects: { Order: { access: ['read'] }, Account: { access: ['read'] } } }, []],
    [
      'fields without their object',
      { objects: { Account: { readFields: ['Website'] } } },
      ['defined-fields-without-object Account'],
    ],
    ['fields of an object that follows its parent', { objects: { OrderItem: { readFields: ['Quantity'] } } }, []],
  ];
  for (const [name, permissionSet, expected] of cases) {
    it(`find ${expected.length === 0 ? 'nothing in ' : ''}${name}`, () => {
      expect(tell(permissionSet)).to.deep.equal(expected);
    });
  }

  it('have a case each', () => {
    const ids = cases.flatMap(([, , expected]) => expected.map((text) => text.split(' ')[0]));
    expect(DEFINITION_CHECKS.map(({ id }) => id).filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it('look at the profile too', () => {
    expect(tell({}, { permissions: ['ManageRoles'] })).to.deep.equal(['defined-broad-permission ManageRoles']);
  });
});

describe('the names that ship with the plugin', () => {
  it('are those of the platform, found in any case', () => {
    expect([STANDARD_OBJECTS.size, STANDARD_PERMISSIONS.size]).to.deep.equal([2516, 1038]);
    expect(STANDARD_OBJECTS.get('opportunitylineitem')).to.equal('OpportunityLineItem');
    expect(STANDARD_PERMISSIONS.get('apiuseronly')).to.equal('ApiUserOnly');
    expect([...STANDARD_OBJECTS.values()].filter((name) => !/^[A-Z]\w*$/i.test(name))).to.deep.equal([]);
  });

  it('hold everything that the checks speak of', () => {
    expect(
      [...withNeeds(['ModifyAllData', 'ManageUsers'])].filter((name) => !STANDARD_PERMISSIONS.has(name.toLowerCase())),
    ).to.deep.equal([]);
  });
});
