import { MISSING_CHECKS } from '../../src/checks/drift/missingChecks.ts';
import { missingRecordTypes } from '../../src/checks/drift/missingRecordTypes.ts';
import { recordTypesUnread } from '../../src/checks/drift/recordTypesUnread.ts';
import { unknownNames } from '../../src/checks/drift/unknownNames.ts';
import type { SetupEntity } from '../../src/org/inventory/inventory.ts';
import { group, holding, inventory, license, PSL_ID, set, type SetParts } from '../access/inventory.ts';
import { orgSchema } from '../plan/snapshot.ts';
import { PROFILE_NAME, proof, USERNAME, type Given } from './proof.ts';
import { testChecks } from './table.ts';

const STANDARD = ['Minimum Access - API Only Integrations', 'Salesforce API Only System Integrations'] as const;
const MAPPER: SetupEntity = { id: '01p1', type: 'ApexClass', name: 'Mapper' };

/** A user who holds the set "Read", which allows this, in an org with the objects that the planner is tested with. */
const holds = (parts: Omit<SetParts, 'id'>): Pick<Given, 'held' | 'org'> => ({
  held: holding('Read'),
  org: inventory([set({ id: 'Read', ...parts })], { schema: orgSchema() }),
});
const asks = (
  permissionSet: Exclude<NonNullable<Given['definition']>['permissionSet'], 'none' | undefined>,
): Given => ({
  ...holds({}),
  definition: { permissionSet: { name: 'Read', ...permissionSet } },
});

const ASSIGNED: Given['definition'] = {
  permissionSet: 'none',
  permissionSets: ['Sales'],
  permissionSetGroups: ['Sync'],
  permissionSetLicenses: ['SalesPsl'],
  role: 'Ops',
  publicGroups: ['Team'],
  queues: ['Inbox'],
};
const ORG_OF_ASSIGNED = inventory([set({ id: '0PS', name: 'sales' })], {
  groups: [group({ id: '0PG', name: 'sync' })],
  licenses: new Map([
    [PSL_ID, license()],
    ['0PL', license({ id: '0PL', developerName: 'salespsl' })],
  ]),
});

