import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { makeByHand } from './byHand.ts';
import { idOf } from './change.ts';
import { exportJson, exportUsers } from './exporting.ts';
import { withOrg } from './withOrg.ts';
import { WAREHOUSE, expectFaithful, exportHand } from './exported.ts';

describe('integration-user export: what a definition cannot say of a set: it is only assigned', () => {
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

describe('integration-user export: users', () => {
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
