import { expect } from 'chai';
import { join } from 'node:path';
import { administer } from './administer.ts';
import { makeByHand } from './byHand.ts';
import { idOf, pslId } from './change.ts';
import { exportJson } from './exporting.ts';
import { apply, create } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { SET, STANDARD_PROFILE, USERNAME, WHOLE } from './zoomInfo.ts';
import { WAREHOUSE, expectFaithful, exportHand } from './exported.ts';

const EVERYTHING = join(import.meta.dirname, '../../examples/everything.yaml');

describe('integration-user export', () => {
  it('the integration user of a production org', () =>
    withOrg({}, async (org) => {
      const users = await expectFaithful(org);
      expect(users).to.have.length(1);
      const [user] = users;
      expect(user).to.deep.include({
        name: 'Warehouse Integration',
        username: WAREHOUSE,
        email: WAREHOUSE,
        profile: { name: STANDARD_PROFILE, permissions: [] },
        role: 'Integrations',
      });
      expect(user?.permissionSet).to.deep.include({
        name: 'Warehouse_Integration',
        label: 'Warehouse Integration',
        apexClasses: ['AccountSync'],
        userPermissions: ['ActivateOrder', 'EditActivatedOrders'],
      });
    }));

  for (const scenario of ['sandbox', 'old-profile', 'both-profiles', 'german', 'no-chatter', 'private'] as const) {
    it(`all integration users of ${scenario}`, () =>
      withOrg({ scenario }, async (org) => {
        expect(await expectFaithful(org)).to.have.length(1);
      }));
  }

  it('a user made by create', () =>
    withOrg({}, async (org) => {
      expect((await create(org, WHOLE)).exitCode).to.equal(0);
      const [user] = await expectFaithful(org, ['--username', USERNAME]);
      expect(user).to.deep.equal({
        name: 'ZoomInfo',
        username: USERNAME,
        email: 'team@acme.com',
        profile: { name: 'Integration API Only', permissions: [] },
        permissionSet: {
          name: SET,
          label: 'Integration - ZoomInfo',
          objects: { Account: { access: ['read', 'edit'], readFields: ['Industry'], editFields: ['Website'] } },
          recordTypes: ['Account.Partner'],
          apexClasses: ['ZoomInfoInbound'],
          customPermissions: ['Skip_Validation'],
          userPermissions: ['EditTask', 'PasswordNeverExpires'],
        },
        permissionSets: ['Existing_Set'],
        permissionSetGroups: ['Sales_Sync'],
        role: 'Integrations',
        publicGroups: ['Integrations'],
        queues: ['Order_Intake'],
      });
    }));

  for (const passwordNeverExpiresOnProfile of ['accepted', 'refused'] as const) {
    it(`users made by apply, PasswordNeverExpires on the profile ${passwordNeverExpiresOnProfile}`, () =>
      withOrg({ switches: { passwordNeverExpiresOnProfile } }, async (org) => {
        expect((await apply(org, ['--definition-file', EVERYTHING])).exitCode).to.equal(0);
        const users = await expectFaithful(org);
        expect(users.map(({ username }) => username)).to.deep.equal([
          'billing.sync@acme.integration',
          'reporting@acme.integration',
          WAREHOUSE,
        ]);
        expect(users[0]?.permissionSet).to.deep.include({
          apexClasses: ['AccountSync'],
          apexPages: ['SyncStatus'],
          customPermissions: ['Skip_Validation'],
          flows: ['Sync_Orders'],
          namedCredentials: ['Warehouse'],
          externalCredentials: ['Warehouse_API-Integration'],
          connectedApps: ['ERP Connector'],
        });
        expect(users[1]).to.deep.include({ permissionSet: 'none', permissionSets: ['Account_Read'] });
      }));
  }

  it('a user made by hand in Setup', () =>
    withOrg({}, async (org) => {
      const admin = administer(org);
      const role = idOf(org, 'UserRole', { DeveloperName: 'Sales' });
      const id = makeByHand(org, 'hand@acme.integration', { FirstName: 'Made', LastName: 'By Hand', UserRoleId: role });
      const bound = admin.insert('PermissionSet', { Name: 'Hand', Label: 'Hand (made)', LicenseId: pslId(org) });
      admin.insert('ObjectPermissions', { ParentId: bound, SobjectType: 'Account', PermissionsRead: true });
      admin.insert('FieldPermissions', {
        ...{ ParentId: bound, SobjectType: 'Account', Field: 'Account.Website' },
        ...{ PermissionsRead: true, PermissionsEdit: true },
      });
      admin.assign('hand@acme.integration', bound);
      for (const name of ['Account_Read', 'Existing_Set'])
        admin.assign('hand@acme.integration', idOf(org, 'PermissionSet', { Name: name }));
      admin.assign('hand@acme.integration', idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' }));
      for (const name of ['Integrations', 'Order_Intake'])
        admin.insert('GroupMember', { GroupId: idOf(org, 'Group', { DeveloperName: name }), UserOrGroupId: id });
      const [user] = await expectFaithful(org, ['--username', 'hand@acme.integration']);
      expect(user).to.deep.equal({
        name: 'Made By Hand',
        username: 'hand@acme.integration',
        email: 'team@example.com',
        profile: { name: STANDARD_PROFILE, permissions: [] },
        permissionSet: {
          name: 'Hand',
          label: 'Hand (made)',
          objects: { Account: { access: ['read'], editFields: ['Website'] } },
        },
        permissionSets: ['Account_Read', 'Existing_Set'],
        permissionSetGroups: ['Sales_Sync'],
        role: 'Sales',
        publicGroups: ['Integrations'],
        queues: ['Order_Intake'],
      });
    }));

  it('a set that two integration users have is assigned to both and described for none', () =>
    withOrg({}, async (org) => {
      makeByHand(org, 'hand@acme.integration');
      administer(org).assign('hand@acme.integration', idOf(org, 'PermissionSet', { Name: 'Warehouse_Integration' }));
      const users = await expectFaithful(org);
      for (const user of users)
        expect(user).to.deep.include({ permissionSet: 'none', permissionSets: ['Warehouse_Integration'] });
    }));

  it('also one that somebody on another license has', () =>
    withOrg({}, async (org) => {
      const set = administer(org).permissionSet('Shared', [], { Account: ['Read'] });
      makeByHand(org, 'hand@acme.integration');
      for (const username of ['hand@acme.integration', 'sales.one@example.com']) administer(org).assign(username, set);
      expect(await exportHand(org)).to.deep.include({ permissionSet: 'none', permissionSets: ['Shared'] });
    }));

  it('tells what a user lacks that was made by hand: the license', () =>
    withOrg({}, async (org) => {
      const id = makeByHand(org, 'hand@acme.integration');
      org.org.store.delete('PermissionSetLicenseAssign', idOf(org, 'PermissionSetLicenseAssign', { AssigneeId: id }));
      const { json, exitCode } = await exportJson(org);
      expect(exitCode).to.equal(0);
      expect(json.result?.findings.map(({ id: about, subject }) => [about, subject])).to.deep.equal([
        ['export-would-change', 'hand@acme.integration'],
      ]);
      expect(json.result?.findings[0]?.message).to.contain(
        'assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl',
      );
    }));

  it('several users of the same last name get different names', () =>
    withOrg({}, async (org) => {
      for (const username of ['sync.one@acme.integration', 'sync.two@acme.integration', 'sync.two@acme.other'])
        makeByHand(org, username, { LastName: 'Sync' });
      const users = await expectFaithful(org);
      expect(users.map(({ name, username }) => [name, username])).to.deep.equal([
        ['sync.one', 'sync.one@acme.integration'],
        ['sync_two_acme_integration', 'sync.two@acme.integration'],
        ['sync_two_acme_other', 'sync.two@acme.other'],
        ['Warehouse Integration', WAREHOUSE],
      ]);
    }));

  it('a name that a definition does not take is replaced', () =>
    withOrg({}, async (org) => {
      makeByHand(org, 'hand@acme.integration', { LastName: `O'Brien <"x"> ${'Ł'.repeat(60)}` });
      expect((await exportHand(org))?.name).to.equal('hand');
    }));
});
