// Over 300 lines: one table with a case for each check, which a test compares with the list of checks.
import { expect } from 'chai';
import { VERIFY_CHECKS, VERIFY_ORG_CHECKS } from '../../src/checks/verifyChecks.ts';
import { makeKeyPair } from '../../src/credential/certificate.ts';
import { requestToken } from '../../src/credential/token.ts';
import type { RawDefinition, RawPermissionSet } from '../../src/definition/raw.ts';
import { deployApp, wholeApp } from '../org/rest/apps/deployApp.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { administer, type Administrator } from './administer.ts';
import { APP } from './credentialing.ts';
import { fillSeats, idOf, licenseId, plantSet } from './change.ts';
import { policyOf } from './policyOf.ts';
import { DEFINITION, findings, inShort, makeUser } from './verified.ts';
import { PROFILE, SET, USERNAME } from './zoomInfo.ts';

/** What somebody does to the org or to the definition, and what `verify` then finds besides what it found before. */
type Case = {
  readonly name: string;
  readonly change?: (admin: Administrator, org: RunningOrg) => unknown;
  /** Instead of the permission set of the definition. */
  readonly set?: RawPermissionSet;
  readonly user?: Partial<RawDefinition['users'][number]>;
  readonly args?: readonly string[];
  readonly as?: string;
  readonly found: readonly string[];
};

const idOfSet = (org: RunningOrg, name = SET): string =>
  idOf(org, 'PermissionSet', { Name: name, NamespacePrefix: null });
const idOfUser = (org: RunningOrg, username = USERNAME): string => idOf(org, 'User', { Username: username });
const row = (org: RunningOrg, object: string, equal: Record<string, string>): string => idOf(org, object, equal);
const own = DEFINITION.users[0]?.permissionSet;
if (own === undefined) throw new Error('no definition');
const login = (org: RunningOrg, application: string, status = 'Success', more: Record<string, string> = {}): void => {
  org.org.store.insert('LoginHistory', {
    UserId: idOfUser(org),
    LoginTime: org.org.now().toISOString(),
    LoginType: 'Remote Access 2.0',
    Application: application,
    Status: status,
    SourceIp: '192.0.2.10',
    LoginUrl: 'login.salesforce.com',
    ...more,
  });
};
/** As an integration logs in. */
const logInByFlow = async (org: RunningOrg, username: string): Promise<void> => {
  const { consumerKey, consumerSecret } = org.clientCredentials(username);
  const answer = await requestToken(org.url, { type: 'client-credentials', consumerKey, consumerSecret });
  if (answer.outcome !== 'granted') throw new Error(JSON.stringify(answer));
};
/** An app with a certificate that ends after these days. */
const deployCertificate = async (org: RunningOrg, days: number, app = APP): Promise<void> => {
  const { certificate } = await makeKeyPair(app, days);
  const policy = { commaSeparatedPermissionSet: SET };
  const problems = await deployApp(org, app, wholeApp(app, { global: { certificate: certificate.pem }, policy }));
  if (problems.length > 0) throw new Error(problems.join());
};
const ownedSet = (org: RunningOrg): string =>
  idOf(org, 'PermissionSet', { ProfileId: idOf(org, 'Profile', { Name: PROFILE }) });

const letExpire = (admin: Administrator, org: RunningOrg): void => {
  admin.update('PermissionSet', idOfSet(org), { PermissionsPasswordNeverExpires: false });
};
/** They take a request, which leaves too few for the password policy, and for certificates. */
const { recordTypes: _, ...withoutRecordTypes } = own;

