import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { display, displayJson } from './reading.ts';
import { withOrg } from './withOrg.ts';
import { WAREHOUSE, SALES, ERP, shown, changeProfile } from './displaying.ts';

const ownSet = { kind: 'permissionSet', name: 'Warehouse_Integration', via: null, by: null };

/** What the org answers a user's own describe. */
async function objectRights(org: RunningOrg, username: string, object: string): Promise<string[]> {
  const answer = await fetch(`${org.url}/services/data/v67.0/sobjects/${object}/describe`, {
    headers: { Authorization: `Bearer ${org.tokenFor(username)}` },
  });
  if (!answer.ok) return [];
  const described = (await answer.json()) as Record<'queryable' | 'createable' | 'updateable' | 'deletable', boolean>;
  return [
    ...(described.queryable ? ['read'] : []),
    ...(described.createable ? ['create'] : []),
    ...(described.updateable ? ['edit'] : []),
    ...(described.deletable ? ['delete'] : []),
  ];
}

describe('integration-user display', () => {
  it('shows everything that a user has', () =>
    withOrg({}, async (org) => {
      const result = await shown(org, WAREHOUSE);
      expect(result.user).to.deep.include({
        name: 'Warehouse Integration',
        username: WAREHOUSE,
        id: idOf(org, 'User', { Username: WAREHOUSE }),
        status: 'active',
        license: 'Salesforce Integration',
        onIntegrationLicense: true,
        permissionSetLicenses: ['SalesforceAPIIntegrationPsl'],
        profile: 'Minimum Access - API Only Integrations',
        permissionSets: [{ name: 'Warehouse_Integration', label: 'Warehouse Integration', expires: null }],
        permissionSetGroups: [],
        role: 'Integrations',
        publicGroups: [],
        queues: [],
      });
      expect(result.objects.map(({ name, rights }) => [name, ...rights.map(({ right }) => right)])).to.deep.equal([
        ['Account', 'read', 'create', 'edit'],
        ['Contact', 'read'],
        ['Invoice__c', 'read', 'create', 'edit'],
        ['Order', 'read', 'create', 'edit'],
        ['Pricebook2', 'read'],
        ['Product2', 'read'],
      ]);
      const account = result.objects[0] ?? expect.fail('no Account');
      expect(account.rights[0]).to.deep.equal({ right: 'read', through: [ownSet] });
      expect(account.sharing).to.equal('ReadWrite');
      expect(account.fields).to.have.length(account.readFields);
      expect(account.fields).to.deep.include({ name: 'Account.Website', read: [ownSet], edit: [ownSet] });
      expect(account.fields.filter(({ edit }) => edit.length > 0)).to.have.length(account.editFields);
      expect(result.userPermissions.map(({ name, through }) => [name, through[0]?.kind])).to.deep.equal([
        ['ActivateOrder', 'permissionSet'],
        ['ApiEnabled', 'profile'],
        ['ApiUserOnly', 'profile'],
        ['ChatterInternalUser', 'profile'],
        ['EditActivatedOrders', 'permissionSet'],
      ]);
      expect(result.setupEntities).to.deep.equal([{ type: 'ApexClass', name: 'AccountSync', through: [ownSet] }]);
      expect(result).to.deep.include({
        orgId: org.org.id,
        withheld: [],
        privateObjects: [],
        findings: [],
        access: null,
        difference: null,
        unreadable: [],
      });
    }));

  it('prints it as tables, within three requests', () =>
    withOrg({}, async (org) => {
      const { stdout, stderr, requests } = await display(org, ['--username', 'WAREHOUSE@example.com']);
      expect(stderr).to.equal('');
      expect(requests).to.have.length(3);
      expect(stdout).to.match(/User license +Salesforce Integration /);
      expect(stdout).to.match(
        /Account +read, create, edit +35 read, 34 edit +ReadWrite +permission set "Warehouse_Integration"/,
      );
      expect(stdout).to.match(/ApexClass +AccountSync/);
      expect(stdout).not.to.contain('Findings');
    }));

  it('tells groups, what they mute, and what has no effect', () =>
    withOrg({}, async (org) => {
      changeProfile(org, SALES, { PermissionsRunReports: 0 });
      const result = await shown(org, SALES);
      expect(result.user.permissionSetGroups).to.deep.equal([
        {
          name: 'Sales_Sync',
          label: 'Sales Sync',
          status: 'Updated',
          expires: null,
          sets: ['Existing_Set', 'Account_Read'],
        },
      ]);
      expect(result.userPermissions.map(({ name }) => name)).not.to.include('RunReports');
      const invoice = result.objects.find(({ name }) => name === 'Invoice__c');
      expect(invoice?.rights.map(({ right }) => right)).to.deep.equal(['read', 'create', 'edit']);
      const inGroup = { kind: 'permissionSetGroup', name: 'Sales_Sync', via: 'Existing_Set', by: null };
      expect(invoice?.rights[0]?.through).to.deep.equal([inGroup]);
      expect(result.withheld).to.deep.equal([
        {
          through: { kind: 'permissionSet', name: 'Month_End', via: null, by: null },
          right: null,
          reason: 'notActivated',
        },
      ]);
      const { stdout } = await display(org, ['--username', SALES]);
      expect(stdout).to.match(/permission set "Month_End" +everything +session-based/);
    }));

  it('gives back what the org itself says of its users', () =>
    withOrg({}, async (org) => {
      const rights = [
        ['IsReadable', 'read'],
        ['IsCreatable', 'create'],
        ['IsEditable', 'edit'],
        ['IsDeletable', 'delete'],
      ] as const;
      expect(rights).to.have.length(4);
      for (const username of [WAREHOUSE, SALES, ERP, 'user.manager@example.com']) {
        const result = await shown(org, username);
        for (const object of ['Account', 'Contact', 'Invoice__c', 'Opportunity', 'Case']) {
          const told = result.objects.find(({ name }) => name === object)?.rights.map(({ right }) => right) ?? [];
          const said = await objectRights(org, username, object);
          expect(
            told.filter((right) => !right.startsWith('view') && right !== 'modifyAll'),
            `${username} ${object}`,
          ).to.deep.equal(said);
        }
      }
    })).timeout(10_000);

  it('works for a user on another license and says so', () =>
    withOrg({}, async (org) => {
      const result = await shown(org, ERP);
      expect(result.user).to.deep.include({
        license: 'Salesforce',
        onIntegrationLicense: false,
        publicGroups: ['Integrations'],
        queues: ['Order_Intake'],
      });
      expect(result.findings.map(({ id, subject }) => `${id} ${subject}`)).to.deep.equal([
        'profile-on-license Legacy API User',
        'broad-object-right Account',
        'broad-object-right Opportunity',
        'password-never-expires erp.sync@example.com',
      ]);
      const { stdout } = await display(org, ['--username', ERP]);
      expect(stdout).to.match(/User license +Salesforce \(not the license for integrations\)/);
      expect(stdout).to.contain('sf integration-user migrate --username erp.sync@example.com');
    }));

  it('says that object access alone shows no records where sharing is private', () =>
    withOrg({ scenario: 'private' }, async (org) => {
      const result = await shown(org, WAREHOUSE);
      expect(result.privateObjects).to.deep.equal(result.objects.map(({ name }) => name));
      expect(result.privateObjects).to.include.members(['Account', 'Contact']);
      expect(result.findings.map(({ id, severity }) => `${severity} ${id}`)).to.deep.equal(['info private-records']);
      expect((await display(org, ['--username', WAREHOUSE])).stdout).to.match(
        /Record sharing is private by default for .*Account/,
      );
    }));

  it('shows what its login may see, and says what it may not', () =>
    withOrg({}, async (org) => {
      const ran = await displayJson(org, ['--username', WAREHOUSE], WAREHOUSE);
      expect(ran.exitCode).to.equal(0);
      expect(ran.json.result?.user).to.deep.include({
        license: null,
        onIntegrationLicense: null,
        permissionSetLicenses: null,
      });
      expect(ran.json.result?.objects.map(({ name }) => name)).to.include('Account');
      expect(ran.json.result?.unreadable).to.include.members([
        'Organization',
        'UserLicense',
        'UserLogin',
        'PermissionSetLicenseAssign',
      ]);
      expect(ran.json.warnings.join('\n')).to.match(/Your login may not read .*UserLogin/);
      const other = await displayJson(org, ['--username', SALES], WAREHOUSE);
      expect(other.json.warnings.join('\n')).to.contain('does not see the permission sets that are assigned to others');
    }));

  const unknown: readonly (readonly [string, string])[] = [
    ['warehous@example.com', 'Did you mean warehouse@example.com?'],
    ['erp.sink@example.com', 'Did you mean erp.sync@example.com?'],
    ['nobody.at.all@elsewhere.invalid', 'See the existing integration users: sf integration-user list.'],
    ["x' OR Username != '%_\\", 'See the existing integration users: sf integration-user list.'],
  ];
  for (const [username, action] of unknown) {
    it(`does not know ${username}`, () =>
      withOrg({}, async (org) => {
        const ran = await displayJson(org, ['--username', username]);
        expect([ran.exitCode, ran.json.name, ran.json.message, ran.json.actions]).to.deep.equal([
          1,
          'UnknownUserError',
          `The org has no user with the username "${username}".`,
          [action],
        ]);
      }));
  }
});
