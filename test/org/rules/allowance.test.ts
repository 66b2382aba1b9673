import { expect } from 'chai';
import type { Row } from '../org.ts';
import { buildOrg } from '../scenarios/scenario.ts';
import { allowanceOfLicense, allowanceOfUser, isCustomName } from './allowance.ts';
import { INTEGRATION_PSL } from './integrationLicense.ts';
import { firstRefused } from './refusedRight.ts';
import { complaintsAboutUserPermissions } from './setComplaints.ts';
import { rules } from './all.ts';

describe('what licenses allow', () => {
  const org = buildOrg('production');
  const license = (name: string): string => String(org.store.find('UserLicense', { Name: name })[0]?.Id);
  const psl = (name: string): string => String(org.store.find('PermissionSetLicense', { DeveloperName: name })[0]?.Id);

  it('knows the bare integration license', () => {
    const bare = allowanceOfLicense(org, license('Salesforce Integration'));
    for (const object of ['Invoice__c', 'Order_Event__e', 'pi__Thing__c', 'Survey'])
      expect(bare.object(object), object).to.equal(true);
    for (const object of ['Account', 'Order', 'CareProgram']) expect(bare.object(object), object).to.equal(false);
    expect(bare.userPermission('ApiUserOnly')).to.equal(true);
    expect(bare.userPermission('PasswordNeverExpires')).to.equal(false);
  });

  it('keeps industry objects out of reach of the permission set license', () => {
    const extended = allowanceOfLicense(org, psl(INTEGRATION_PSL));
    expect(extended.object('Account')).to.equal(true);
    expect(extended.object('CareProgram')).to.equal(false);
    expect(allowanceOfLicense(org, psl('HealthCloudStarterPsl')).object('CareProgram')).to.equal(true);
  });

  it('adds up for a user', () => {
    const user: Row = org.store.find('User', { Username: 'warehouse@example.com' })[0] ?? {};
    const both = allowanceOfUser(org, user);
    for (const name of ['ApiEnabled', 'PasswordNeverExpires', 'RunFlow'])
      expect(both.userPermission(name), name).to.equal(true);
    for (const name of ['AuthorApex', 'TwoFactorApi']) expect(both.userPermission(name), name).to.equal(false);
    const objects = [
      { SobjectType: 'CareProgram', PermissionsRead: 1 },
      { SobjectType: 'Account', PermissionsRead: 1 },
    ];
    expect(firstRefused({}, objects, both)).to.equal('Read CareProgram');
  });

  it('says what it does not know', () => {
    expect(() => allowanceOfLicense(org, license('Identity')).object('Account')).to.throw('does not know');
    expect(() => allowanceOfLicense(org, '100000000000000AAA')).to.throw('does not know');
  });

  it('tells custom names from standard ones', () => {
    expect(['A__c', 'A__e', 'ns__A__b', 'A__mdt'].every(isCustomName)).to.equal(true);
    expect(['Account', 'A_c'].some(isCustomName)).to.equal(false);
  });
});

describe('user permission dependencies', () => {
  const org = buildOrg('production');

  it('hold on every standard profile', () => {
    for (const profile of org.store.find('Profile'))
      expect(complaintsAboutUserPermissions(profile), String(profile.Name)).to.deep.equal([]);
  });
});

describe('rules', () => {
  it('name the fact that they rest on', () => {
    for (const rule of rules) expect(rule.source, rule.on).to.match(/facts \d|object reference/);
  });
});
