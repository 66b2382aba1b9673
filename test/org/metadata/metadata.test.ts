// Over 300 lines: what one simulated API answers, case by case, over one org and one set of helpers.
import { expect } from 'chai';
import JSZip from 'jszip';
import type { Org, Row, Session } from '../org.ts';
import { buildOrg } from '../scenarios/scenario.ts';
import { callSoap, plain, type CallOptions } from './callSoap.ts';
import { printXml, type Content } from './printXml.ts';
import { dumpMetadata } from './dump.ts';
import { child, childrenNamed, childText } from './xml.ts';

const psl = 'SalesforceAPIIntegrationPsl';
const minimumAccess = 'Minimum Access - API Only Integrations';

function rights(object: string, ...granted: string[]): Content {
  const flags = [
    'allowCreate',
    'allowDelete',
    'allowEdit',
    'allowRead',
    'modifyAllRecords',
    'viewAllFields',
    'viewAllRecords',
  ];
  return { ...Object.fromEntries(flags.map((flag) => [flag, granted.includes(flag)])), object };
}

const sync = {
  description: 'Reads & writes',
  fieldPermissions: [
    { editable: true, field: 'Account.BillingAddress', readable: true },
    { editable: false, field: 'Account.Industry', readable: true },
    { editable: true, field: 'Invoice__c.Amount__c', readable: true },
  ],
  hasActivationRequired: false,
  label: 'Sync',
  license: psl,
  objectPermissions: [
    rights('Account', 'allowRead', 'allowEdit'),
    rights('Contract', 'allowRead'),
    rights('Invoice_Line__c', 'allowRead', 'allowCreate'),
    rights('Invoice__c', 'allowRead', 'allowCreate', 'allowEdit'),
  ],
  userPermissions: [{ enabled: true, name: 'PasswordNeverExpires' }],
} satisfies Content;

function admin(org: Org): Session {
  const profile = org.store.find('Profile', { Name: 'System Administrator' })[0];
  const user = org.store.find('User', { ProfileId: profile?.['Id'] ?? null, IsActive: 1 })[0];
  if (user === undefined) throw new Error('no administrator');
  return { org, userId: String(user['Id']), apiVersion: 67 };
}

function dump(org: Org): unknown {
  return { ...withoutTrail(org.store.dump()), ...dumpMetadata(org) };
}

function withoutTrail({ SetupAuditTrail: _, ...rest }: Record<string, Row[]>): Record<string, Row[]> {
  return rest;
}

