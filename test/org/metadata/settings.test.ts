import { expect } from 'chai';
import { type Content } from './printXml.ts';
import { fault, freshOrg, minimumAccess, org, read, soap, upsert } from './calls.ts';

describe('metadata calls: password policies', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

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

describe('metadata calls: owners that the org gives records to', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

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

describe('metadata calls: profiles', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

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
