import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { retire } from './harness.ts';
import { heldBy, makeUsed, RETIRED, retired } from './retiring.ts';
import { plantRuns } from './runningAs.ts';
import { plantSettings } from './settings.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, writesOf } from './zoomInfo.ts';

const told = (ran: Awaited<ReturnType<typeof retired>>): Record<string, string> =>
  Object.fromEntries(
    (ran.json.result?.users[0]?.findings ?? [])
      .filter(({ id }) => id.startsWith('retire-'))
      .map(({ id, severity, message }) => [id.slice('retire-'.length), `${severity}: ${message}`]),
  );

/** Records, people, groups, a role and rules that hang on ZoomInfo. */
function hang(org: RunningOrg, id: string): void {
  const { store } = org.org;
  for (const name of ['One', 'Two']) store.insert('Account', { Name: name, OwnerId: id });
  store.insert('Invoice__c', { OwnerId: id });
  store.update('User', idOf(org, 'User', { Username: 'sales.one@example.com' }), {
    ManagerId: id,
    DelegatedApproverId: id,
  });
  const admin = administer(org);
  admin.insert('GroupMember', { UserOrGroupId: id, GroupId: idOf(org, 'Group', { DeveloperName: 'Order_Intake' }) });
  admin.insert('GroupMember', { UserOrGroupId: id, GroupId: idOf(org, 'Group', { DeveloperName: 'Integrations' }) });
  store.update('User', id, { UserRoleId: idOf(org, 'UserRole', { DeveloperName: 'Integrations' }) });
  plantSettings(org, {
    assignment: { object: 'Case', name: 'Standard', user: USERNAME },
    escalation: { object: 'Case', name: 'Late', user: USERNAME },
  });
}

describe('integration-user retire: what hangs on the user', () => {
  for (const mode of ['--freeze', '--deactivate'])
    it(`is told before it is gone (${mode} --dry-run)`, () =>
      withOrg({}, async (org) => {
        const id = await makeUsed(org);
        const admin = administer(org);
        admin.assign(USERNAME, admin.permissionSet('Invoices', [], { Invoice__c: ['Read'] }));
        hang(org, id);
        plantRuns(org, id);
        const found = told(await retired(org, [mode, '--dry-run']));
        expect(found['owned']).to.equal('info: It owns records: Account 2, Invoice__c 1. They stay its own.');
        expect(found['manager']).to.equal('warning: Active users whose manager it is: 1.');
        expect(found['approver']).to.equal('warning: Active users whose delegated approver it is: 1.');
        expect(found['jobs']).to.equal(
          'warning: Scheduled jobs run as it, and fail once it is inactive: Nightly Invoices.',
        );
        expect(found['dashboards']).to.match(/^warning: Dashboards .*: Open Orders\./);
        expect(found['approvals']).to.match(/^warning: Approval requests that wait for it: 2\./);
        expect(found['queues']).to.contain('Order_Intake');
        expect(found['public-groups']).to.contain('Integrations');
        expect(found['role']).to.contain('Integrations');
        expect(found['assignment-rule']).to.match(/^warning: .*may refuse.*Case Standard/);
        expect(found['escalation-rule']).to.match(/^warning: .*may refuse.*Case Late/);
        expect(found['default-owner']).to.match(/^info: No API tells/);
        expect(found).not.to.have.any.keys('uncounted', 'run-unread', 'settings-unread', 'around-unread', 'case-owner');
      }));

  it('the default owner of cases is not deactivated: told before anything is written; it can be frozen', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      plantSettings(org, {
        cases: { defaultCaseOwner: USERNAME, defaultCaseOwnerType: 'User', defaultCaseUser: USERNAME },
      });
      const before = dumpOf(org);
      const ran = await retired(org, ['--deactivate']);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.message).to.contain('is the default owner of cases').and.to.contain('is the automated case user');
      expect(ran.json.actions?.join()).to.contain(`sf integration-user retire --freeze --username ${USERNAME}`);
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      expect((await retired(org)).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.include({ active: true, frozen: true });
      const admin = 'admin@example.com';
      plantSettings(org, {
        cases: { defaultCaseOwner: admin, defaultCaseOwnerType: 'User', defaultCaseUser: admin },
      });
      expect((await retired(org, ['--deactivate'])).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal({ ...RETIRED, frozen: true });
    }));

  it('what cannot be read is told, and keeps nobody from being frozen', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      org.faults.add({ kind: 'status', code: 403, match: /Soap/, times: 99 });
      org.faults.add({ kind: 'status', code: 403, at: 6, times: 1 });
      const ran = await retired(org);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(told(ran)['around-unread'] ?? told(ran)['settings-unread']).to.match(/^warning: /);
      expect(heldBy(org, id)).to.include({ frozen: true });
    }));

  it('stands on the screen before the question', () =>
    withOrg({}, async (org) => {
      hang(org, await makeUsed(org));
      const { stdout } = await retire(org, ['--username', USERNAME], { answer: () => false });
      expect(stdout).to.contain('It owns records: Account 2').and.to.contain('Case Standard');
    }));

  it('is not asked for again when there is nothing to do, nor to unfreeze', () =>
    withOrg({}, async (org) => {
      hang(org, await makeUsed(org));
      await retired(org);
      for (const args of [[], ['--unfreeze']]) {
        const { requests } = await retired(org, args);
        expect(requests.filter(({ path }) => path.includes('Soap'))).to.deep.equal([]);
      }
    }));
});
