import { expect } from 'chai';
import { uniqueNames, withoutOwnSet } from '../../src/definition/fromInventory.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import { group, holding, inventory, license, PROFILE, PSL_ID, set, user, type SetParts } from '../access/inventory.ts';
import { entity, exported, exportedUser, NAME, ZOOMINFO } from './exported.ts';
import { rawSet } from './sets.ts';

describe('fromInventory describes a user', () => {
  const bare = {
    name: 'ZoomInfo',
    username: ZOOMINFO.username,
    email: 'team@acme.com',
    profile: { name: PROFILE.name, permissions: ['ApiUserOnly', 'ChatterInternalUser'] },
    permissionSet: 'none',
  };

  it('with what it has, and nothing of what it has not', () => {
    expect(exportedUser(user(), inventory())).to.deep.equal({ user: bare, told: [] });
  });

  it('with everything that is assigned', () => {
    const held = user({
      ...holding('0PS', 'Sales', 'Support', 'Gone'),
      groups: ['0PG', 'Gone'].map((id) => ({ id, expires: undefined })),
      licenseIds: [PSL_ID, '0PL', 'Gone'],
      role: 'Ops',
      publicGroups: ['Team'],
      queues: ['Inbox'],
    });
    const org = inventory(
      [
        set({ id: '0PS', name: NAME, label: 'ZoomInfo', userPermissions: ['RunReports'] }),
        set({ id: 'Sales' }),
        set({ id: 'Support' }),
        set({ ...PROFILE, objects: {}, fields: {}, userPermissions: ['RunReports', 'ApiEnabled', 'EditTask'] }),
      ],
      {
        groups: [group({ id: '0PG', name: 'Sync' })],
        licenses: new Map([
          [PSL_ID, license()],
          ['0PL', license({ id: '0PL', developerName: 'SalesPsl' })],
        ]),
      },
    );
    expect(exportedUser(held, org)).to.deep.equal({
      user: {
        ...bare,
        profile: { name: PROFILE.name, permissions: ['EditTask', 'RunReports'] },
        permissionSet: { name: NAME, label: 'ZoomInfo', userPermissions: ['RunReports'] },
        permissionSets: ['Sales', 'Support'],
        permissionSetGroups: ['Sync'],
        permissionSetLicenses: ['SalesPsl'],
        role: 'Ops',
        publicGroups: ['Team'],
        queues: ['Inbox'],
      },
      told: [],
    });
  });

  it('without what the caller may not see: its licenses, and what its profile allows', () => {
    const { user: one } = exportedUser(user({ licenseIds: undefined, profileSetId: undefined }), inventory());
    expect(one).to.deep.equal({ ...bare, profile: { name: PROFILE.name, permissions: [] } });
    expect(exportedUser(user({ profileSetId: 'Gone' }), inventory()).user).to.deep.equal(one);
  });
});

describe('fromInventory describes a permission set', () => {
  const cases: Readonly<Record<string, readonly [Partial<SetParts>, Omit<RawPermissionSet, 'name' | 'label'>]>> = {
    'with its objects by name, and their rights in the order in which they are always told': [
      { objects: { Contact: ['delete', 'read', 'edit'], Account: ['create', 'read'] } },
      { objects: { Account: { access: ['read', 'create'] }, Contact: { access: ['read', 'edit', 'delete'] } } },
    ],
    'with fields by name, those that may be edited apart, beside the rights on their object': [
      {
        objects: { Account: ['read'] },
        fields: { 'Contact.Email': 'read', 'Account.Website': 'edit', 'Account.Phone': 'edit' },
      },
      {
        objects: {
          Account: { access: ['read'], editFields: ['Phone', 'Website'] },
          Contact: { readFields: ['Email'] },
        },
      },
    ],
    'with fields as the describe calls them, sorted': [
      { fields: { 'Account.website': 'read', 'Account.phone': 'read' } },
      { objects: { Account: { readFields: ['Phone', 'Website'] } } },
    ],
    'with a look-up that is listed twice once, for edit where one of both is': [
      { fields: { 'Account.Parent': 'edit', 'Account.ParentId': 'read' } },
      { objects: { Account: { editFields: ['ParentId'] } } },
    ],
    'with a look-up that is listed by its relationship': [
      { fields: { 'Account.Parent': 'read' } },
      { objects: { Account: { readFields: ['ParentId'] } } },
    ],
    'with user permissions by name': [
      { userPermissions: ['RunReports', 'EditTask'] },
      { userPermissions: ['EditTask', 'RunReports'] },
    ],
    'with what SetupEntityAccess opens by its kind, each by name': [
      {
        entities: [
          entity('FlowDefinition', 'Sync_Orders'),
          entity('ApexPage', 'Status'),
          entity('ApexClass', 'ns__One'),
          entity('ApexClass', 'Two'),
          entity('CustomPermission', 'Skip'),
          entity('NamedCredential', 'Billing'),
          entity('ExternalCredentialParameter', 'Cred-Main'),
          entity('ConnectedApplication', 'ERP'),
        ],
      },
      {
        apexClasses: ['Two', 'ns__One'],
        apexPages: ['Status'],
        customPermissions: ['Skip'],
        flows: ['Sync_Orders'],
        namedCredentials: ['Billing'],
        externalCredentials: ['Cred-Main'],
        connectedApps: ['ERP'],
      },
    ],
  };
  for (const [what, [parts, described]] of Object.entries(cases)) {
    it(what, () => {
      const { user: one, told } = exported(parts);
      expect(one.permissionSet).to.deep.equal({ name: NAME, label: NAME, ...described });
      expect(Object.keys(rawSet(one).objects ?? {})).to.deep.equal(Object.keys(described.objects ?? {}));
      expect(told).to.deep.equal([]);
    });
  }

  it('with the record types that it shows, by name', () => {
    const recordTypes = new Map([[NAME.toLowerCase(), new Set(['Account.Partner', 'Account.Client'])]]);
    expect(rawSet(exported({}, { recordTypes }).user).recordTypes).to.deep.equal(['Account.Client', 'Account.Partner']);
  });

  it('and tells once what no definition can name', () => {
    const { user: one, told } = exported(
      {
        entities: [entity('TabSet', '02u', '02u'), entity('ExternalDataSource', 'Ledger'), entity('ApexClass', 'One')],
      },
      { tabs: new Map([['0PS', ['standard-Account']]]) },
    );
    expect(rawSet(one).apexClasses).to.deep.equal(['One']);
    const left = 'ExternalDataSource Ledger, PermissionSetTabSetting standard-Account, TabSet 02u';
    expect(told).to.deep.equal([['exportLeftOut', ZOOMINFO.username, ZOOMINFO.username, NAME, left]]);
  });
});

