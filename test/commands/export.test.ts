// Over 300 lines: one command: each thing that a user may hold, out of the org and back.
import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/definition/file.ts';
import type { RawUser } from '../../src/definition/raw.ts';
import { commandLine } from '../../src/report/commandLine.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { makeByHand } from './byHand.ts';
import { idOf, pslId } from './change.ts';
import { withDefinition } from './definitionFile.ts';
import { dumpOf, expectSame } from './difference.ts';
import { exportJson, exportUsers } from './exporting.ts';
import { apply, create } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, STANDARD_PROFILE, USERNAME, WHOLE, writesOf } from './zoomInfo.ts';

const WAREHOUSE = 'warehouse@example.com';
const EVERYTHING = join(import.meta.dirname, '../../examples/everything.yaml');

/**
 * Exports and fails unless the printed YAML is the JSON result, nothing was written, and `apply` of it finds nothing to change: with
 * --dry-run, and for real.
 */
async function expectFaithful(
  org: RunningOrg,
  args: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<readonly RawUser[]> {
  const before = dumpOf(org);
  const printed = await exportUsers(org, args);
  expect(printed.exitCode, printed.stderr).to.equal(0);
  const { json } = await exportJson(org, args);
  expect(parse(printed.stdout)).to.deep.equal(json.result?.definition);
  expect(parseDefinition('printed', printed.stdout).problems).to.deep.equal([]);
  expect(writesOf(printed.requests).map(inShort)).to.deep.equal([]);
  await withDefinition(printed.stdout, async (file) => {
    const planned = await apply(org, ['--definition-file', file, '--dry-run', '--detailed-exit-code', ...flags]);
    expect(planned.exitCode, planned.stdout + planned.stderr).to.equal(0);
    const { json: applied, exitCode } = await apply.json(org, ['--definition-file', file, '--no-prompt', ...flags]);
    expect(exitCode, applied.message).to.equal(0);
    expect(applied.result?.users.map(({ name, changes }) => [name, changes])).to.deep.equal(
      json.result?.definition.users.map(({ name }) => [name, []]),
    );
    expect(applied.result?.outcome).to.equal('unchanged');
  });
  expectSame(before, dumpOf(org));
  return json.result?.definition.users ?? [];
}

/** What the export says of the user "hand@acme.integration", who has a permission set of his own called Hand. */
async function exportHand(org: RunningOrg): Promise<RawUser | undefined> {
  return (await expectFaithful(org)).find(({ username }) => username === 'hand@acme.integration');
}

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

  describe('what a definition cannot say of a set: it is only assigned', () => {
    type Say = (org: RunningOrg, set: string) => void;
    const cannotSay: Readonly<Record<string, Say>> = {
      'View All Fields of an object': (org, set) => {
        const row = idOf(org, 'ObjectPermissions', { ParentId: set, SobjectType: 'Account' });
        administer(org).update('ObjectPermissions', row, { PermissionsViewAllFields: true });
      },
      'a flow whose name the org does not tell': (org, ParentId) => {
        const row = { ParentId, SetupEntityId: '300hs0000000009AAA', SetupEntityType: 'FlowDefinition' };
        org.org.store.insert('SetupEntityAccess', row);
      },
      'being session-based': (org, set) => {
        org.org.store.update('PermissionSet', set, { Type: 'Session', HasActivationRequired: 1 });
      },
      'a package as its owner': (org, set) => {
        org.org.store.update('PermissionSet', set, { NamespacePrefix: 'pi' });
      },
      'being part of a group': (org, set) => {
        const group = idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' });
        administer(org).insert('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
        org.org.store.update('PermissionSetGroup', group, { Status: 'Updated' });
      },
      'a label that looks like an environment variable': (org, set) => {
        administer(org).update('PermissionSet', set, { Label: 'Costs ${NOT_SET_ANYWHERE}' });
      },
    };
    for (const [what, say] of Object.entries(cannotSay)) {
      it(what, () =>
        withOrg({}, async (org) => {
          makeByHand(org, 'hand@acme.integration');
          const set = administer(org).permissionSet('Hand', [], { Account: ['Read'] });
          administer(org).assign('hand@acme.integration', set);
          say(org, set);
          const name = what === 'a package as its owner' ? 'pi__Hand' : 'Hand';
          expect(await exportHand(org)).to.deep.include({ permissionSet: 'none', permissionSets: [name] });
        }),
      );
    }

    it('MFA for API logins, which apply then refuses', () =>
      withOrg({}, async (org) => {
        makeByHand(org, 'hand@acme.integration');
        const set = administer(org).permissionSet('Hand', [], { Account: ['Read'] });
        administer(org).assign('hand@acme.integration', set);
        org.org.store.update('PermissionSet', set, { PermissionsTwoFactorApi: 1 });
        const { json, exitCode } = await exportJson(org, ['--username', 'hand@acme.integration']);
        expect(exitCode).to.equal(0);
        expect(json.result?.definition.users[0]).to.deep.include({ permissionSet: 'none', permissionSets: ['Hand'] });
        // The definition cannot be applied as it is: that must be said beside it.
        expect(json.result?.findings.map(({ id, severity }) => [id, severity])).to.deep.include([
          'mfa-for-api-in-set',
          'warning',
        ]);
      }));

    it('a tab stays what it is', () =>
      withOrg({}, async (org) => {
        makeByHand(org, 'hand@acme.integration');
        const set = administer(org).permissionSet('Hand', [], { Account: ['Read'] });
        administer(org).assign('hand@acme.integration', set);
        administer(org).insert('PermissionSetTabSetting', {
          ...{ ParentId: set, Name: 'standard-Account', Visibility: 'DefaultOn' },
        });
        await exportHand(org);
      }));

    it('rights over everything, which need --allow-broad-access', () =>
      withOrg({}, async (org) => {
        makeByHand(org, 'hand@acme.integration');
        const set = administer(org).permissionSet('Hand', [], { Account: ['Read', 'ViewAllRecords'] });
        administer(org).assign('hand@acme.integration', set);
        const [user] = await expectFaithful(org, ['--username', 'hand@acme.integration'], ['--allow-broad-access']);
        expect(user?.permissionSet).to.deep.include({ objects: { Account: { access: ['read', 'viewAll'] } } });
      }));
  });

  describe('users', () => {
    it('leaves inactive ones out', () =>
      withOrg({}, async (org) => {
        const id = makeByHand(org, 'hand@acme.integration');
        administer(org).update('User', id, { IsActive: false });
        const users = await expectFaithful(org);
        expect(users.map(({ username }) => username)).to.deep.equal([WAREHOUSE]);
        const { json } = await exportJson(org);
        expect(json.result?.findings).to.deep.equal([]);
      }));

    it('says so when one is asked for', () =>
      withOrg({}, async (org) => {
        const id = makeByHand(org, 'hand@acme.integration');
        administer(org).update('User', id, { IsActive: false });
        const args = ['--username', 'hand@acme.integration', '--username', WAREHOUSE];
        const { json, exitCode } = await exportJson(org, args);
        expect(exitCode).to.equal(0);
        expect(json.result?.definition.users.map(({ username }) => username)).to.deep.equal([WAREHOUSE]);
        expect(json.result?.findings.map(({ id: about, subject }) => [about, subject])).to.deep.equal([
          ['export-inactive', 'hand@acme.integration'],
        ]);
        expect(json.warnings).to.have.length(1);
      }));

    it('takes usernames in any case, and twice', () =>
      withOrg({}, async (org) => {
        const users = await expectFaithful(org, ['--username', 'Warehouse@Example.com', '--username', WAREHOUSE]);
        expect(users).to.have.length(1);
      }));

    it('refuses one on another license', () =>
      withOrg({}, async (org) => {
        const { json, exitCode } = await exportJson(org, ['--username', 'erp.sync@example.com']);
        expect(exitCode).to.equal(1);
        expect(json.message).to.contain('erp.sync@example.com is on the license "Salesforce"');
        expect(json.actions?.[0]).to.contain('display --username erp.sync@example.com');
      }));

    it('offers the nearest to one that is not there, and tells all at once', () =>
      withOrg({}, async (org) => {
        const args = ['warehouze@example.com', 'nobody@nowhere.test', 'erp.sync@example.com'];
        const ran = await exportUsers(
          org,
          args.flatMap((name) => ['--username', name]),
        );
        expect(ran.exitCode).to.equal(1);
        expect(ran.stdout).to.equal('');
        for (const text of ['warehouze@example.com', WAREHOUSE, 'nobody@nowhere.test', 'erp.sync@example.com'])
          expect(ran.stderr).to.contain(text);
      }));

    it('gives a result of its own shape when it fails, in which the error stands', () =>
      withOrg({}, async (org) => {
        const { json } = await exportJson(org, ['--username', 'warehouze@example.com']);
        const { findings = [], ...rest } = json.result ?? {};
        expect(rest).to.deep.equal({ definition: { users: [] }, outputFile: null });
        const errors = findings.filter(({ severity }) => severity === 'error');
        expect(errors.map(({ id, subject }) => [id, subject])).to.deep.equal([
          ['unknown-users', 'warehouze@example.com'],
        ]);
      }));

    it('says so where there is none: a file that apply refuses helps nobody', () =>
      withOrg({ scenario: 'developer' }, async (org) => {
        const { json, stdout } = await exportJson(org);
        expect(json.result?.findings ?? [json.message], stdout).not.to.be.empty;
      }));
  });

  describe('--output-file', () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'export-'));
      file = join(folder, 'integrations.yaml');
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    it('writes what would be printed, and says how to go on', () =>
      withOrg({}, async (org) => {
        const printed = await exportUsers(org);
        const { stdout, exitCode } = await exportUsers(org, ['--output-file', file]);
        expect(exitCode).to.equal(0);
        expect(readFileSync(file, 'utf8').trim()).to.equal(printed.stdout.trim());
        expect(stdout).to.contain(file).and.to.contain('integration-user apply').and.not.to.contain('users:');
        expect(readdirSync(folder)).to.deep.equal(['integrations.yaml']);
      }));

    it('gives the next command with the name of the file as a shell takes it', () =>
      withOrg({}, async (org) => {
        const odd = join(folder, 'our integrations.yaml');
        const { stdout } = await exportUsers(org, ['--output-file', odd]);
        expect(stdout).to.contain(`--definition-file ${commandLine([odd])} --dry-run`);
        expect(commandLine([odd]), 'quoted').not.to.equal(odd);
      }));

    it('names the file in the result', () =>
      withOrg({}, async (org) => {
        const { json } = await exportJson(org, ['--output-file', file]);
        expect(json.result?.outputFile).to.equal(file);
        expect(parse(readFileSync(file, 'utf8'))).to.deep.equal(json.result?.definition);
      }));

    it('refuses a file that exists, before it asks the org for anything', () =>
      withOrg({}, async (org) => {
        writeFileSync(file, 'mine');
        const { exitCode, json, requests } = await exportJson(org, ['--output-file', file]);
        expect([exitCode, readFileSync(file, 'utf8')]).to.deep.equal([1, 'mine']);
        expect(json.message).to.contain(`The file ${file} exists already.`);
        expect(json.actions?.[0]).to.contain('--overwrite');
        expect(requests.map(inShort)).to.deep.equal([]);
      }));

    it('replaces it with --overwrite', () =>
      withOrg({}, async (org) => {
        writeFileSync(file, 'mine');
        expect((await exportUsers(org, ['--output-file', file, '--overwrite'])).exitCode).to.equal(0);
        expect(readFileSync(file, 'utf8')).to.contain(WAREHOUSE);
        expect(readdirSync(folder)).to.deep.equal(['integrations.yaml']);
      }));

    it('keeps the file when the export fails', () =>
      withOrg({}, async (org) => {
        writeFileSync(file, 'mine');
        const args = ['--output-file', file, '--overwrite', '--username', 'nobody@nowhere.test'];
        expect((await exportUsers(org, args)).exitCode).to.equal(1);
        expect(readFileSync(file, 'utf8')).to.equal('mine');
      }));

    it('says why it cannot write', () =>
      withOrg({}, async (org) => {
        const there = join(folder, 'no', 'such', 'folder.yaml');
        const { exitCode, json } = await exportJson(org, ['--output-file', there]);
        expect(exitCode).to.equal(1);
        expect(json.message).to.contain(there).and.to.contain('ENOENT');
        expect(existsSync(join(folder, 'no'))).to.equal(false);
      }));
  });
});
