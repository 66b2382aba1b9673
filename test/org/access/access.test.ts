import { expect } from 'chai';
import type { Field, Org, Session, SObject } from '../org.ts';
import { recalculateGroups } from '../rules/permissionSetGroup.ts';
import { buildOrg } from '../scenarios/scenario.ts';
import { access } from './access.ts';

const as = (org: Org, name: string): Session => {
  const [user] = org.store.find('User', { Username: `${name}@example.com` });
  return { org, userId: String(user?.Id), apiVersion: 67 };
};
const objectOf = (org: Org, name: string): SObject => org.schema.object(name) ?? expect.fail(`no object ${name}`);
const fieldOf = (org: Org, name: string): [SObject, Field] => {
  const [objectName = '', fieldName = ''] = name.split('.');
  const object = objectOf(org, objectName);
  return [object, org.schema.field(object, fieldName) ?? expect.fail(`no field ${name}`)];
};

describe('access', () => {
  const org = buildOrg('production');
  const rights = (name: string, object: string): string => {
    const found = access.object(as(org, name), objectOf(org, object));
    const letters = { create: 'C', read: 'R', edit: 'E', delete: 'D', viewAll: 'V', modifyAll: 'M' } as const;
    return Object.entries(letters)
      .filter(([key]) => found[key as keyof typeof letters])
      .map(([, letter]) => letter)
      .join('');
  };

  const expected: readonly (readonly [user: string, object: string, letters: string])[] = [
    ['admin', 'Account', 'CREDVM'],
    ['admin', 'User', 'CREV'],
    ['admin', 'UserLicense', 'RV'],
    ['sales.one', 'Account', 'CRED'],
    ['sales.one', 'Product2', 'R'],
    ['sales.one', 'PricebookEntry', 'R'],
    ['sales.one', 'OpportunityLineItem', 'CRED'],
    ['sales.one', 'Invoice__c', ''],
    ['sales.one', 'User', 'RV'],
    ['sales.one', 'Task', 'CRED'],
    ['erp.sync', 'Account', 'CREDVM'],
    ['erp.sync', 'Invoice__c', 'CRE'],
    ['erp.sync', 'Opportunity', 'CREV'],
    ['user.manager', 'User', 'CREV'],
    ['user.manager', 'PermissionSet', 'CREDV'],
    ['user.manager', 'Account', 'R'],
    ['warehouse', 'Account', 'CRE'],
    ['warehouse', 'Case', ''],
    ['warehouse', 'Organization', ''],
    ['warehouse', 'UserLicense', ''],
    ['warehouse', 'PermissionSetLicenseAssign', ''],
    ['warehouse', 'SetupAuditTrail', ''],
    ['warehouse', 'LoginHistory', 'RV'],
    ['warehouse', 'Profile', 'RV'],
    ['sales.one', 'Organization', 'RV'],
  ];
  for (const [user, object, letters] of expected) {
    it(`gives ${user} ${letters || 'nothing'} on ${object}`, () => {
      expect(rights(user, object)).to.equal(letters);
      expect(access.seesObject(as(org, user), objectOf(org, object))).to.equal(letters.includes('R'));
    });
  }

  it('takes user permissions from profile, sets and groups, less what the group mutes', () => {
    expect([...access.userPermissions(as(org, 'warehouse'))]).to.have.members([
      'ApiEnabled',
      'ApiUserOnly',
      'ChatterInternalUser',
      'ActivateOrder',
      'EditActivatedOrders',
    ]);
    const withoutProfile = buildOrg('production');
    const two = as(withoutProfile, 'sales.two');
    const owned = withoutProfile.store.find('PermissionSet', {
      ProfileId: withoutProfile.store.get('User', two.userId)?.ProfileId ?? null,
    });
    withoutProfile.store.update('PermissionSet', String(owned[0]?.Id), { PermissionsRunReports: 0 });
    expect(access.userPermissions(two).has('RunReports'), 'muted in the group').to.equal(false);
    withoutProfile.store
      .find('PermissionSetGroupComponent')
      .filter((row) => String(row.PermissionSetId).startsWith('0QM'))
      .forEach((row) => {
        withoutProfile.store.delete('PermissionSetGroupComponent', String(row.Id));
      });
    expect(access.userPermissions(two).has('RunReports'), 'not muted any more').to.equal(true);
  });

  it('counts a session-based set only while it is activated', () => {
    expect(rights('sales.two', 'Invoice__c')).to.equal('CRE');
  });

  it('forgets an assignment that has expired', () => {
    const other = buildOrg('production');
    const warehouse = as(other, 'warehouse');
    const row = other.store
      .find('PermissionSetAssignment', { AssigneeId: warehouse.userId })
      .find(({ PermissionSetId }) => other.store.get('PermissionSet', String(PermissionSetId))?.IsOwnedByProfile !== 1);
    other.store.update('PermissionSetAssignment', String(row?.Id), { ExpirationDate: '2020-01-01T00:00:00.000Z' });
    expect(access.seesObject(warehouse, objectOf(other, 'Account'))).to.equal(false);
  });

  const fields: readonly (readonly [user: string, field: string, letters: string])[] = [
    ['warehouse', 'Account.Name', 'RE'],
    ['warehouse', 'Account.Phone', 'RE'],
    ['warehouse', 'Account.BillingCity', 'RE'],
    ['warehouse', 'Account.CreatedDate', 'R'],
    ['warehouse', 'Contact.Phone', 'R'],
    ['warehouse', 'Invoice__c.Gross__c', 'R'],
    ['user.manager', 'Account.Phone', 'R'],
    ['sales.one', 'Invoice__c.Amount__c', ''],
    ['warehouse', 'PermissionSetLicense.DeveloperName', ''],
    ['admin', 'PermissionSetLicense.DeveloperName', 'R'],
    ['admin', 'Wide__c.Field_001__c', 'R'],
  ];
  for (const [user, name, letters] of fields) {
    it(`gives ${user} ${letters || 'nothing'} on ${name}`, () => {
      const found = access.field(as(org, user), ...fieldOf(org, name));
      expect(`${found.read ? 'R' : ''}${found.edit ? 'E' : ''}`).to.equal(letters);
    });
  }

  it('shows own rows of setup history to everybody, all of them to those who manage', () => {
    const history = objectOf(org, 'LoginHistory');
    const warehouse = as(org, 'warehouse');
    expect(access.visibleRows(warehouse, history)).to.contain(`{t}."UserId" = '${warehouse.userId}'`);
    expect(access.visibleRows(as(org, 'admin'), history)).to.not.contain('UserId');
    const tokens = objectOf(org, 'OauthToken');
    expect(access.visibleRows(warehouse, tokens)).to.equal(`{t}."UserId" = '${warehouse.userId}'`);
    expect(access.visibleRows(as(org, 'admin'), tokens)).to.equal(undefined);
    expect(access.visibleRows(warehouse, objectOf(org, 'User'))).to.equal(undefined);
  });
});

