// Over 300 lines: one case for each problem of a plan, in one table that a test compares with the list of problems.
import type { RawPermissionSet } from '../../src/definition/raw.ts';
import type { Given } from './given.ts';
import {
  assignment,
  caller,
  field,
  inGroup,
  license,
  licensed,
  object,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
  PSL_ID,
  setupRow,
  STANDARD_PROFILE,
  unsecured,
  USER_ID,
  USER_LICENSE_ID,
  USERNAME,
} from './snapshot.ts';

/** A problem of a plan: where it is found, and where it is not. */
export type ProblemCase = {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly subject: string;
  readonly tokens: readonly string[];
  readonly fix?: readonly string[];
  readonly when: Given;
  readonly notWhen: readonly Given[];
};

const noSeats = { id: USER_LICENSE_ID, name: 'Salesforce Integration', status: 'Active', total: 5, used: 5 };
const psl = (more: Parameters<typeof license>[1]) => [
  license('SalesforceAPIIntegrationPsl', { id: PSL_ID, name: 'Salesforce API Integration', ...more }),
];
const holder = { users: [orgUser(USERNAME)], licenseAssignments: [licensed(USER_ID, PSL_ID)] };
const own = (more: Parameters<typeof permissionSet>[1] = {}) => [permissionSet(OWN_SET, more)];
const account = (access: NonNullable<RawPermissionSet['objects']>[string]): Given => ({
  set: { objects: { Account: access } },
});
const fields = (...editFields: string[]): Given => account({ access: ['read'], editFields });
const readable = (...readFields: string[]): Given => account({ access: ['read'], readFields });
const named = (name: string) => [{ id: `id of ${name}`, name, namespace: undefined }];
const mfa = { permissions: new Set(['TwoFactorApi']) };

const persons = {
  objects: new Map([
    ['account', object('Account', [field('Phone'), unsecured('PersonEmail', 'personAccount')])],
    ['contact', object('Contact', [field('Email')])],
  ]),
};

const OF_THE_ORG: readonly ProblemCase[] = [
  {
    id: 'apiVersionOld',
    severity: 'error',
    subject: '59',
    tokens: ['59.0', '60.0'],
    when: { options: { apiVersion: 59 } },
    notWhen: [{ options: { apiVersion: 60 } }],
  },
  {
    id: 'unreadable',
    severity: 'error',
    subject: 'profiles',
    tokens: ['profiles', 'INSUFFICIENT_ACCESS: no'],
    when: { state: { refused: new Map([['profiles', 'INSUFFICIENT_ACCESS: no']]) } },
    notWhen: [{}],
  },
  {
    id: 'unchecked',
    severity: 'warning',
    subject: 'setGroups',
    tokens: ['setGroups', 'INSUFFICIENT_ACCESS: no'],
    when: { state: { unchecked: new Map([['setGroups', 'INSUFFICIENT_ACCESS: no']]) } },
    notWhen: [{}, { state: { refused: new Map([['profiles', 'INSUFFICIENT_ACCESS: no']]) } }],
  },
  {
    id: 'callerLacks',
    severity: 'error',
    subject: 'admin@acme.com',
    tokens: [
      'admin@acme.com',
      'PermissionSetAssignment, PermissionSetLicenseAssign',
      'AssignPermissionSets or ManageUsers',
    ],
    fix: ['AssignPermissionSets'],
    when: {
      state: { caller: caller({ permissions: new Set(['ManageInternalUsers', 'ManageProfilesPermissionsets']) }) },
    },
    notWhen: [
      {},
      { state: { caller: caller({ permissions: new Set(['ManageUsers']) }) } },
      { state: { caller: undefined } },
    ],
  },
  {
    id: 'userLicenseMissing',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration', 'Enterprise Edition'],
    when: { state: { userLicense: undefined } },
    notWhen: [{}, { state: { userLicense: noSeats } }],
  },
  {
    id: 'userLicenseSeats',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration', '1', '5', '5'],
    when: { state: { userLicense: noSeats } },
    notWhen: [
      { state: { userLicense: { ...noSeats, used: 4 } } },
      { state: { userLicense: noSeats, ...holder } },
      { state: { userLicense: { ...noSeats, status: 'Disabled' } } },
    ],
  },
  {
    id: 'userLicenseDisabled',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration'],
    when: { state: { userLicense: { ...noSeats, used: 0, status: 'Disabled' } } },
    notWhen: [{}, { state: { userLicense: { ...noSeats, status: 'Disabled' }, ...holder } }],
  },
  {
    id: 'permissionSetLicenseMissing',
    severity: 'error',
    subject: 'SalesforceAPIIntegrationPsl',
    tokens: ['SalesforceAPIIntegrationPsl'],
    when: { state: { permissionSetLicenses: [license('OtherPsl')] } },
    notWhen: [{}],
  },
  {
    id: 'permissionSetLicenseSeats',
    severity: 'error',
    subject: 'Salesforce API Integration',
    tokens: ['Salesforce API Integration', '1', '7', '7'],
    when: { state: { permissionSetLicenses: psl({ total: 7, used: 7 }) } },
    notWhen: [
      { state: { permissionSetLicenses: psl({ total: 7, used: 6 }) } },
      { state: { permissionSetLicenses: psl({ total: 7, used: 7 }), ...holder } },
    ],
  },
  {
    id: 'permissionSetLicenseDisabled',
    severity: 'error',
    subject: 'Salesforce API Integration',
    tokens: ['Salesforce API Integration'],
    when: { state: { permissionSetLicenses: psl({ status: 'Disabled' }) } },
    notWhen: [{}, { state: { permissionSetLicenses: psl({ status: 'Disabled' }), ...holder } }],
  },
];