describe('withoutOwnSet', () => {
  const described = (more: Partial<RawUser>): RawUser => ({ name: 'ZoomInfo', ...more });
  const cases: Readonly<Record<string, readonly [Partial<RawUser>, readonly string[]]>> = {
    'assigns the own set in front of the others': [
      { permissionSet: { name: NAME }, permissionSets: ['Sales'] },
      [NAME, 'Sales'],
    ],
    'assigns the own set where there is no other': [{ permissionSet: { name: NAME } }, [NAME]],
    'leaves the others where there is no own set': [{ permissionSet: 'none', permissionSets: ['Sales'] }, ['Sales']],
    'assigns none where nothing is said of sets': [{}, []],
  };
  for (const [what, [given, permissionSets]] of Object.entries(cases)) {
    it(what, () => {
      expect(withoutOwnSet(described(given))).to.deep.equal({
        name: 'ZoomInfo',
        permissionSet: 'none',
        permissionSets,
      });
    });
  }
});

describe('uniqueNames', () => {
  const cases: Readonly<Record<string, readonly [users: readonly (readonly [string, string])[], names: string[]]>> = {
    'are the names, where they are there once and can be names': [
      [
        ['ZoomInfo', 'a@acme.com'],
        ['ERP', 'b@acme.com'],
      ],
      ['ZoomInfo', 'ERP'],
    ],
    'are what stands before the @ where a name is there twice, in whatever case': [
      [
        ['Integration', 'erp@acme.com'],
        ['integration', 'crm@acme.com'],
        ['ZoomInfo', 'z@acme.com'],
      ],
      ['erp', 'crm', 'ZoomInfo'],
    ],
    'are what stands before the @ where a name cannot be one': [[['"ERP"', 'erp@acme.com']], ['erp']],
    'are the letters of the username where others have what stands before the @': [
      [
        ['Integration', 'sync@acme.com'],
        ['Integration', 'sync@acme.org'],
      ],
      ['sync_acme_com', 'sync_acme_org'],
    ],
    'are the letters of the username where what stands before the @ is the name of another': [
      [
        ['Integration', 'ERP@acme.com'],
        ['Integration', 'crm@acme.com'],
        ['erp', 'c@acme.com'],
      ],
      ['ERP_acme_com', 'crm', 'erp'],
    ],
    'are the letters of the username where what stands before the @ cannot be a name': [
      [['"ERP"', "o'brien@acme.com"]],
      ['o_brien_acme_com'],
    ],
    'have 60 letters at the most': [[['"ERP"', `${'%'.repeat(2)}${'x'.repeat(70)}@acme.com`]], ['x'.repeat(60)]],
  };
  for (const [what, [users, names]] of Object.entries(cases)) {
    it(what, () => {
      expect(uniqueNames(users.map(([name, username]) => user({ name, username })))).to.deep.equal(names);
    });
  }
});
