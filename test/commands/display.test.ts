// Over 300 lines: one command and its three questions, over the same two users.
import { expect } from 'chai';
import type { DisplayResult } from '../../src/report/display.ts';
import type { RunningOrg, StartOptions } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { createJson } from './harness.ts';
import { display, displayJson } from './reading.ts';
import { withOrg } from './withOrg.ts';

const WAREHOUSE = 'warehouse@example.com';
const SALES = 'sales.two@example.com';
const ERP = 'erp.sync@example.com';
const ownSet = { kind: 'permissionSet', name: 'Warehouse_Integration', via: null, by: null };

async function shown(org: RunningOrg, username: string, ...args: string[]): Promise<DisplayResult> {
  const ran = await displayJson(org, ['--username', username, ...args]);
  expect(ran.stderr).to.equal('');
  return ran.json.result ?? expect.fail(ran.json.message);
}

/** The set that a profile owns holds what the profile allows; only Salesforce itself changes it. */
function changeProfile(running: RunningOrg, username: string, changes: Record<string, number>): void {
  const { org } = running;
  const profile = String(org.store.get('User', idOf(running, 'User', { Username: username }))?.['ProfileId']);
  org.store.update('PermissionSet', idOf(running, 'PermissionSet', { ProfileId: profile }), changes);
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

describe('integration-user display --access', () => {
  it('names every path', () =>
    withOrg({}, async (org) => {
      const { access } = await shown(org, SALES, '--access', 'account.website');
      expect(access).to.deep.equal({
        name: 'Account.Website',
        right: 'read',
        granted: true,
        through: [
          { kind: 'profile', name: 'Standard User', via: null, by: null },
          { kind: 'permissionSetGroup', name: 'Sales_Sync', via: 'Account_Read', by: null },
        ],
        missing: null,
      });
      const { stdout } = await display(org, ['--username', SALES, '--access', 'Account.Website']);
      expect(stdout).to.match(/profile "Standard User"[^]*permission set "Account_Read" in group "Sales_Sync"/);
      expect(stdout).to.contain('sales.two@example.com has "read" on Account.Website.');
    }));

  it('keeps the shape of the result', () =>
    withOrg({}, async (org) => {
      const plain = Object.keys(await shown(org, WAREHOUSE));
      expect(Object.keys(await shown(org, WAREHOUSE, '--access', 'Account'))).to.deep.equal(plain);
      expect(Object.keys(await shown(org, WAREHOUSE, '--against', ERP))).to.deep.equal(plain);
    }));

  const added = [
    'Case',
    'Case.Subject=edit',
    'Contact=edit',
    'Contact.Phone=edit',
    'Account=viewAll',
    'OrderItem=create',
    'Task=edit',
    'Invoice__c.Amount__c=edit',
    'Account.Name=edit',
    'Contact.LastName=edit',
    'Case.CaseNumber',
  ];
  for (const name of added) {
    it(`names a command that gives ${name}`, () =>
      withOrg({}, async (org) => {
        const before = await shown(org, WAREHOUSE, '--access', name);
        if (before.access?.granted === true) return;
        const command =
          /sf integration-user create (.*)$/.exec(before.access?.missing?.fix ?? '')?.[1] ??
          expect.fail(before.access?.missing?.fix);
        const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
        const made = await createJson(org, args);
        expect(made.exitCode, made.json.message).to.equal(0);
        const after = await shown(org, WAREHOUSE, '--access', name);
        expect(after.access).to.deep.include({ granted: true, missing: null });
      }));
  }

  it('prints the first missing link and the command', () =>
    withOrg({}, async (org) => {
      const { stdout, exitCode } = await display(org, ['--username', WAREHOUSE, '--access', 'Case.Subject=edit']);
      expect(exitCode).to.equal(0);
      expect(stdout.trim().split('\n')).to.deep.equal([
        'warehouse@example.com does not have "edit" on Case.Subject.',
        'Neither the profile nor a permission set of warehouse@example.com gives the right "edit" on the object Case.',
        'Add it: sf integration-user create --name "Warehouse Integration" --username warehouse@example.com --profile "Minimum Access - API Only Integrations" --object Case=edit --field Case.Subject=edit',
      ]);
    }));

  it('knows that nobody edits what the system sets', () =>
    withOrg({}, async (org) => {
      const { access } = await shown(org, WAREHOUSE, '--access', 'Account.CreatedDate=edit');
      expect(access?.missing?.message).to.equal(
        'warehouse@example.com cannot edit Account.CreatedDate: the system sets that field, and nobody can.',
      );
      expect((await shown(org, WAREHOUSE, '--access', 'Account.CreatedDate')).access?.granted).to.equal(true);
    }));

  it('refuses what it does not understand before it asks anything', () =>
    withOrg({}, async (org) => {
      const ran = await displayJson(org, ['--username', WAREHOUSE, '--access', 'Account.Website=delete']);
      expect([ran.exitCode, ran.requests.length]).to.deep.equal([2, 0]);
    }));
});

describe('integration-user display --against', () => {
  it('shows both directions', () =>
    withOrg({}, async (org) => {
      const { difference } = await shown(org, WAREHOUSE, '--against', ERP);
      expect(difference?.against).to.equal(ERP);
      expect(difference?.onlyUser).to.deep.include({ kind: 'userPermission', name: 'ActivateOrder', right: null });
      expect(difference?.onlyOther).to.deep.include({ kind: 'object', name: 'Account', right: 'modifyAll' });
      expect(difference?.onlyUser).not.to.deep.include({ kind: 'object', name: 'Account', right: 'read' });
      const { stdout } = await display(org, ['--username', WAREHOUSE, '--against', ERP]);
      expect(stdout).to.match(/erp\.sync@example\.com +Object +Account +delete, modifyAll, viewAll/);
      expect(stdout).to.match(/erp\.sync@example\.com +Field +\d+ fields of Opportunity/);
    }));

  it('says when two may do the same', () =>
    withOrg({}, async (org) => {
      const { stdout } = await display(org, ['--username', WAREHOUSE, '--against', WAREHOUSE]);
      expect(stdout.trim()).to.equal('warehouse@example.com and warehouse@example.com may do exactly the same.');
    }));

  it('does not know the other user', () =>
    withOrg({}, async (org) => {
      const ran = await displayJson(org, ['--username', WAREHOUSE, '--against', 'erp.synk@example.com']);
      expect([ran.exitCode, ran.json.actions]).to.deep.equal([1, ['Did you mean erp.sync@example.com?']]);
    }));
});

type Change = {
  readonly name: string;
  readonly options?: StartOptions;
  readonly username?: string;
  readonly change: (org: RunningOrg) => void;
  /** Ids of the findings after it. */
  readonly found: readonly string[];
};

const userId = (org: RunningOrg): string => idOf(org, 'User', { Username: WAREHOUSE });
const DAY = 86_400_000;
/** With what it depends on. */
const VIEW_ALL = ['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup'];

const changes: readonly Change[] = [
  {
    name: 'deactivates the user',
    change: (org) => {
      administer(org).update('User', userId(org), { IsActive: false });
    },
    found: ['user-active'],
  },
  {
    name: 'freezes the user',
    change: (org) => {
      administer(org).update('UserLogin', idOf(org, 'UserLogin', { UserId: userId(org) }), { IsFrozen: true });
    },
    found: ['user-frozen'],
  },
  {
    name: 'takes set and license away',
    change: (org) => {
      const admin = administer(org);
      const PermissionSetId = idOf(org, 'PermissionSet', { Name: 'Warehouse_Integration' });
      admin.remove(
        'PermissionSetAssignment',
        idOf(org, 'PermissionSetAssignment', { AssigneeId: userId(org), PermissionSetId }),
      );
      for (const row of org.org.store.find('PermissionSetLicenseAssign', { AssigneeId: userId(org) }))
        admin.remove('PermissionSetLicenseAssign', String(row['Id']));
    },
    found: ['permission-set-license'],
  },
  {
    name: 'assigns a set with rights over the whole org',
    change: (org) => {
      const admin = administer(org);
      // What View All Data keeps on every object in its own set is told with it, that of another set by itself.
      admin.assign(WAREHOUSE, admin.permissionSet('Broad', [...VIEW_ALL, 'PasswordNeverExpires']));
      admin.assign(WAREHOUSE, admin.permissionSet('Contacts', [], { Contact: ['Read', 'ViewAllRecords'] }));
    },
    found: ['broad-permission', 'broad-object-right', 'password-never-expires'],
  },
  {
    name: 'has a profile that demands MFA',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsTwoFactorApi: 1 });
    },
    found: ['mfa-for-api'],
  },
  {
    name: 'has a profile without API',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsApiEnabled: 0 });
    },
    found: ['api-enabled'],
  },
  {
    name: 'has a profile for the user interface',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsApiUserOnly: 0 });
    },
    found: ['api-only'],
  },
  {
    name: 'lets the permission set license expire',
    change: (org) => {
      org.org.store.update(
        'PermissionSetLicense',
        idOf(org, 'PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' }),
        { Status: 'Disabled' },
      );
    },
    found: ['permission-set-license', 'set-not-carried'],
  },
  {
    name: 'does not use the user',
    change: (org) => {
      org.org.store.update('User', userId(org), { LastLoginDate: new Date(Date.now() - 91 * DAY).toISOString() });
    },
    found: ['unused'],
  },
  {
    name: 'never used the user',
    change: (org) => {
      const CreatedDate = new Date(Date.now() - 200 * DAY).toISOString();
      org.org.store.update('User', userId(org), { LastLoginDate: null, CreatedDate });
    },
    found: ['never-used'],
  },
  {
    name: 'gives it the name of production in a sandbox',
    options: { scenario: 'sandbox' },
    username: 'warehouse@example.com.uat',
    change: (org) => {
      administer(org).update('User', idOf(org, 'User', { Username: 'warehouse@example.com.uat' }), {
        Username: WAREHOUSE,
      });
    },
    found: ['sandbox-username'],
  },
];

describe('integration-user display finds what is wrong when an administrator', () => {
  for (const { name, options = {}, username = WAREHOUSE, change, found } of changes) {
    it(name, () =>
      withOrg(options, async (org) => {
        expect((await shown(org, username)).findings).to.deep.equal([]);
        change(org);
        const { findings } = await shown(org, WAREHOUSE);
        expect(findings.map(({ id }) => id)).to.deep.equal(found);
        const { stdout } = await display(org, ['--username', WAREHOUSE]);
        expect(stdout).to.contain('Findings');
      }),
    );
  }
});