describe('metadata calls', () => {
  let session: Session;
  let org: Org;

  beforeEach(() => {
    org = buildOrg('developer');
    session = admin(org);
  });

  const soap = (name: string, content: Content, options?: CallOptions): unknown => {
    const answer = callSoap(session, name, content, options);
    expect(answer.call, JSON.stringify(plain(answer.element))).to.equal(`${name}Response`);
    return (plain(answer.element) as Record<string, unknown>)['result'];
  };
  const fault = (
    name: string,
    content: Content,
    options?: CallOptions,
  ): { status: number; code: string; text: string } => {
    const { status, element } = callSoap(session, name, content, options);
    expect(element.name).to.equal('Fault');
    return { status, code: childText(element, 'faultcode') ?? '', text: childText(element, 'faultstring') ?? '' };
  };
  const upsert = (fullName: string, content: Record<string, Content>, type = 'PermissionSet'): unknown =>
    soap('upsertMetadata', { metadata: { '@xsi:type': type, fullName, ...content } });
  const read = (fullName: string, type = 'PermissionSet', version = 67): Record<string, unknown> => {
    const result = soap('readMetadata', { type, fullNames: fullName }, { version }) as {
      records: Record<string, unknown>;
    };
    return result.records;
  };
  const refused = (content: Record<string, Content>, type = 'PermissionSet'): string => {
    const before = dump(org);
    const result = upsert('Sync', { label: 'Sync', ...content }, type) as {
      success: string;
      errors: { message: string };
    };
    expect(result.success).to.equal('false');
    expect(dump(org)).to.deep.equal(before);
    return result.errors.message;
  };

  it('refuses a session that is not one, as recorded', () => {
    expect(fault('readMetadata', {}, { token: 'gone' })).to.deep.equal({
      status: 500,
      code: 'sf:INVALID_SESSION_ID',
      text: 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
    });
  });

  it('refuses a caller without Modify Metadata', () => {
    const profile = org.store.find('Profile', { Name: minimumAccess })[0];
    const user = org.store.find('User', { ProfileId: profile?.['Id'] ?? null })[0];
    const set = org.store.find('PermissionSet', {
      ProfileId: org.store.get('User', session.userId)?.['ProfileId'] ?? null,
    })[0];
    if (user === undefined)
      org.store.update('PermissionSet', String(set?.['Id']), {
        PermissionsModifyMetadata: 0,
        PermissionsModifyAllData: 0,
      });
    else session = { ...session, userId: String(user['Id']) };
    expect(fault('listMetadata', { queries: { type: 'Profile' } }).code).to.equal('sf:INSUFFICIENT_ACCESS');
  });

  it('refuses other types, other calls, old versions and too many components', () => {
    expect(fault('readMetadata', { type: 'ApexClass', fullNames: 'X' })).to.include({
      status: 501,
      code: 'sf:SIMULATOR_GAP',
    });
    expect(fault('renameMetadata', { type: 'PermissionSet' })).to.include({ status: 501 });
    expect(fault('describeMetadata', {}, { version: 53 })).to.include({ status: 501 });
    expect(fault('describeMetadata', {}, { version: 99 }).code).to.equal('sf:UNSUPPORTED_API_VERSION');
    const names = Array.from({ length: 11 }, (_, index) => `X${index}`);
    expect(fault('readMetadata', { type: 'PermissionSet', fullNames: names }).code).to.equal('sf:EXCEEDED_ID_LIMIT');
  });

  it('creates a permission set, reads it back, and changes nothing when that is written again', () => {
    expect(upsert('Sync', sync)).to.deep.equal({ created: 'true', fullName: 'Sync', success: 'true' });
    const first = callSoap(session, 'readMetadata', { type: 'PermissionSet', fullNames: 'Sync' });
    const records = child(child(first.element, 'result') ?? first.element, 'records');
    const names = records?.children.map((element) => element.name) ?? [];
    expect(names[0]).to.equal('fullName');
    expect(names.slice(1)).to.deep.equal([...names.slice(1)].sort());
    const texts = JSON.parse(JSON.stringify(sync), (_, value: unknown) =>
      typeof value === 'boolean' ? String(value) : value,
    ) as object;
    const { userPermissions, ...expected } = texts as Record<string, unknown[]>;
    expect(read('Sync')).to.deep.equal({ fullName: 'Sync', ...expected, userPermissions: userPermissions?.[0] });
    const before = dump(org);
    expect(upsert('Sync', sync)).to.deep.equal({ created: 'false', fullName: 'Sync', success: 'true' });
    expect(dump(org)).to.deep.equal(before);
  });

  it('is idempotent for permissions that bring others with them', () => {
    const setup = { label: 'Setup', userPermissions: [{ enabled: true, name: 'ViewSetup' }] };
    upsert('Setup', setup);
    const before = dump(org);
    upsert('Setup', setup);
    expect(dump(org)).to.deep.equal(before);
  });

  it('replaces the whole permission set: what is left out is gone', () => {
    upsert('Sync', sync);
    upsert('Sync', { label: 'New', license: psl, objectPermissions: [rights('Account', 'allowRead')] });
    expect(read('Sync')).to.deep.equal({
      fullName: 'Sync',
      hasActivationRequired: 'false',
      label: 'New',
      license: psl,
      objectPermissions: {
        allowCreate: 'false',
        allowDelete: 'false',
        allowEdit: 'false',
        allowRead: 'true',
        modifyAllRecords: 'false',
        object: 'Account',
        viewAllFields: 'false',
        viewAllRecords: 'false',
      },
    });
    expect(read('Sync', 'PermissionSet', 62)['objectPermissions']).not.to.have.property('viewAllFields');
  });

  it('takes no field away under View All Fields, where a retrieve leaves the fields out (facts 3.3)', () => {
    const phone = [{ editable: true, field: 'Account.Phone', readable: true }];
    const seesAll = {
      label: 'All',
      license: psl,
      objectPermissions: [rights('Account', 'allowRead', 'viewAllFields')],
    };
    upsert('All', { ...seesAll, fieldPermissions: phone });
    expect(read('All')).not.to.have.property('fieldPermissions');
    const before = dump(org);
    expect(upsert('All', seesAll)).to.include({ success: 'true' });
    expect(dump(org)).to.deep.equal(before);
    const less = { label: 'All', license: psl, objectPermissions: [rights('Account', 'allowRead')] };
    expect(upsert('All', less)).to.include({ success: 'true' });
    expect(read('All')).not.to.have.property('fieldPermissions');
  });

  it('gives an empty records element for what does not exist', () => {
    const { element } = callSoap(session, 'readMetadata', { type: 'PermissionSet', fullNames: ['Sync', 'Nope'] });
    const records = childrenNamed(child(element, 'result') ?? element, 'records');
    expect(records.map((record) => record.children.length)).to.deep.equal([0, 0]);
  });

  const problems: readonly (readonly [string, Record<string, Content>, string])[] = [
    [
      'an unknown field',
      { fieldPermissions: [{ editable: false, field: 'Account.X', readable: true }] },
      'In field: field - no CustomField named Account.X found',
    ],
    [
      'an unknown object',
      { objectPermissions: [rights('X__c', 'allowRead')] },
      'In field: object - no CustomObject named X__c found',
    ],
    [
      'an unknown class',
      { classAccesses: [{ apexClass: 'X', enabled: true }] },
      'In field: apexClass - no ApexClass named X found',
    ],
    [
      'an unknown tab',
      { tabSettings: [{ tab: 'X__c', visibility: 'Visible' }] },
      'In field: tab - no CustomTab named X__c found',
    ],
    [
      'an unknown record type',
      { recordTypeVisibilities: [{ recordType: 'Account.X', visible: true }] },
      'In field: recordType - no RecordType named Account.X found',
    ],
    [
      'an unknown user permission',
      { userPermissions: [{ enabled: true, name: 'Foo' }] },
      'Unknown user permission: Foo',
    ],
    [
      'the usual typo',
      { userPermissions: [{ enabled: true, name: 'ApiOnlyUser' }] },
      'Unknown user permission: ApiOnlyUser',
    ],
    [
      'a name field',
      { fieldPermissions: [{ editable: true, field: 'Account.Name', readable: true }] },
      'You cannot deploy to a required field: Account.Name',
    ],
    [
      'a master-detail field',
      { fieldPermissions: [{ editable: true, field: 'Invoice_Line__c.Invoice__c', readable: true }] },
      'You cannot deploy to a required field: Invoice_Line__c.Invoice__c',
    ],
    [
      'a part of an address',
      { fieldPermissions: [{ editable: true, field: 'Account.ShippingCountry', readable: true }] },
      'Invalid field permission field name: Account.ShippingCountry',
    ],
    [
      'a right without the one it needs',
      { objectPermissions: [rights('Account', 'allowEdit')] },
      'Permission Edit Account depends on permission(s): Read Account',
    ],
    [
      'a right on an object without its parent',
      { objectPermissions: [rights('Contract', 'allowRead')] },
      'Permission Read Contract depends on permission(s): Read Account',
    ],
  ];
  for (const [what, content, text] of problems) {
    it(`refuses ${what}, leaving nothing`, () => {
      expect(refused(content)).to.equal(text);
    });
  }

  it('refuses what the license does not allow', () => {
    const text = refused({ license: 'Salesforce Integration', objectPermissions: [rights('Account', 'allowRead')] });
    expect(text).to.equal("The user license doesn't allow the permission: Read Account");
  });

  it('refuses another license for an existing set', () => {
    upsert('Sync', { label: 'Sync', license: psl });
    const before = dump(org);
    expect(upsert('Sync', { label: 'Sync' })).to.have.property('success', 'false');
    expect(upsert('Sync', { label: 'Sync', license: 'Salesforce Integration' })).to.have.property('success', 'false');
    expect(upsert('Sync', { label: 'Sync', license: 'Nope' })).to.have.property('success', 'false');
    expect(dump(org)).to.deep.equal(before);
  });

  it('keeps record types: active ones only, replaced with the set', () => {
    const type = (name: string, active: 0 | 1): Row => ({
      Name: name,
      DeveloperName: name,
      SobjectType: 'Account',
      IsActive: active,
    });
    const id = org.store.insert('RecordType', type('Shop_RT', 1), session.userId);
    org.store.insert('RecordType', type('Old_RT', 0), session.userId);
    upsert('Sync', {
      label: 'Sync',
      recordTypeVisibilities: [
        { recordType: 'Account.Old_RT', visible: true },
        { recordType: 'Account.Shop_RT', visible: true },
      ],
    });
    expect(read('Sync')['recordTypeVisibilities']).to.deep.equal({ recordType: 'Account.Shop_RT', visible: 'true' });
    expect(dumpMetadata(org)['_RecordTypeVisibility']).to.have.length(1);
    org.store.update('RecordType', id, { IsActive: 0 });
    expect(read('Sync')).not.to.have.property('recordTypeVisibilities');
    org.store.update('RecordType', id, { IsActive: 1 });
    upsert('Sync', { label: 'Sync' });
    expect(dumpMetadata(org)).not.to.have.property('_RecordTypeVisibility');
  });

  it('keeps classes and tabs', () => {
    org.store.insert('ApexClass', { Name: 'OrderService', ApiVersion: 60, Status: 'Active' }, session.userId);
    upsert('Sync', {
      classAccesses: [{ apexClass: 'OrderService', enabled: true }],
      label: 'Sync',
      tabSettings: [
        { tab: 'Invoice__c', visibility: 'Available' },
        { tab: 'standard-Account', visibility: 'Visible' },
      ],
    });
    expect(read('Sync')).to.deep.include({
      classAccesses: { apexClass: 'OrderService', enabled: 'true' },
      tabSettings: [
        { tab: 'Invoice__c', visibility: 'Available' },
        { tab: 'standard-Account', visibility: 'Visible' },
      ],
    });
    upsert('Sync', { label: 'Sync' });
    expect(read('Sync')).to.have.all.keys('fullName', 'hasActivationRequired', 'label');
  });

  it('rolls all back with AllOrNoneHeader, and only the failed one without', () => {
    const metadata = ['One', '2nd', 'Three'].map((fullName) => ({
      '@xsi:type': 'PermissionSet',
      fullName,
      label: fullName,
    }));
    const before = dump(org);
    const together = soap('createMetadata', { metadata }, { allOrNone: true }) as {
      success: string;
      errors: { statusCode: string };
    }[];
    expect(together.map(({ success }) => success)).to.deep.equal(['false', 'false', 'false']);
    expect(together[0]?.errors.statusCode).to.equal('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(together[1]?.errors.statusCode).not.to.equal('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(dump(org)).to.deep.equal(before);
    const apart = soap('createMetadata', { metadata }) as { success: string }[];
    expect(apart.map(({ success }) => success)).to.deep.equal(['true', 'false', 'true']);
    expect(soap('createMetadata', { metadata: metadata[0] })).to.have.property('success', 'false');
    expect(soap('updateMetadata', { metadata: { ...metadata[0], fullName: 'Nope' } })).to.have.property(
      'success',
      'false',
    );
  });

  it('deletes, and says so when there is nothing to delete', () => {
    upsert('Sync', sync);
    expect(soap('deleteMetadata', { type: 'PermissionSet', fullNames: 'Sync' })).to.deep.equal({
      fullName: 'Sync',
      success: 'true',
    });
    const again = soap('deleteMetadata', { type: 'PermissionSet', fullNames: 'Sync' });
    expect(again).to.have.nested.property('errors.statusCode', 'INVALID_CROSS_REFERENCE_KEY');
    expect(
      org.store
        .find('ObjectPermissions')
        .some((row) => org.store.get('PermissionSet', String(row['ParentId'])) === undefined),
    ).to.equal(false);
  });

  it('lists and describes', () => {
    upsert('Sync', sync);
    const list = soap('listMetadata', { queries: [{ type: 'PermissionSet' }, { type: 'Profile' }] }) as Record<
      string,
      string
    >[];
    expect(list.map(({ fullName }) => fullName)).to.include.members(['Sync', 'Admin', minimumAccess]);
    expect(list.find(({ fullName }) => fullName === 'Sync')).to.include({
      type: 'PermissionSet',
      fileName: 'permissionsets/Sync.permissionset',
    });
    const described = soap('describeMetadata', { asOfVersion: 67 }) as { metadataObjects: { xmlName: string }[] };
    expect(described.metadataObjects.map(({ xmlName }) => xmlName)).to.include.members([
      'ExtlClntAppGlobalOauthSettings',
      'PermissionSet',
      'Profile',
      'ProfilePasswordPolicy',
    ]);
  });

  describe('password policies', () => {
    const policy = {
      lockoutInterval: 15,
      maxLoginAttempts: 10,
      minimumPasswordLength: 8,
      passwordComplexity: 1,
      passwordExpiration: 90,
      passwordHistory: 3,
      passwordQuestion: 1,
      profile: minimumAccess,
    };
    const name = 'PT1_profilePasswordPolicy1700000000000';
    const put = (content: Record<string, Content>, fullName = name): unknown =>
      upsert(fullName, { ...policy, ...content }, 'ProfilePasswordPolicy');

    it('of profiles are written, listed and read, under the name that they were given', () => {
      expect(soap('listMetadata', { queries: { type: 'ProfilePasswordPolicy' } })).to.equal(undefined);
      expect(put({})).to.include({ success: 'true', created: 'true' });
      expect(put({ passwordExpiration: 0 })).to.include({ success: 'true', created: 'false' });
      expect(soap('listMetadata', { queries: { type: 'ProfilePasswordPolicy' } })).to.include({
        fullName: name,
        fileName: `profilePasswordPolicies/${name}.profilePasswordPolicy`,
        type: 'ProfilePasswordPolicy',
      });
      expect(read(name, 'ProfilePasswordPolicy')).to.include({
        passwordExpiration: '0',
        profile: minimumAccess.toLowerCase(),
      });
      org.switches.passwordPolicyProfile = 'asNamed';
      expect(read(name, 'ProfilePasswordPolicy')).to.include({ profile: minimumAccess });
    });

    it('of profiles need a profile that is there, numbers, and values that Salesforce knows', () => {
      expect(put({ profile: 'Nobody' })).to.have.nested.property(
        'errors.message',
        'In field: profile - no Profile named Nobody found',
      );
      const metadata = { '@xsi:type': 'ProfilePasswordPolicy', fullName: name, ...policy };
      for (const [wrong, status] of [
        [{ passwordExpiration: 'never' }, 500],
        [{ passwordExpiration: 31 }, 501],
        [{ passwordHistory: 0 }, 501],
      ] as const)
        expect(fault('upsertMetadata', { metadata: { ...metadata, ...wrong } })).to.include({ status });
      put({});
      expect(fault('upsertMetadata', { metadata: { ...metadata, fullName: 'Another' } })).to.include({ status: 501 });
      expect(fault('deleteMetadata', { type: 'ProfilePasswordPolicy', fullNames: name })).to.include({ status: 501 });
    });

    it('of the org are settings, which are always there', () => {
      const { passwordPolicies } = read('Security', 'SecuritySettings') as { passwordPolicies: Record<string, string> };
      expect(passwordPolicies).to.include({ expiration: 'NinetyDays', minimumPasswordLength: '8' });
      const metadata = (expiration: string) => ({
        '@xsi:type': 'SecuritySettings',
        fullName: 'Security',
        passwordPolicies: { ...passwordPolicies, expiration },
      });
      expect(soap('updateMetadata', { metadata: metadata('Never') })).to.include({ success: 'true' });
      expect(read('Security', 'SecuritySettings')).to.have.nested.property('passwordPolicies.expiration', 'Never');
      expect(fault('updateMetadata', { metadata: metadata('Sometimes') })).to.include({ status: 501 });
      expect(fault('listMetadata', { queries: { type: 'SecuritySettings' } })).to.include({ status: 501 });
    });
  });

  describe('owners that the org gives records to', () => {
    const one = 'sales.one@example.com';
    const rules = (username: string) => ({
      '@xsi:type': 'EscalationRules',
      fullName: 'Case',
      escalationRule: {
        fullName: 'Standard',
        active: true,
        ruleEntry: [
          { assignedTo: 'Order_Intake', assignedToType: 'Queue' },
          { escalationAction: [{ assignedTo: username, assignedToType: 'User', minutesToEscalation: 60 }] },
        ],
      },
    });

    it('are told by the settings of cases, which are always there, and by rules, which need not be', () => {
      expect(read('Case', 'CaseSettings')).to.include({ defaultCaseOwnerType: 'User' });
      expect(soap('readMetadata', { type: 'EscalationRules', fullNames: 'Case' })).not.to.have.property('fullName');
      expect(soap('upsertMetadata', { metadata: rules(one) })).to.include({ success: 'true' });
      const { escalationRule } = read('Case', 'EscalationRules') as { escalationRule: { ruleEntry: unknown[] } };
      expect(escalationRule).to.include({ active: 'true', fullName: 'Standard' });
      expect(escalationRule.ruleEntry[1]).to.have.nested.property('escalationAction.assignedTo', one);
    });

    it('must exist', () => {
      expect(soap('upsertMetadata', { metadata: rules('nobody@example.com') })).to.have.nested.property(
        'errors.message',
        'In field: assignedTo - no User named nobody@example.com found',
      );
      const settings = {
        fullName: 'Case',
        emailToCase: { routingAddresses: [{ caseOwner: 'x@y.z', caseOwnerType: 'User' }] },
      };
      expect(soap('updateMetadata', { metadata: { '@xsi:type': 'CaseSettings', ...settings } })).to.include({
        success: 'false',
      });
    });
  });

  describe('profiles', () => {
    it('read whole, all-false rows included', () => {
      const profile = read(minimumAccess, 'Profile');
      expect(profile).to.include({ custom: 'false', fullName: minimumAccess, userLicense: 'Salesforce Integration' });
      const objects = profile['objectPermissions'] as { object: string; allowRead: string }[];
      expect(objects.find(({ object }) => object === 'Account')).to.include({ allowRead: 'false' });
      expect((profile['userPermissions'] as { name: string }[]).map(({ name }) => name)).to.include.members([
        'ApiEnabled',
        'ApiUserOnly',
      ]);
      expect(read('Admin', 'Profile')).to.include({ userLicense: 'Salesforce' });
    });

    it('are not created by createMetadata or upsertMetadata', () => {
      const metadata = { '@xsi:type': 'Profile', fullName: 'New', custom: true, userLicense: 'Salesforce Integration' };
      expect(fault('createMetadata', { metadata })).to.include({ status: 501 });
      expect(fault('upsertMetadata', { metadata })).to.include({ status: 501 });
    });
  });

  describe('deploy and retrieve', () => {
    type Result = Record<string, unknown> & { status: string; done: string; details: Record<string, unknown> };

    const fileOf = (type: string, content: Record<string, Content>): string =>
      printXml(type, { '@xmlns': 'http://soap.sforce.com/2006/04/metadata', ...content });
    const zipOf = async (files: Record<string, string>, types: Content, version = '67.0'): Promise<string> => {
      const zip = new JSZip();
      zip.file('package.xml', fileOf('Package', { types, version }));
      for (const [path, content] of Object.entries(files)) zip.file(path, content);
      return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
    };
    const start = (ZipFile: string, options: Record<string, Content> = {}): string => {
      const queued = soap('deploy', {
        ZipFile,
        DeployOptions: { rollbackOnError: true, singlePackage: true, ...options },
      });
      expect(queued).to.include({ done: 'false', state: 'Queued' });
      return (queued as { id: string }).id;
    };
    const look = (asyncProcessId: string, includeDetails = true): Result =>
      soap('checkDeployStatus', { asyncProcessId, includeDetails }) as Result;
    const finish = (id: string): Result => {
      expect(look(id)).to.include({ status: 'Pending', done: 'false' });
      expect(look(id)).to.include({ status: 'InProgress', done: 'false' });
      return look(id);
    };
    const deployProfile = async (content: Record<string, Content>, version = '67.0'): Promise<Result> => {
      const files = { 'profiles/New.profile': fileOf('Profile', content) };
      return finish(start(await zipOf(files, [{ members: 'New', name: 'Profile' }], version)));
    };
    const licenseOf = (name: string): unknown => {
      const profile = org.store.find('Profile', { Name: name })[0];
      return org.store.get('UserLicense', String(profile?.['UserLicenseId']))?.['Name'];
    };
    const syncZip = async (): Promise<string> =>
      zipOf({ 'permissionsets/Sync.permissionset': fileOf('PermissionSet', sync) }, [
        { members: '*', name: 'PermissionSet' },
      ]);

    it('deploys a zip; nothing is written before it is done, details come when asked for', async () => {
      const id = start(await syncZip());
      look(id);
      look(id);
      expect(read('Sync')).to.equal('');
      expect(look(id, false)).to.include({
        status: 'Succeeded',
        done: 'true',
        success: 'true',
        numberComponentsDeployed: '1',
      });
      expect(look(id, false)).not.to.have.property('details');
      const successes = look(id).details['componentSuccesses'] as Record<string, string>[];
      expect(successes[0]).to.include({
        changed: 'true',
        componentType: 'PermissionSet',
        created: 'true',
        fileName: 'permissionsets/Sync.permissionset',
        fullName: 'Sync',
        success: 'true',
      });
      expect(successes[1]).to.include({ componentType: '', fullName: 'package.xml' });
      expect(read('Sync')).to.include({ label: 'Sync' });
      const again = finish(start(await syncZip())).details['componentSuccesses'] as Record<string, string>[];
      expect(again[0]).to.include({ changed: 'false', created: 'false' });
    });

    it('writes nothing with checkOnly', async () => {
      const before = dump(org);
      const result = finish(start(await syncZip(), { checkOnly: true }));
      expect(result).to.include({ status: 'Succeeded', checkOnly: 'true', numberComponentsTotal: '1' });
      expect(dump(org)).to.deep.equal(before);
    });

    const twoSets = async (): Promise<string> =>
      zipOf(
        {
          'permissionsets/Good.permissionset': fileOf('PermissionSet', { label: 'Good' }),
          'permissionsets/Bad.permissionset': fileOf('PermissionSet', {
            label: 'Bad',
            userPermissions: [
              { enabled: true, name: 'Foo' },
              { enabled: true, name: 'Bar' },
            ],
          }),
        },
        [{ members: ['Good', 'Bad'], name: 'PermissionSet' }],
      );

    it('undoes all when one fails, and reports one problem for each component', async () => {
      const before = dump(org);
      const result = finish(start(await twoSets()));
      expect(result).to.include({
        status: 'Failed',
        success: 'false',
        numberComponentErrors: '1',
        numberComponentsTotal: '2',
      });
      expect(result.details['componentFailures']).to.include({
        fullName: 'Bad',
        problem: 'Unknown user permission: Foo',
        problemType: 'Error',
        success: 'false',
      });
      expect(dump(org)).to.deep.equal(before);
    });

    it('keeps the good one without rollbackOnError, which production refuses', async () => {
      const result = finish(start(await twoSets(), { rollbackOnError: false }));
      expect(result).to.include({ status: 'SucceededPartial' });
      expect(read('Good')).to.include({ label: 'Good' });
      org = buildOrg('production');
      session = admin(org);
      expect(fault('deploy', { ZipFile: await twoSets(), DeployOptions: { rollbackOnError: false } })).to.include({
        status: 501,
      });
    });

    it('reports files that the manifest does not name, named ones that are missing, and broken XML', async () => {
      const types = [{ members: ['Gone', 'Broken'], name: 'PermissionSet' }];
      const files = {
        'permissionsets/Extra.permissionset': fileOf('PermissionSet', { label: 'Extra' }),
        'permissionsets/Broken.permissionset': '<PermissionSet><label></PermissionSet>',
      };
      const failures = finish(start(await zipOf(files, types))).details['componentFailures'] as Record<
        string,
        string
      >[];
      const problems = Object.fromEntries(failures.map(({ fullName = '', problem = '' }) => [fullName, problem]));
      expect(problems['Extra']).to.equal('Not in package.xml');
      expect(problems['Gone']).to.equal(
        "An object 'Gone' of type PermissionSet was named in package.xml, but was not found in zipped directory",
      );
      expect(problems['Broken']).to.match(/^Error parsing file: /);
    });

    it('copies another profile when a new one has nothing in it: the wrong license', async () => {
      expect(await deployProfile({ custom: true, userLicense: 'Salesforce Integration' })).to.include({
        status: 'Succeeded',
      });
      expect(licenseOf('New')).to.equal('Salesforce');
    });

    it('creates a profile on the license that a filled one names, even where DML on profiles is refused', async () => {
      org = buildOrg('developer', { switches: { profileDml: 'refused' } });
      session = admin(org);
      const userPermissions = ['ApiEnabled', 'ApiUserOnly'].map((name) => ({ enabled: true, name }));
      const content = { custom: true, userLicense: 'Salesforce Integration', userPermissions };
      const done = await deployProfile(content);
      expect(done, JSON.stringify(done.details)).to.include({ status: 'Succeeded' });
      expect(licenseOf('New')).to.equal('Salesforce Integration');
      expect(read('New', 'Profile')).to.include({ custom: 'true' });
    });

    it('refuses unknown and forbidden permissions of a profile', async () => {
      const problem = async (name: string): Promise<unknown> => {
        const userPermissions = [{ enabled: true, name }];
        const result = await deployProfile({ custom: true, userLicense: 'Salesforce Integration', userPermissions });
        return (result.details['componentFailures'] as { problem: string }).problem;
      };
      expect(await problem('ApiOnlyUser')).to.equal('Unknown user permission: ApiOnlyUser');
      expect(await problem('FreezeUsers')).to.equal("The user license doesn't allow the permission: FreezeUsers");
      expect(org.store.find('Profile', { Name: 'New' })).to.deep.equal([]);
    });

    it('lays a profile over what is there', async () => {
      const license = { custom: true, userLicense: 'Salesforce Integration' };
      await deployProfile({ ...license, userPermissions: [{ enabled: true, name: 'ApiEnabled' }] });
      await deployProfile({ objectPermissions: [rights('Invoice__c', 'allowRead')] });
      await deployProfile({
        description: 'Mine',
        fieldPermissions: [{ editable: false, field: 'Invoice__c.Amount__c', readable: true }],
      });
      const profile = read('New', 'Profile');
      const objects = profile['objectPermissions'] as { object: string; allowRead: string }[];
      expect(profile['description']).to.equal('Mine');
      expect(objects.filter(({ allowRead }) => allowRead === 'true').map(({ object }) => object)).to.deep.equal([
        'Invoice__c',
      ]);
    });

    const retrieve = async (types: Content): Promise<{ result: Record<string, unknown>; zip: JSZip }> => {
      const queued = soap('retrieve', {
        retrieveRequest: { apiVersion: 67, singlePackage: false, unpackaged: { types, version: '67.0' } },
      });
      const asyncProcessId = (queued as { id: string }).id;
      const check = (): Record<string, unknown> =>
        soap('checkRetrieveStatus', { asyncProcessId, includeZip: true }) as Record<string, unknown>;
      expect(check()).to.include({ status: 'Pending' });
      expect(check()).to.include({ status: 'InProgress' });
      const result = check();
      expect(result).to.include({ status: 'Succeeded', done: 'true' });
      return { result, zip: await JSZip.loadAsync(String(result['zipFile']), { base64: true }) };
    };

    it('retrieves what it deployed, in a form that deploys unchanged', async () => {
      finish(start(await syncZip()));
      const { result, zip } = await retrieve([{ members: ['Sync', 'Nope'], name: 'PermissionSet' }]);
      expect(result['messages']).to.deep.equal({
        fileName: 'unpackaged/package.xml',
        problem: "Entity of type 'PermissionSet' named 'Nope' cannot be found",
      });
      const content = await zip.file('unpackaged/permissionsets/Sync.permissionset')?.async('string');
      const again = await zipOf({ 'permissionsets/Sync.permissionset': content ?? '' }, [
        { members: 'Sync', name: 'PermissionSet' },
      ]);
      const successes = finish(start(again)).details['componentSuccesses'] as Record<string, string>[];
      expect(successes[0]).to.include({ fullName: 'Sync', changed: 'false' });
    });

    it('retrieves everything for "*", and of a profile alone only license and user permissions', async () => {
      const { result, zip } = await retrieve([{ members: '*', name: 'Profile' }]);
      const files = result['fileProperties'] as { fileName: string; type: string }[];
      expect(files.map(({ fileName }) => fileName)).to.include.members([
        'unpackaged/profiles/Admin.profile',
        `unpackaged/profiles/${minimumAccess}.profile`,
        'unpackaged/package.xml',
      ]);
      const profile = await zip.file(`unpackaged/profiles/${minimumAccess}.profile`)?.async('string');
      const elements = new Set([...(profile ?? '').matchAll(/^ {4}<(\w+)>/gm)].map(([, name]) => name));
      expect([...elements]).to.deep.equal(['custom', 'userLicense', 'userPermissions']);
    });
  });
});
