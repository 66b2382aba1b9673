import { expect } from 'chai';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { makeIntegrationUsers } from './integrationUsers.ts';
import { list, listJson } from './reading.ts';
import { withOrg } from './withOrg.ts';

const WAREHOUSE = 'warehouse@example.com';
const PROFILE = 'Minimum Access - API Only Integrations';

describe('integration-user list', () => {
  it('shows what there is about each integration user', () =>
    withOrg({}, async (org) => {
      const { stdout, exitCode, stderr } = await list(org);
      expect([exitCode, stderr]).to.deep.equal([0, '']);
      expect(stdout).to.match(
        /warehouse@example\.com +Minimum Access - API Only Integrations +Warehouse_Integration +active, last login \d{4}-\d\d-\d\d +0/,
      );
      expect(stdout).to.contain('sf integration-user display --username warehouse@example.com');
      expect(stdout).not.to.contain('erp.sync');
    }));

  it('gives nothing but data under --json', () =>
    withOrg({}, async (org) => {
      const { json, stderr } = await listJson(org);
      expect(stderr).to.equal('');
      expect(json.warnings).to.deep.equal([]);
      expect(json.result).to.deep.include({ orgId: org.org.id, findings: [], unreadable: [] });
      expect(json.result?.users).to.have.length(1);
      const { lastLogin, ...user } = json.result?.users[0] ?? expect.fail('no user');
      expect(lastLogin).to.match(/^\d{4}-\d\d-\d\dT/);
      expect(user).to.deep.equal({
        name: 'Warehouse Integration',
        username: WAREHOUSE,
        id: idOf(org, 'User', { Username: WAREHOUSE }),
        profile: PROFILE,
        permissionSets: ['Warehouse_Integration'],
        permissionSetGroups: [],
        permissionSetLicense: true,
        status: 'active',
        findings: [],
        through: [],
      });
    }));

  it('says of each whether it can log in, and counts what is wrong', () =>
    withOrg({}, async (org) => {
      makeIntegrationUsers(org, 2);
      const admin = administer(org);
      const [one, two] = ['sync001', 'sync002'].map((name) =>
        idOf(org, 'User', { Username: `${name}@acme.integration` }),
      );
      admin.update('UserLogin', idOf(org, 'UserLogin', { UserId: one ?? '' }), { IsFrozen: true });
      admin.update('User', two ?? '', { IsActive: false });
      admin.assign(
        'sync001@acme.integration',
        admin.permissionSet('Broad', [
          'ViewAllData',
          'ViewEventLogFiles',
          'ViewRoles',
          'ViewSetup',
          'PasswordNeverExpires',
        ]),
      );
      const { json } = await listJson(org);
      const rows = json.result?.users.map(({ username, status, findings }) => [
        username,
        status,
        findings.map(({ id, severity }) => `${severity} ${id}`),
      ]);
      expect(rows).to.deep.equal([
        [
          'sync001@acme.integration',
          'frozen',
          ['error user-frozen', 'warning broad-permission', 'info password-never-expires'],
        ],
        ['sync002@acme.integration', 'inactive', ['error user-active']],
        [WAREHOUSE, 'active', []],
      ]);
      expect((await list(org)).stdout).to.match(/sync001@.* frozen, never logged in +2 +/);
    }));

  it('names groups beside sets, and a license that is missing', () =>
    withOrg({}, async (org) => {
      makeIntegrationUsers(org, 1);
      const admin = administer(org);
      const username = 'sync001@acme.integration';
      admin.assign(username, idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' }));
      const { json } = await listJson(org);
      expect(json.result?.users[0]).to.deep.include({
        permissionSets: ['Set_sync001'],
        permissionSetGroups: ['Sales_Sync'],
      });
      expect((await list(org)).stdout).to.contain('Set_sync001, Sales_Sync (group)');
      for (const row of org.org.store.find('PermissionSetLicenseAssign')) {
        org.org.store.delete('PermissionSetLicenseAssign', String(row['Id']));
      }
      const missing = (await listJson(org)).json.result?.users[0];
      expect(missing?.permissionSetLicense).to.equal(false);
      expect((await list(org)).stdout).to.match(/sync001@.* active, never logged in, license missing +/);
      expect(missing?.findings.map(({ id, subject }) => `${id} ${subject}`)).to.include.members([
        'permission-set-license sync001@acme.integration',
        'set-not-carried Set_sync001',
      ]);
    }));

  it('asks no more of the org for 60 users than for one, and no query is longer than 12,000 characters', () =>
    withOrg({}, async (org) => {
      const first = await listJson(org);
      makeIntegrationUsers(org, 60);
      const second = await listJson(org);
      expect(second.json.result?.users).to.have.length(61);
      expect([first.requests.length, second.requests.length]).to.deep.equal([2, 2]);
      const urls = second.requests.flatMap(({ body }) => [...JSON.stringify(body).matchAll(/query\?q=([^"\\]+)/g)]);
      const longest = Math.max(...urls.map(([, query]) => decodeURIComponent(query ?? '').length));
      expect(urls.length).to.be.greaterThan(10);
      expect(longest).to.be.within(2000, 12_000);
    })).timeout(20_000);

  it('reads every page', () =>
    withOrg({}, async (org) => {
      makeIntegrationUsers(org, 1);
      const id = idOf(org, 'PermissionSet', { Name: 'Set_sync001' });
      for (let at = 0; at < 2100; at += 1) {
        const Field = `Account.Made_${String(at)}__c`;
        org.org.store.insert('FieldPermissions', {
          ParentId: id,
          SobjectType: 'Account',
          Field,
          PermissionsRead: 1,
          PermissionsEdit: 0,
        });
      }
      const { json } = await listJson(org, ['--with-access', 'Account']);
      expect(json.result?.users).to.have.length(2);
    })).timeout(20_000);

  it('lists only those with an access, and through what', () =>
    withOrg({}, async (org) => {
      makeIntegrationUsers(org, 1);
      const both = await listJson(org, ['--with-access', 'account']);
      expect(both.json.result?.users.map(({ username }) => username)).to.deep.equal([
        'sync001@acme.integration',
        WAREHOUSE,
      ]);
      const edit = await listJson(org, ['--with-access', 'Account.Website=edit']);
      expect(edit.json.result?.users.map(({ username, through }) => [username, through])).to.deep.equal([
        [WAREHOUSE, [{ kind: 'permissionSet', name: 'Warehouse_Integration', via: null, by: null }]],
      ]);
      const { stdout } = await list(org, ['--with-access', 'Account.Website=edit']);
      expect(stdout).to.contain('Integration users with "edit" on Account.Website');
      expect(stdout).to.match(/warehouse@example\.com.*permission set "Warehouse_Integration"/);
      expect(stdout).not.to.contain('sync001@');
    }));

  it('says when nobody has it, and how to learn why', () =>
    withOrg({}, async (org) => {
      const { stdout, exitCode } = await list(org, ['--with-access', 'Case=delete']);
      expect(exitCode).to.equal(0);
      expect(stdout.trim()).to.equal(
        'No integration user has "delete" on Case. Why not: sf integration-user display --username warehouse@example.com --access Case=delete',
      );
    }));

  for (const scenario of ['scratch', 'developer'] as const) {
    it(`says that there is none in ${scenario}, and how to make one`, () =>
      withOrg({ scenario }, async (org) => {
        const { stdout, exitCode } = await list(org);
        expect(exitCode).to.equal(0);
        expect(stdout.trim()).to.equal(
          'No user of this org is on the license "Salesforce Integration". Create one: sf integration-user create --name <integration> --object Account=read',
        );
        expect((await listJson(org)).json.result?.users).to.deep.equal([]);
      }));
  }

  for (const scenario of ['german', 'no-chatter', 'both-profiles', 'old-profile', 'sandbox'] as const) {
    it(`finds nothing wrong in ${scenario}`, () =>
      withOrg({ scenario }, async (org) => {
        const { json } = await listJson(org);
        expect(json.result?.users.map(({ findings }) => findings)).to.deep.equal([[]]);
        expect(json.result?.findings).to.deep.equal([]);
      }));
  }

  it('tells of seats that are gone', () =>
    withOrg({ scenario: 'no-seats' }, async (org) => {
      const { json } = await listJson(org);
      expect(json.result?.findings.map(({ id, subject }) => `${id} ${subject}`)).to.deep.equal([
        'seats-nearly-gone Salesforce Integration',
        'seats-nearly-gone Salesforce API Integration',
      ]);
    }));

  const wrong: readonly (readonly [string, number, string, string])[] = [
    ['Acount', 1, 'The org has no object "Acount", or your login cannot see it.', 'Did you mean Account?'],
    [
      'Account.Webseite',
      1,
      'There is no field "Account.Webseite", or your login cannot see it.',
      'Did you mean Account.Website, Account.Site?',
    ],
    [
      'Account=write',
      2,
      '"Account=write" asks for the right "write", which does not exist.',
      'Rights are read, create, edit, delete, viewAll, modifyAll, viewAllFields.',
    ],
    [
      "Account' OR '1",
      2,
      '"Account\' OR \'1" is neither an object nor a field.',
      'Write the object, or object, dot and field, and the right after an equals sign: Account, Account=edit, Account.Website or Account.Website=edit.',
    ],
  ];
  for (const [text, exitCode, message, action] of wrong) {
    it(`refuses --with-access "${text}"`, () =>
      withOrg({}, async (org) => {
        const ran = await listJson(org, ['--with-access', text]);
        expect([ran.exitCode, ran.json.message, ran.json.actions]).to.deep.equal([exitCode, message, [action]]);
      }));
  }

  it('says what a login lacks that may not see the license', () =>
    withOrg({}, async (org) => {
      const ran = await listJson(org, [], WAREHOUSE);
      expect([ran.exitCode, ran.json.name]).to.deep.equal([1, 'NotListableError']);
      expect(ran.json.message).to.match(/cannot see which users are on the license "Salesforce Integration": /);
      expect(ran.json.actions?.[0]).to.contain('View Setup and Configuration');
    }));

  it('works for somebody who may only see Setup', () =>
    withOrg({}, async (org) => {
      const { json } = await listJson(org, [], 'user.manager@example.com');
      expect(json.result?.users.map(({ username }) => username)).to.deep.equal([WAREHOUSE]);
      expect(json.warnings).to.deep.equal([]);
    }));

  it('says that the org cannot be read when it refuses', () =>
    withOrg({}, async (org) => {
      org.faults.add({
        kind: 'status',
        code: 403,
        times: 99,
        body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'Full.' }],
      });
      const ran = await listJson(org);
      expect([ran.exitCode, ran.json.name]).to.deep.equal([1, 'OrgUnreachableError']);
      expect(ran.json.message).to.contain('REQUEST_LIMIT_EXCEEDED: Full.');
    }));
});