const cases: readonly Case[] = [
  {
    name: 'an inactive user',
    change: (admin, org) => admin.update('User', idOfUser(org), { IsActive: false }),
    found: [`user-active ${USERNAME}`],
  },
  {
    name: 'a frozen user',
    change: (admin, org) =>
      admin.update('UserLogin', row(org, 'UserLogin', { UserId: idOfUser(org) }), { IsFrozen: true }),
    found: [`user-frozen ${USERNAME}`],
  },
  {
    name: 'a license that is gone, and with it what it carried',
    change: (_, org) => {
      for (const { Id, AssigneeId } of org.org.store.find('PermissionSetLicenseAssign'))
        if (AssigneeId === idOfUser(org)) org.org.store.delete('PermissionSetLicenseAssign', String(Id));
    },
    found: [
      `permission-set-license ${USERNAME}`,
      `set-not-carried ${SET}`,
      'set-not-carried Account_Read',
      'missing-object-right Account=read',
      'missing-object-right Account=create',
      'missing-object-right Account=edit',
      'missing-field-right Account.Industry=read',
      'missing-field-right Account.Website=edit',
      'missing-user-permission EditTask',
      'missing-user-permission PasswordNeverExpires',
      `password-policy ${PROFILE}`,
    ],
  },
  {
    name: 'a profile without the API and open to the user interface',
    change: (_, org) => {
      org.org.store.update('PermissionSet', ownedSet(org), { PermissionsApiEnabled: 0, PermissionsApiUserOnly: 0 });
    },
    found: [`api-enabled ${USERNAME}`, `api-only ${USERNAME}`],
  },
  {
    name: 'MFA for API logins by a set',
    change: (_, org) => {
      org.org.store.update('PermissionSet', idOfSet(org, 'Existing_Set'), { PermissionsTwoFactorApi: 1 });
      org.org.store.update(
        'PermissionSetLicense',
        idOf(org, 'PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' }),
        {
          MaximumPermissionsTwoFactorApi: 1,
        },
      );
    },
    found: [`mfa-for-api ${USERNAME}`],
  },
  {
    name: 'a dangerous user permission, with those that come with it',
    change: (admin) =>
      admin.assign(
        USERNAME,
        admin.permissionSet('Broad', ['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup']),
      ),
    found: [
      'broad-permission ViewAllData',
      ...['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup'].map((name) => `extra-user-permission ${name}`),
      'extra-assignment PermissionSet Broad',
      'permission-brings-others ViewAllData',
      'permission-brings-others ViewSetup',
    ],
  },
  {
    name: 'a dangerous right on an object, beyond the definition',
    change: (admin) => admin.assign(USERNAME, admin.permissionSet('Wide', [], { Contact: ['Read', 'ViewAllRecords'] })),
    found: [
      'broad-object-right Contact',
      'extra-object-right Contact=read',
      'extra-object-right Contact=viewAll',
      'extra-assignment PermissionSet Wide',
    ],
  },
  {
    name: 'a password that may expire',
    change: (admin, org) => admin.update('PermissionSet', idOfSet(org), { PermissionsPasswordNeverExpires: false }),
    found: ['missing-user-permission PasswordNeverExpires', `password-policy ${PROFILE}`],
  },
  {
    name: 'a password that expires by the policy of the org',
    change: letExpire,
    set: withoutRecordTypes,
    found: [
      'missing-user-permission PasswordNeverExpires',
      `password-expires ${PROFILE}`,
      `password-policy ${PROFILE}`,
    ],
  },
  {
    name: 'a password that does not expire by the policy of the profile',
    change: (admin, org) => {
      letExpire(admin, org);
      admin.upsert('ProfilePasswordPolicy', 'PT1_profilePasswordPolicy1', policyOf(PROFILE, 0));
    },
    set: withoutRecordTypes,
    found: ['missing-user-permission PasswordNeverExpires', `password-policy ${PROFILE}`],
  },
  {
    name: 'a user that nobody uses',
    change: (_, org) => org.org.store.update('User', idOfUser(org), { LastLoginDate: '2020-01-01T00:00:00.000Z' }),
    found: [`unused ${USERNAME}`],
  },
  {
    name: 'a user that nobody has used yet',
    change: (_, org) => {
      const { db } = org.org.store;
      db.exec(`UPDATE "User" SET "CreatedDate" = '2020-01-01T00:00:00.000Z' WHERE "Id" = '${idOfUser(org)}'`);
    },
    found: [`never-used ${USERNAME}`],
  },
  {
    name: 'another profile',
    change: (admin, org) =>
      admin.update('User', idOfUser(org), {
        ProfileId: idOf(org, 'Profile', { Name: 'Minimum Access - API Only Integrations' }),
      }),
    found: [
      'profile-differs Minimum Access - API Only Integrations',
      'login-from-anywhere Minimum Access - API Only Integrations',
    ],
  },
  {
    name: 'a right on an object that somebody took away',
    change: (admin, org) =>
      admin.update(
        'ObjectPermissions',
        row(org, 'ObjectPermissions', { ParentId: idOfSet(org), SobjectType: 'Account' }),
        {
          PermissionsCreate: false,
        },
      ),
    found: ['missing-object-right Account=create'],
  },
  {
    name: 'a definition that lets edit a field, but not its object',
    set: {
      ...own,
      objects: { ...own.objects, Contact: { access: ['read'], readFields: ['Phone'], editFields: ['Email'] } },
    },
    change: (admin, org) => {
      const parent = { ParentId: idOfSet(org), SobjectType: 'Contact' };
      admin.insert('ObjectPermissions', { ...parent, PermissionsRead: true });
      admin.insert('FieldPermissions', { ...parent, Field: 'Contact.Phone', PermissionsRead: true });
      admin.insert('FieldPermissions', {
        ...parent,
        ...{ Field: 'Contact.Email', PermissionsRead: true, PermissionsEdit: true },
      });
    },
    found: ['field-edit-without-effect Contact'],
  },
  {
    name: 'a right on a field that somebody took away',
    change: (admin, org) =>
      admin.remove(
        'FieldPermissions',
        row(org, 'FieldPermissions', { ParentId: idOfSet(org), Field: 'Account.Website' }),
      ),
    found: ['missing-field-right Account.Website=edit'],
  },
  {
    name: 'a field right that somebody added',
    change: (admin, org) =>
      admin.insert('FieldPermissions', {
        ParentId: idOfSet(org),
        SobjectType: 'Account',
        Field: 'Account.Phone',
        PermissionsRead: true,
        PermissionsEdit: true,
      }),
    found: ['extra-field-right Account.Phone=edit'],
  },
  {
    name: 'access to a class, a permission, a flow that somebody took away',
    change: (_, org) => {
      for (const { Id } of org.org.store.find('SetupEntityAccess', { ParentId: idOfSet(org) }))
        org.org.store.delete('SetupEntityAccess', String(Id));
    },
    found: [
      'missing-setup-access ApexClass ZoomInfoInbound',
      'missing-setup-access CustomPermission Skip_Validation',
      'missing-setup-access FlowDefinition Sync_Orders',
      'missing-setup-access NamedCredential Warehouse',
      'missing-setup-access ConnectedApplication ERP Connector',
    ],
  },
  {
    name: 'access to a class that somebody added',
    change: (admin, org) =>
      admin.insert('SetupEntityAccess', {
        ParentId: idOfSet(org),
        SetupEntityId: idOf(org, 'CustomPermission', { DeveloperName: 'Bypass_Triggers' }),
      }),
    found: ['extra-setup-access CustomPermission Bypass_Triggers'],
  },
  {
    name: 'a record type that the set does not show',
    set: { ...own, recordTypes: ['Account.Partner', 'Account.Customer'] },
    found: ['missing-record-type Account.Customer'],
  },
  {
    name: 'a record type beyond the definition',
    set: { ...own, recordTypes: [] },
    found: ['extra-record-type Account.Partner'],
  },
  {
    name: 'an assignment that somebody took away',
    change: (admin, org) =>
      admin.remove(
        'PermissionSetAssignment',
        row(org, 'PermissionSetAssignment', {
          AssigneeId: idOfUser(org),
          PermissionSetId: idOfSet(org, 'Existing_Set'),
        }),
      ),
    found: ['missing-assignment PermissionSet Existing_Set'],
  },
  {
    name: 'an object that no org has',
    set: { ...own, objects: { ...own.objects, Acount: { access: ['read'] } } },
    found: ['definition-unknown Acount'],
  },
  {
    name: 'two applications, one of which only has a token',
    change: (_, org) => {
      login(org, 'ZoomInfo');
      login(org, 'Tried', 'Invalid Password');
      org.org.store.insert('OauthToken', { UserId: idOfUser(org), AppName: 'Data Loader', UseCount: 1 });
    },
    found: [`several-applications ${USERNAME}`],
  },
  {
    name: 'one application by two ways',
    change: (_, org) => {
      login(org, 'ZoomInfo');
      org.org.store.insert('OauthToken', { UserId: idOfUser(org), AppName: 'ZoomInfo', UseCount: 1 });
    },
    found: [],
  },
  {
    name: 'a login with a password',
    change: (_, org) => login(org, 'Legacy', 'Success', { LoginSubType: 'OAuth Username-Password' }),
    found: ['password-flow Legacy'],
  },
  {
    name: 'a login with a password that failed, and one without a password',
    change: (_, org) => {
      login(org, 'Legacy', 'Invalid Password', { LoginSubType: 'OAuth Username-Password' });
      login(org, 'Legacy', 'Success', { LoginSubType: 'OAuth Client Credentials' });
    },
    found: [],
  },
  {
    name: 'an application that logs in as two integration users',
    change: async (_, org) => {
      await logInByFlow(org, USERNAME);
      await logInByFlow(org, 'warehouse@example.com');
    },
    found: ['shared-application Simulated Integration'],
  },
  {
    name: 'an application that logs in as one integration user',
    change: (_, org) => logInByFlow(org, USERNAME),
    found: [],
  },
  {
    name: 'a certificate that has ended',
    change: (_, org) => deployCertificate(org, -0.5),
    set: withoutRecordTypes,
    found: [`certificate-ended ${APP}`],
  },
  {
    name: 'a certificate that ends in ten days',
    change: (_, org) => deployCertificate(org, 10),
    set: withoutRecordTypes,
    found: [`certificate-ends-soon ${APP}`],
  },
  {
    name: 'a certificate that holds for long',
    change: (_, org) => deployCertificate(org, 300),
    set: withoutRecordTypes,
    found: [],
  },
  {
    name: 'certificates that were not read, as record types took the request for it',
    change: (_, org) => deployCertificate(org, 300),
    found: [`certificates-unread ${USERNAME}`],
  },
  {
    name: 'the connector of Account Engagement',
    change: (admin, org) =>
      admin.assign(USERNAME, idOf(org, 'PermissionSet', { Name: 'Pardot_Connector_User', NamespacePrefix: 'pi' })),
    found: [
      'extra-object-right Contact=read',
      'extra-object-right Contact=edit',
      'extra-object-right Lead=read',
      'extra-object-right Lead=edit',
      'extra-assignment PermissionSet pi__Pardot_Connector_User',
      'account-engagement pi__Pardot_Connector_User',
    ],
  },
  {
    name: 'the last seat taken',
    change: (_, org) => fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration')),
    found: ['seats-nearly-gone Salesforce Integration'],
  },
  {
    name: 'an org that says otherwise',
    change: (_, org) => {
      const user = { UserId: idOfUser(org) };
      const field = (name: string) => ({ ...user, DurableId: `${name}.${idOfUser(org)}` });
      org.org.store.insert('UserFieldAccess', { ...field('Account.Website'), IsAccessible: 1, IsUpdatable: 0 });
      org.org.store.insert('UserFieldAccess', { ...field('Account.Industry'), IsAccessible: 1, IsUpdatable: 1 });
    },
    found: ['org-denies-right Account.Website=edit', 'org-grants-right Account.Industry=edit'],
  },
  {
    name: 'a set of another license',
    change: (_, org) => {
      const id = plantSet(org, { Name: 'Sales_Only', LicenseId: licenseId(org, 'Salesforce') });
      org.org.store.insert('PermissionSetAssignment', { AssigneeId: idOfUser(org), PermissionSetId: id });
    },
    found: ['set-not-carried Sales_Only', 'extra-assignment PermissionSet Sales_Only'],
  },
  {
    name: 'a session of somebody else',
    as: 'warehouse@example.com',
    found: ['own-session-other-user warehouse@example.com'],
  },
  {
    name: 'a right that the own session lacks',
    as: USERNAME,
    set: { ...own, objects: { ...own.objects, Contact: { access: ['read'], readFields: ['Email'] } } },
    found: [
      'missing-object-right Contact=read',
      'missing-field-right Contact.Email=read',
      'own-session-lacks Contact=read',
    ],
  },
  {
    name: 'a record that the own session may not create',
    as: USERNAME,
    change: (admin, org) => {
      const equal = { ParentId: idOfSet(org), SobjectType: 'Account' };
      admin.update('ObjectPermissions', row(org, 'ObjectPermissions', equal), { PermissionsCreate: false });
    },
    found: [
      'missing-object-right Account=create',
      'own-session-lacks Account=create',
      'own-session-write-refused Account',
    ],
  },
  {
    name: 'rights that the own session has beyond the definition',
    as: USERNAME,
    change: (admin, org) => {
      admin.assign(
        USERNAME,
        admin.permissionSet('More', [], { Account: ['Read', 'Edit', 'Delete'], Opportunity: ['Read'] }),
      );
      admin.insert('FieldPermissions', {
        ParentId: idOfSet(org),
        SobjectType: 'Account',
        Field: 'Account.Phone',
        PermissionsRead: true,
        PermissionsEdit: true,
      });
    },
    found: [
      'extra-object-right Account=delete',
      'extra-object-right Opportunity=read',
      'extra-field-right Account.Phone=edit',
      'extra-assignment PermissionSet More',
      'own-session-exceeds Account=delete',
      'own-session-exceeds Account.Phone=edit',
      'own-session-sees Opportunity',
      'own-session-query-answered Opportunity',
    ],
  },
  {
    name: 'a definition in which nothing may be created',
    as: USERNAME,
    set: {
      ...own,
      objects: { Account: { ...own.objects.Account, access: ['read', 'edit'] }, Invoice__c: own.objects.Invoice__c },
    },
    user: { permissionSets: [], permissionSetGroups: [] },
    change: (admin, org) => {
      for (const { Id, PermissionSetId, PermissionSetGroupId } of org.org.store.find('PermissionSetAssignment', {
        AssigneeId: idOfUser(org),
      }))
        if (PermissionSetGroupId !== null || PermissionSetId === idOfSet(org, 'Existing_Set'))
          admin.remove('PermissionSetAssignment', String(Id));
      admin.update(
        'ObjectPermissions',
        row(org, 'ObjectPermissions', { ParentId: idOfSet(org), SobjectType: 'Account' }),
        {
          PermissionsCreate: false,
        },
      );
    },
    found: [`own-session-write-skipped ${USERNAME}`],
  },
];