describe('the checks of what a definition asks for', () => {
  testChecks([unknownNames, ...MISSING_CHECKS, missingRecordTypes, recordTypesUnread], proof, [
    ['a user without a definition', {}, []],
    [
      'a definition that is met, whatever the case of its names',
      {
        ...holds({
          objects: { Account: ['read', 'edit'] },
          fields: { 'Account.Website': 'edit', 'Account.Phone': 'read' },
          userPermissions: ['RunReports'],
          entities: [MAPPER],
        }),
        definition: {
          profile: { name: PROFILE_NAME.toUpperCase(), permissions: [] },
          permissionSet: {
            name: 'READ',
            objects: { account: { access: ['read', 'edit'], editFields: ['website'], readFields: ['Phone'] } },
            apexClasses: ['mapper'],
            userPermissions: ['RunReports'],
          },
        },
      },
      [],
    ],

    [
      'a name that the org does not have',
      asks({ objects: { Acount: { access: ['read'] } } }),
      [['error definition-unknown Acount', ['unknownObject Acount']]],
    ],

    [
      'another profile',
      { definition: { profile: { name: 'ERP', permissions: [] }, permissionSet: 'none' } },
      [[`error profile-differs ${PROFILE_NAME}`, [USERNAME, PROFILE_NAME, 'ERP'], ['ERP']]],
    ],
    [
      'one standard profile for the other',
      { held: { profile: STANDARD[1] }, definition: { profile: { name: STANDARD[0] }, permissionSet: 'none' } },
      [],
    ],
    ['any profile where the definition only assigns', { definition: {}, assignsOnly: true }, []],

    [
      'all kinds of assignments that the user lacks',
      { definition: ASSIGNED },
      [
        ['PermissionSet', 'Sales'],
        ['PermissionSetGroup', 'Sync'],
        ['PermissionSetLicense', 'SalesPsl'],
        ['UserRole', 'Ops'],
        ['PublicGroup', 'Team'],
        ['Queue', 'Inbox'],
      ].map((one) => [`error missing-assignment ${one.join(' ')}`, [USERNAME, ...one]]),
    ],
    [
      'all kinds of assignments that the user has, whatever the case of their names',
      {
        held: {
          sets: [{ id: '0PS', expires: undefined }],
          groups: [{ id: '0PG', expires: undefined }],
          licenseIds: [PSL_ID, '0PL'],
          role: 'ops',
          publicGroups: ['team'],
          queues: ['inbox'],
        },
        org: ORG_OF_ASSIGNED,
        definition: ASSIGNED,
      },
      [],
    ],
    [
      "the user's own set, not assigned",
      { definition: { permissionSet: { name: 'Read' } } },
      [['error missing-assignment PermissionSet Read', [USERNAME, 'PermissionSet', 'Read']]],
    ],
    [
      'a set that has the name of a group',
      {
        held: { groups: [{ id: 'Sales', expires: undefined }] },
        org: inventory([], { groups: [group({ id: 'Sales' })] }),
        definition: { permissionSet: 'none', permissionSets: ['Sales'] },
      },
      [['error missing-assignment PermissionSet Sales', [USERNAME, 'PermissionSet', 'Sales']]],
    ],
    [
      'a queue, but not a license where nobody may see who has which',
      {
        held: { licenseIds: undefined },
        definition: { permissionSet: 'none', permissionSetLicenses: ['SalesPsl'], queues: ['Inbox'] },
      },
      [['error missing-assignment Queue Inbox', [USERNAME, 'Queue', 'Inbox']]],
    ],
    [
      'the license of every integration user, which has a check of its own',
      {
        held: { licenseIds: [] },
        definition: { permissionSet: 'none', permissionSetLicenses: ['SalesforceAPIIntegrationPsl'] },
      },
      [],
    ],

    [
      'rights on an object, with those that they imply',
      { ...asks({ objects: { Account: { access: ['delete'] } } }), ...holds({ objects: { Account: ['read'] } }) },
      [
        ['error missing-object-right Account=delete', [USERNAME, 'delete', 'Account']],
        ['error missing-object-right Account=edit', [USERNAME, 'edit', 'Account']],
      ],
    ],
    [
      'the right to read a field',
      {
        ...asks({ objects: { Account: { access: ['read'], readFields: ['Website', 'Phone'] } } }),
        ...holds({ objects: { Account: ['read'] }, fields: { 'Account.Phone': 'read' } }),
      },
      [['error missing-field-right Account.Website=read', [USERNAME, 'read', 'Account.Website']]],
    ],
    [
      'the right to edit a field that may be read',
      {
        ...asks({ objects: { Account: { access: ['edit'], editFields: ['Website'] } } }),
        ...holds({ objects: { Account: ['read', 'edit'] }, fields: { 'Account.Website': 'read' } }),
      },
      [['error missing-field-right Account.Website=edit', [USERNAME, 'edit', 'Account.Website']]],
    ],
    [
      'fields to edit of an object that may only be read: reading alone can be missing',
      {
        ...asks({
          objects: {
            Account: { access: ['read'], editFields: ['Website', 'Phone'], readFields: ['ParentId'] },
            Asset: { access: ['read'], editFields: ['SerialNumber'] },
            Contact: { access: ['create'], editFields: ['Email'] },
          },
        }),
        ...holds({
          objects: { Account: ['read'], Asset: ['read'], Contact: ['read', 'create'] },
          fields: {
            'Account.Phone': 'read',
            'Account.ParentId': 'read',
            'Asset.SerialNumber': 'read',
            'Contact.Email': 'edit',
          },
        }),
      },
      [
        ['error missing-field-right Account.Website=read', [USERNAME, 'read', 'Account.Website']],
        [
          'warning field-edit-without-effect Account',
          [USERNAME, 'Account.Website, Account.Phone', 'Account'],
          ['Account'],
        ],
        ['warning field-edit-without-effect Asset', [USERNAME, 'Asset.SerialNumber', 'Asset'], ['Asset']],
      ],
    ],
    [
      'fields to edit of an object whose rights come from elsewhere',
      {
        ...asks({ objects: { Task: { editFields: ['Priority'] } }, userPermissions: ['EditTask'] }),
        ...holds({ userPermissions: ['EditTask', 'ActivitiesAccess'], fields: { 'Task.Priority': 'read' } }),
      },
      [['error missing-field-right Task.Priority=edit', [USERNAME, 'edit', 'Task.Priority']]],
    ],
    [
      'a user permission of the set, and one of the profile that the definition names',
      {
        definition: {
          profile: { name: PROFILE_NAME, permissions: ['PasswordNeverExpires'] },
          permissionSet: { name: 'Read', userPermissions: ['RunReports', 'ApiEnabled'] },
        },
        ...holds({}),
      },
      [
        ['error missing-user-permission PasswordNeverExpires', [USERNAME, 'PasswordNeverExpires']],
        ['error missing-user-permission RunReports', [USERNAME, 'RunReports']],
      ],
    ],
    [
      'the permission that a profile has by default, which not every org can hold',
      { definition: { profile: { name: PROFILE_NAME }, permissionSet: 'none' } },
      [],
    ],
    [
      'a class, where a page of its name may be opened',
      {
        ...asks({ apexClasses: ['Mapper', 'Sender'] }),
        ...holds({
          entities: [
            { ...MAPPER, type: 'ApexPage' },
            { ...MAPPER, id: '01p2', name: 'Sender' },
          ],
        }),
      },
      [['error missing-setup-access ApexClass Mapper', [USERNAME, 'ApexClass', 'Mapper']]],
    ],

    [
      'a record type that no set shows',
      {
        ...asks({ recordTypes: ['Account.Partner', 'Account.Client'] }),
        proof: { recordTypes: { own: new Set<string>(), all: new Set(['account.client']), reason: undefined } },
      },
      [['error missing-record-type Account.Partner', [USERNAME, 'Account.Partner']]],
    ],
    [
      'record types that nobody could read',
      {
        ...asks({ recordTypes: ['Account.Partner'] }),
        proof: { recordTypes: { own: new Set<string>(), all: new Set<string>(), reason: 'no Metadata API' } },
      },
      [[`error record-types-not-readable ${USERNAME}`, [USERNAME, 'no Metadata API']]],
    ],
    ['record types that nobody asked for', asks({ recordTypes: ['Account.Partner'] }), []],
    [
      'record types of the org, where the definition has no set that could ask for some',
      {
        definition: { permissionSet: 'none' },
        proof: { recordTypes: { own: new Set<string>(), all: new Set<string>(), reason: undefined } },
      },
      [],
    ],
    [
      'record types that are shown and not in a definition',
      { proof: { recordTypes: { own: new Set<string>(), all: new Set(['Account.Client']), reason: undefined } } },
      [],
    ],
  ]);
});