const OF_PERMISSIONS: readonly ProblemCase[] = [
  {
    id: 'profileOnOtherLicense',
    severity: 'error',
    subject: 'API Only',
    tokens: ['API Only', 'Salesforce'],
    fix: ['API Only'],
    when: {
      user: { profile: { name: 'API Only' } },
      state: { profiles: [profile('api only', { licenseId: '100other', license: 'Salesforce' })] },
    },
    notWhen: [
      { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('api only')] } },
      { state: { profiles: [profile('api only', { licenseId: '100other', license: 'Salesforce' })] } },
    ],
  },
  {
    id: 'standardProfileMissing',
    severity: 'error',
    subject: STANDARD_PROFILE,
    tokens: [STANDARD_PROFILE],
    fix: ['Eigenes, Anderes'],
    when: {
      user: { profile: { name: STANDARD_PROFILE } },
      state: { profiles: [profile('Eigenes'), profile('Anderes'), profile('Fremdes', { licenseId: '100other' })] },
    },
    notWhen: [
      { user: { profile: { name: STANDARD_PROFILE } } },
      {
        user: { profile: { name: STANDARD_PROFILE } },
        state: { profiles: [profile('Salesforce API Only System Integrations')] },
      },
      { user: { profile: { name: 'Mine' } }, state: { profiles: [profile('Eigenes')] } },
    ],
  },
  {
    id: 'permissionForced',
    severity: 'warning',
    subject: 'ApiEnabled',
    tokens: ['ApiEnabled'],
    when: { set: { userPermissions: ['ApiEnabled'] } },
    notWhen: [{ user: { profile: { permissions: ['ApiEnabled'] } } }, { set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'unknownPermission',
    severity: 'error',
    subject: 'EditTsk',
    tokens: ['EditTsk'],
    fix: ['EditTask'],
    when: { set: { userPermissions: ['EditTsk'] } },
    notWhen: [{ set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'unknownPermissionNoneNear',
    severity: 'error',
    subject: 'Zzzzzzzz',
    tokens: ['Zzzzzzzz'],
    when: { user: { profile: { permissions: ['Zzzzzzzz'] } } },
    notWhen: [{ set: { userPermissions: ['EditTsk'] } }],
  },
  {
    id: 'mfaForApiAsked',
    severity: 'error',
    subject: 'TwoFactorApi',
    tokens: ['TwoFactorApi'],
    when: { set: { userPermissions: ['TwoFactorApi'] } },
    notWhen: [{ set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'mfaForApiOnProfile',
    severity: 'error',
    subject: 'API Only',
    tokens: ['API Only'],
    fix: ['API Only'],
    when: { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('API Only', mfa)] } },
    notWhen: [
      { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('API Only')] } },
      { state: { profiles: [profile('API Only', mfa)] } },
    ],
  },
  {
    id: 'mfaForApiInSet',
    severity: 'error',
    subject: 'Strict',
    tokens: ['Strict'],
    fix: ['Strict'],
    when: { user: { permissionSets: ['Strict'] }, state: { permissionSets: [permissionSet('Strict', mfa)] } },
    notWhen: [
      { state: { permissionSets: [permissionSet('Strict', mfa)] } },
      { user: { permissionSets: ['Strict'] }, state: { permissionSets: [permissionSet('Strict')] } },
      { state: { users: [orgUser(USERNAME)], setAssignments: [assignment('005other', '0PSStrict', mfa)] } },
      {
        state: {
          users: [orgUser(USERNAME)],
          setAssignments: [assignment(USER_ID, '0PSX', { ...mfa, ownedByProfile: true })],
        },
      },
    ],
  },
  {
    id: 'broadPermission',
    severity: 'error',
    subject: 'ModifyAllData',
    tokens: ['ModifyAllData'],
    when: { set: { userPermissions: ['ModifyAllData'] } },
    notWhen: [
      { set: { userPermissions: ['EditTask'] } },
      { set: { userPermissions: ['ModifyAllData'] }, options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'broadPermissionAllowed',
    severity: 'warning',
    subject: 'ModifyAllData',
    tokens: ['ModifyAllData'],
    when: { user: { profile: { permissions: ['ModifyAllData'] } }, options: { allowBroadAccess: true } },
    notWhen: [{ set: { userPermissions: ['ModifyAllData'] } }],
  },
  {
    id: 'permissionNotCarried',
    severity: 'error',
    subject: 'RunFlow',
    tokens: ['RunFlow', 'Salesforce API Integration'],
    when: { set: { userPermissions: ['RunFlow'] } },
    notWhen: [
      { set: { userPermissions: ['RunReports'] } },
      {
        set: { userPermissions: ['RunFlow'] },
        user: { permissionSetLicenses: ['FlowPsl'] },
        state: { permissionSetLicenses: [...psl({}), license('FlowPsl', { carries: new Set(['RunFlow']) })] },
      },
      { set: { userPermissions: ['RunFlow'] }, schema: { licensePermissions: new Set(['EditTask']) } },
      { set: { userPermissions: ['RunFlow'] }, state: { permissionSetLicenses: psl({ carries: new Set() }) } },
    ],
  },
  {
    id: 'permissionNowhere',
    severity: 'error',
    subject: 'RunFlow',
    tokens: ['RunFlow'],
    fix: ['RunFlow'],
    when: { user: { profile: { name: STANDARD_PROFILE, permissions: ['RunFlow'] } } },
    notWhen: [
      { user: { profile: { permissions: ['RunFlow'] } } },
      { user: { profile: { name: STANDARD_PROFILE, permissions: ['RunReports'] } } },
    ],
  },
  {
    id: 'defaultPermissionSkipped',
    severity: 'warning',
    subject: 'PasswordNeverExpires',
    tokens: ['PasswordNeverExpires'],
    when: {
      user: { profile: { name: STANDARD_PROFILE } },
      state: { permissionSetLicenses: psl({ carries: new Set(['EditTask']) }) },
    },
    notWhen: [
      { user: { profile: { name: STANDARD_PROFILE } } },
      { state: { permissionSetLicenses: psl({ carries: new Set(['EditTask']) }) } },
    ],
  },
];

const OF_RIGHTS: readonly ProblemCase[] = [
  {
    id: 'broadObjectRight',
    severity: 'error',
    subject: 'Account',
    tokens: ['viewAll', 'Account'],
    fix: ['Account'],
    when: account({ access: ['viewAll'] }),
    notWhen: [
      account({ access: ['delete'] }),
      { ...account({ access: ['viewAll'] }), options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'broadObjectRightAllowed',
    severity: 'warning',
    subject: 'Account',
    tokens: ['viewAll', 'Account'],
    when: { ...account({ access: ['viewAll'] }), options: { allowBroadAccess: true } },
    notWhen: [
      account({ access: ['viewAll'] }),
      { ...account({ access: ['edit'] }), options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'unknownObject',
    severity: 'error',
    subject: 'Acount',
    tokens: ['Acount'],
    fix: ['Account'],
    when: { set: { objects: { Acount: { access: ['read'] } } } },
    notWhen: [{ set: { objects: { ACCOUNT: { access: ['read'] } } } }],
  },
  {
    id: 'hiddenObject',
    severity: 'error',
    subject: 'Opportunity',
    tokens: ['Opportunity'],
    fix: ['Opportunity'],
    when: { set: { objects: { opportunity: { access: ['read'] } } } },
    notWhen: [{ set: { objects: { Account: { access: ['read'] } } } }],
  },
  {
    id: 'unknownObjectNoneNear',
    severity: 'error',
    subject: 'Zzzzzzzz',
    tokens: ['Zzzzzzzz'],
    fix: ['Zzzzzzzz'],
    when: { set: { objects: { Zzzzzzzz: {} } } },
    notWhen: [{ set: { objects: { Acount: { access: ['read'] } } } }],
  },
  {
    id: 'noObjectPermissions',
    severity: 'error',
    subject: 'OpportunityLineItem',
    tokens: ['OpportunityLineItem'],
    when: { set: { objects: { OpportunityLineItem: { access: ['read'] } } } },
    notWhen: [
      { set: { objects: { OpportunityLineItem: { readFields: ['ServiceDate'] } } } },
      account({ access: ['read'] }),
    ],
  },
  {
    id: 'noObjectPermissionsButUser',
    severity: 'error',
    subject: 'Task',
    tokens: ['Task'],
    fix: ['EditTask'],
    when: { set: { objects: { Task: { access: ['read'] } } } },
    notWhen: [
      { set: { objects: { Task: { readFields: 'all' } } } },
      { set: { objects: { OpportunityLineItem: { access: ['read'] } } } },
    ],
  },
  {
    id: 'fieldsWithoutObject',
    severity: 'warning',
    subject: 'Account',
    tokens: ['Account'],
    fix: ['Account'],
    when: account({ readFields: ['Phone'] }),
    notWhen: [readable('Phone'), { set: { objects: { Task: { readFields: ['Priority'] } } } }],
  },
  {
    id: 'unknownField',
    severity: 'error',
    subject: 'Account.Websit',
    tokens: ['Account', 'Websit'],
    fix: ['Account.Website'],
    when: fields('Websit'),
    notWhen: [fields('WEBSITE')],
  },
  {
    id: 'unknownFieldNoneNear',
    severity: 'error',
    subject: 'Account.Zzzzzzzz',
    tokens: ['Account', 'Zzzzzzzz'],
    fix: ['Account'],
    when: readable('Zzzzzzzz'),
    notWhen: [readable('Websit')],
  },
  ...(
    [
      ['system', 'Account.IsDeleted', readable('IsDeleted'), account({ access: ['read'], readFields: 'all' })],
      ['required', 'Account.Name', fields('name'), account({ access: ['read'], editFields: 'all' })],
      ['unsecured', 'Account.OwnerId', fields('OwnerId'), account({ access: ['read'], editFields: 'all' })],
      ['addressPart', 'Account.BillingCity', fields('BillingCity'), fields('BillingAddress')],
    ] as const
  ).map(([reason, subject, when, notWhen]): ProblemCase => ({
    id: `field.${reason}`,
    severity: 'error',
    subject,
    tokens: [subject],
    fix: [subject],
    when,
    notWhen: [notWhen, readable('Phone')],
  })),
  {
    id: 'field.personAccount',
    severity: 'error',
    subject: 'Account.PersonEmail',
    tokens: ['Account.PersonEmail'],
    fix: ['Contact.Email'],
    when: { ...fields('PersonEmail'), schema: persons },
    notWhen: [{ ...fields('Phone'), schema: persons }],
  },
  {
    id: 'personAccountFields',
    severity: 'warning',
    subject: 'Account',
    tokens: [],
    when: { ...account({ access: ['read'], readFields: 'all' }), schema: persons },
    notWhen: [
      account({ access: ['read'], readFields: 'all' }),
      { ...readable('Phone'), schema: persons },
      {
        set: {
          objects: {
            Account: { access: ['read'], editFields: 'all' },
            contact: { access: ['read'], readFields: 'all' },
          },
        },
        schema: persons,
      },
    ],
  },
  {
    id: 'field.masterDetail',
    severity: 'error',
    subject: 'Invoice_Line__c.Invoice__c',
    tokens: ['Invoice_Line__c.Invoice__c'],
    fix: ['Invoice_Line__c.Invoice__c'],
    when: { set: { objects: { Invoice_Line__c: { access: ['read'], readFields: ['Invoice__c'] } } } },
    notWhen: [{ set: { objects: { Invoice_Line__c: { access: ['read'], readFields: 'all' } } } }],
  },
  {
    id: 'fieldReadOnly',
    severity: 'error',
    subject: 'Account.Score__c',
    tokens: ['Account.Score__c'],
    fix: ['Account.Score__c'],
    when: fields('Score__c'),
    notWhen: [readable('Score__c'), account({ access: ['read'], editFields: 'all' })],
  },
  {
    id: 'recordTypeForm',
    severity: 'error',
    subject: 'Partner',
    tokens: ['Partner'],
    when: { set: { recordTypes: ['Partner'] } },
    notWhen: [{ set: { recordTypes: ['Account.Partner'] } }],
  },
  {
    id: 'recordTypeInactive',
    severity: 'error',
    subject: 'Account.Partner',
    tokens: ['Account.Partner'],
    when: {
      set: { recordTypes: ['Account.Partner'] },
      state: { recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: false }] },
    },
    notWhen: [
      {
        set: { recordTypes: ['account.partner'] },
        state: { recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }] },
      },
    ],
  },
];

/** One case without and one with near names, of each kind of thing that a definition names. */
const OF_NAMES: readonly ProblemCase[] = (
  [
    ['apexClasses', 'Inbound', (name) => ({ set: { apexClasses: [name] } }), (name) => ({ apexClasses: named(name) })],
    [
      'customPermissions',
      'Skip',
      (name) => ({ set: { customPermissions: [name] } }),
      (name) => ({ customPermissions: named(name) }),
    ],
    ['flows', 'Route', (name) => ({ set: { flows: [name] } }), (name) => ({ flows: named(name) })],
    [
      'namedCredentials',
      'Billing',
      (name) => ({ set: { namedCredentials: [name] } }),
      (name) => ({ namedCredentials: named(name) }),
    ],
    ['apexPages', 'Status', (name) => ({ set: { apexPages: [name] } }), (name) => ({ apexPages: named(name) })],
    [
      'externalCredentials',
      'Billing-Main',
      (name) => ({ set: { externalCredentials: [name] } }),
      (name) => ({ externalCredentials: named(name) }),
    ],
    [
      'connectedApps',
      'Gateway',
      (name) => ({ set: { connectedApps: [name] } }),
      (name) => ({ connectedApps: named(name) }),
    ],
    [
      'users',
      'some@acme.com',
      (name) => ({ account: 'existing', username: name }),
      (name) => ({ users: [orgUser(name)] }),
    ],
    [
      'recordTypes',
      'Account.Partner',
      (name) => ({ set: { recordTypes: [name] } }),
      () => ({ recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }] }),
    ],
    [
      'permissionSets',
      'Extra',
      (name) => ({ user: { permissionSets: [name] } }),
      (name) => ({ permissionSets: [permissionSet(name)] }),
    ],
    [
      'groups',
      'Bundle',
      (name) => ({ user: { permissionSetGroups: [name] } }),
      (name) => ({ groups: [{ id: '0PG', name, namespace: undefined, status: 'Updated' }] }),
    ],
    [
      'permissionSetLicenses',
      'FlowPsl',
      (name) => ({ user: { permissionSetLicenses: [name] } }),
      (name) => ({ permissionSetLicenses: [...psl({}), license(name)] }),
    ],
    ['roles', 'Integrations', (name) => ({ user: { role: name } }), (name) => ({ roles: named(name) })],
    [
      'publicGroups',
      'Everyone',
      (name) => ({ user: { publicGroups: [name] } }),
      (name) => ({ publicGroups: named(name) }),
    ],
    ['queues', 'Inbox', (name) => ({ user: { queues: [name] } }), (name) => ({ queues: named(name) })],
  ] as readonly [string, string, (name: string) => Given, (name: string) => NonNullable<Given['state']>][]
).flatMap(([kind, name, wish, has]): ProblemCase[] => {
  const near = { options: { candidates: { [kind]: [`${name}s`, 'Zzzzzzzzzzzzzzzz'] } } };
  const there = { ...wish(name), state: has(name) };
  const problem = { severity: 'error', subject: name, tokens: [name] } as const;
  return [
    {
      ...problem,
      id: `unknown.${kind}`,
      fix: [`${name}s`],
      when: { ...wish(name), ...near },
      notWhen: [there, wish(name)],
    },
    { ...problem, id: `unknown.${kind}NoneNear`, when: wish(name), notWhen: [there, { ...wish(name), ...near }] },
  ];
});

const OF_SETS_AND_USERS: readonly ProblemCase[] = [
  {
    id: 'setOwnedByOther',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ isOwnedByProfile: true, type: 'Profile' }) } },
    notWhen: [{ state: { permissionSets: own() } }, {}],
  },
  {
    id: 'setSessionBased',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ type: 'Session' }) } },
    notWhen: [{ state: { permissionSets: own() } }],
  },
  {
    id: 'setOnOtherLicense',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ licenseId: '100other' }) } },
    notWhen: [
      { state: { permissionSets: own() } },
      { state: { permissionSets: own({ licenseId: PSL_ID }) } },
      { state: { permissionSets: [permissionSet(OWN_SET, { namespace: 'ns', licenseId: '100other' })] } },
    ],
  },
  {
    id: 'setOnUserLicense',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ licenseId: USER_LICENSE_ID }) } },
    notWhen: [{ state: { permissionSets: own() } }, { state: { permissionSets: own({ licenseId: PSL_ID }) } }],
  },
  {
    id: 'setInGroup',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET, 'Bundle'],
    fix: [OWN_SET],
    when: {
      set: { userPermissions: ['EditTask'] },
      state: { permissionSets: own(), setGroups: [inGroup('Bundle', OWN_SET)] },
    },
    notWhen: [
      { set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      { state: { permissionSets: own(), setGroups: [inGroup('Bundle', OWN_SET)] } },
      {
        set: { userPermissions: ['EditTask'] },
        state: { permissionSets: own(), setGroups: [inGroup('Bundle', 'Other')] },
      },
    ],
  },
  {
    id: 'accessNotDefinable',
    severity: 'warning',
    subject: OWN_SET,
    tokens: [OWN_SET, 'ExternalDataSource 0XC'],
    when: {
      state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '0XC', 'ExternalDataSource')] },
      options: { own: true },
    },
    notWhen: [
      { state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '0XC', 'ExternalDataSource')] } },
      {
        state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '02u', 'TabSet')] },
        options: { own: true },
      },
    ],
  },
  {
    id: 'setShared',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET, 'a@x.co, b@x.co, c@x.co', '4'],
    fix: [OWN_SET],
    when: {
      set: { userPermissions: ['EditTask'] },
      state: {
        permissionSets: own(),
        foreignAssignments: ['a', 'b', 'c', 'd'].map((name) => ({
          permissionSetId: OWN_SET_ID,
          username: `${name}@x.co`,
        })),
      },
    },
    notWhen: [
      { set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      {
        set: { userPermissions: ['EditTask'] },
        state: { permissionSets: own(), foreignAssignments: [{ permissionSetId: '0PSother', username: 'a@x.co' }] },
      },
      {
        set: { userPermissions: ['EditTask'] },
        state: {
          permissionSets: own({ permissions: new Set(['EditTask']) }),
          foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
        },
      },
    ],
  },
  {
    id: 'setHeld',
    severity: 'warning',
    subject: OWN_SET,
    tokens: [OWN_SET, '2'],
    fix: [],
    when: {
      account: 'none',
      set: { userPermissions: ['EditTask'] },
      state: {
        permissionSets: own(),
        foreignAssignments: ['a', 'b'].map((name) => ({ permissionSetId: OWN_SET_ID, username: `${name}@x.co` })),
      },
    },
    notWhen: [
      { account: 'none', set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      {
        account: 'none',
        state: {
          permissionSets: own(),
          foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
        },
      },
    ],
  },
  {
    id: 'assignedSetOnOtherLicense',
    severity: 'error',
    subject: 'Extra',
    tokens: ['Extra'],
    fix: ['Extra'],
    when: {
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { licenseId: '100other' })] },
    },
    notWhen: [undefined, USER_LICENSE_ID, PSL_ID].map((licenseId) => ({
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { licenseId })] },
    })),
  },
  {
    id: 'assignedSetNotCarried',
    severity: 'error',
    subject: 'Extra',
    tokens: ['Extra', 'RunFlow'],
    fix: ['Extra'],
    when: {
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow', 'EditTask']) })] },
    },
    notWhen: [
      {
        user: { permissionSets: ['Extra'] },
        state: { permissionSets: [permissionSet('Extra', { permissions: new Set(['EditTask', 'ApiEnabled']) })] },
      },
      {
        user: { permissionSets: ['Extra'], permissionSetLicenses: ['FlowPsl'] },
        state: {
          permissionSetLicenses: [...psl({}), license('FlowPsl', { carries: new Set(['RunFlow']) })],
          permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow']) })],
        },
      },
      {
        account: 'existing',
        user: { permissionSets: ['Extra'] },
        state: {
          users: [orgUser(USERNAME, { license: 'Salesforce' })],
          permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow']) })],
        },
      },
    ],
  },
  {
    id: 'broadInSet',
    severity: 'error',
    subject: 'Admin',
    tokens: ['Admin', 'ModifyAllData, ManageUsers'],
    when: {
      user: { permissionSets: ['Admin'] },
      state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ManageUsers', 'ModifyAllData']) })] },
    },
    notWhen: [
      { state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] } },
      { user: { permissionSets: ['Admin'] }, state: { permissionSets: [permissionSet('Admin')] } },
    ],
  },
  {
    id: 'broadInSetAllowed',
    severity: 'warning',
    subject: 'Admin',
    tokens: ['Admin', 'ModifyAllData'],
    when: {
      user: { permissionSets: ['Admin'] },
      state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] },
      options: { allowBroadAccess: true },
    },
    notWhen: [
      {
        user: { permissionSets: ['Admin'] },
        state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] },
      },
    ],
  },
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

export const PROBLEM_CASES: readonly ProblemCase[] = [
  ...OF_THE_ORG,
  ...OF_PERMISSIONS,
  ...OF_RIGHTS,
  ...OF_NAMES,
  ...OF_SETS_AND_USERS,
];