/** Checks whose case needs more than one changed row: each has a test of its own below, or in verify.test.ts. */
const ELSEWHERE = [
  'profile-on-license',
  'private-records',
  'sandbox-username',
  'password-never-expires',
  'own-session-refused',
  'own-session-not-done',
  'own-session-query-skipped',
  'login-ip-ranges',
  'profile-settings-unread',
  'record-types-not-readable',
  'cross-check-not-possible',
  'rights-not-readable',
];

describe('integration-user verify: each check', () => {
  let org: RunningOrg;
  let usual: string[];
  let undo: () => void;

  before(async () => {
    org = await startOrg();
    await makeUser(org);
    usual = (await findings(org)).map(inShort);
  });
  after(() => org.close());
  beforeEach(() => {
    undo = org.org.store.savepoint('verify');
  });
  afterEach(() => {
    org.faults.clear();
    undo();
  });

  it('finds nothing but what is worth knowing of a user as its definition says', () => {
    expect(usual).to.deep.equal([
      `password-never-expires ${USERNAME}`,
      `cross-check-not-possible ${USERNAME}`,
      `login-from-anywhere ${PROFILE}`,
      `own-session-not-done ${USERNAME}`,
    ]);
  });

  for (const { name, change, set, user = {}, args = [], as, found } of cases) {
    it(name, async () => {
      await change?.(administer(org), org);
      const base = DEFINITION.users[0];
      const users = [{ ...base, ...user, ...(set ? { permissionSet: set } : {}) }] as RawDefinition['users'];
      const logins = as === undefined ? [] : [as];
      const all = await findings(org, [...args, ...logins.flatMap((one) => ['--as', one])], { users }, logins);
      const now = all.map(inShort).filter((text) => !usual.includes(text));
      expect(now).to.deep.equal(found);
    });
  }

  it('has a case in which it finds something', () => {
    const ids = [...cases.flatMap(({ found }) => found), ...usual].map((text) => text.split(' ')[0]);
    const checks = [...VERIFY_CHECKS, ...VERIFY_ORG_CHECKS].map(({ id }) => id);
    expect(checks.filter((id) => !ids.includes(id) && !ELSEWHERE.includes(id))).to.deep.equal([]);
  });
});