describe('LoginHistory', () => {
  it('goes back as many days as the org keeps', () => {
    for (const [days, kept] of [
      [180, 2],
      [30, 1],
    ] as const) {
      const org = buildOrg('developer', { switches: { loginHistoryDays: days } });
      const { userId } = as(org, 'admin');
      org.store.db.exec('DELETE FROM "LoginHistory"');
      for (const back of [10, 100, 200]) {
        const LoginTime = new Date(org.now().getTime() - back * 86_400_000).toISOString();
        org.store.insert('LoginHistory', { UserId: userId, LoginTime });
      }
      const condition = access.visibleRows(as(org, 'admin'), objectOf(org, 'LoginHistory'))?.replaceAll('{t}', 't');
      const counted = org.store.db
        .prepare(`SELECT count(*) AS n FROM "LoginHistory" t WHERE ${condition ?? '1'}`)
        .get();
      expect(counted?.n).to.equal(kept);
    }
  });
});

describe('private sharing', () => {
  const org = buildOrg('private');
  const count = (name: string, object: string): number => {
    const condition = access.visibleRows(as(org, name), objectOf(org, object))?.replaceAll('{t}', 't') ?? '1';
    return Number(org.store.db.prepare(`SELECT count(*) AS n FROM "${object}" t WHERE ${condition}`).get()?.n);
  };

  it('shows owners their records, and everything to those who view all', () => {
    expect(count('sales.one', 'Account')).to.equal(6);
    expect(count('erp.sync', 'Account')).to.equal(12);
    expect(count('admin', 'Account')).to.equal(12);
    expect(count('warehouse', 'Account')).to.equal(0);
  });

  it('follows details to their masters', () => {
    const user = as(org, 'erp.sync').userId;
    const mine = org.store.insert('Invoice__c', { Name: '1', OwnerId: user, Reference__c: 'a' });
    const other = org.store.insert('Invoice__c', { Name: '2', OwnerId: as(org, 'admin').userId, Reference__c: 'b' });
    for (const id of [mine, other]) org.store.insert('Invoice_Line__c', { Invoice__c: id, Name: id.slice(0, 15) });
    expect(count('erp.sync', 'Invoice_Line__c')).to.equal(1);
  });
});

describe('permission set groups', () => {
  it('are recalculated step by step', () => {
    const org = buildOrg('production');
    const id = String(org.store.find('PermissionSetGroup')[0]?.Id);
    const status = (): unknown => org.store.get('PermissionSetGroup', id)?.Status;
    org.store.update('PermissionSetGroup', id, { Status: 'Outdated' });
    recalculateGroups(org);
    expect(status()).to.equal('Updating');
    recalculateGroups(org);
    expect(status()).to.equal('Updated');
  });
});
