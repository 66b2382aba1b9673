import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { migrate, migrateJson, withSnapshotFile } from './migrating.ts';
import { plantRuns } from './runningAs.ts';
import { plantSettings } from './settings.ts';
import { withOrg } from './withOrg.ts';

const ERP = 'erp.sync@example.com';
const OTHER = 'sales.two@example.com';

/** What is told of the move of a user, by id: severity, message and way out. */
async function told(org: RunningOrg, username = ERP): Promise<Record<string, string>> {
  return withSnapshotFile(async (file) => {
    const { json, exitCode } = await migrateJson(org, ['--username', username, '--snapshot-file', file, '--dry-run']);
    expect(exitCode, json.message).to.equal(0);
    const findings = json.result?.users[0]?.findings ?? [];
    return Object.fromEntries(
      findings
        .filter(({ id }) => id.startsWith('migrate-'))
        .map(({ id, severity, message, fix }) => [id.slice('migrate-'.length), `${severity}: ${message} ${fix}`]),
    );
  });
}

describe('integration-user migrate: what hangs on the user', () => {
  it('settings that name it are told, each with its place, and of what no API tells that it does not', () =>
    withOrg({}, async (org) => {
      plantSettings(org, {
        cases: {
          ...{ defaultCaseOwner: ERP.toUpperCase(), defaultCaseOwnerType: 'User', defaultCaseUser: ERP },
          addressOwner: ERP,
        },
        assignment: { object: 'Lead', name: 'Web leads', user: ERP },
        escalation: { object: 'Case', name: 'Late', user: ERP },
      });
      const found = await told(org);
      expect(found['case-owner']).to.match(/^warning: It is the default owner of cases\. .*Support Settings/);
      expect(found['case-user']).to.match(/^warning: It is the automated case user/);
      expect(found['email-to-case']).to.match(/^warning: .*Email-to-Case: Help\./);
      expect(found['assignment-rule']).to.match(/^warning: .*: Lead Web leads\./);
      expect(found['escalation-rule']).to.match(/^warning: .*: Case Late\./);
      expect(found['default-owner']).to.match(/^info: No API tells .*default workflow user/);
      expect(found).not.to.have.property('settings-unread');
    }));

  it('settings that name somebody else, or a queue of the same name, are not', () =>
    withOrg({}, async (org) => {
      plantSettings(org, {
        cases: { defaultCaseOwner: ERP, defaultCaseOwnerType: 'Queue', defaultCaseUser: OTHER },
        assignment: { object: 'Case', name: 'Standard', user: OTHER },
      });
      const found = Object.keys(await told(org));
      expect(found).not.to.include.oneOf(['case-owner', 'case-user', 'assignment-rule', 'escalation-rule']);
      expect(found).to.include('default-owner');
    }));

  it('settings that cannot be read are told, and stop nothing', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'status', code: 403, match: /Soap/, times: 99 });
      expect((await told(org))['settings-unread']).to.match(/^warning: .*CaseSettings/);
    }));

  it('jobs, dashboards and approvals are told, each with what will become of it; of another user nothing', () =>
    withOrg({}, async (org) => {
      plantRuns(org, idOf(org, 'User', { Username: ERP }));
      const found = await told(org);
      expect(found['jobs']).to.match(/^warning: Scheduled jobs run as it: Nightly Invoices\. .*rights that it keeps/);
      expect(found['dashboards']).to.match(/^warning: .*: Open Orders\. .*Name another running user/);
      expect(found['approvals']).to.match(/^warning: Approval requests that wait for it: 2\. .*no browser/);
      expect(found).not.to.have.property('run-unread');
      expect(await told(org, OTHER)).not.to.have.any.keys('jobs', 'dashboards', 'approvals');
    }));

  it('tokens and open sessions are told, with what the integration has to do', () =>
    withOrg({}, async (org) => {
      const { store } = org.org;
      const UsersId = idOf(org, 'User', { Username: ERP });
      const LoginHistoryId = store.insert('LoginHistory', {
        ...{ UserId: UsersId, LoginType: 'Remote Access 2.0', Application: 'ERP Connector', Status: 'Success' },
        LoginTime: '2026-11-20T10:00:00.000Z',
      });
      const session = { UsersId, SessionType: 'API', SourceIp: '192.0.2.7', IsCurrent: 0, LoginHistoryId };
      store.insert('AuthSession', session);
      store.insert('AuthSession', session);
      store.insert('OauthToken', {
        ...{
          UserId: UsersId,
          AppName: 'Old Tool',
          LastUsedDate: '2026-10-01T00:00:00.000Z',
          DeleteToken: 'never-shown',
        },
      });
      const found = await told(org);
      expect(found['sessions']).to.match(/^warning: Open sessions of it: 2 \(ERP Connector API from 192\.0\.2\.7\)\./);
      expect(found['sessions']).to.contain('log in again right after the move');
      expect(found['tokens']).to.contain('Old Tool (2026-10-01)').and.to.contain('client credentials or JWT');
      expect(Object.values(found).join()).not.to.contain('never-shown');
      const without = await told(org, OTHER);
      expect(Object.keys(without)).not.to.include.oneOf(['sessions', 'tokens', 'sessions-unread', 'tokens-unread']);
    }));

  it('at a terminal, what is lost and what hangs on it stands on the screen before the question', () =>
    withOrg({}, (org) =>
      withSnapshotFile(async (file) => {
        plantSettings(org, { cases: { defaultCaseOwner: ERP, defaultCaseOwnerType: 'User', defaultCaseUser: OTHER } });
        administer(org).assign(ERP, administer(org).permissionSet('Broad', ['ViewAllUsers']));
        const { stdout, exitCode } = await migrate(org, ['--username', ERP, '--snapshot-file', file], {
          answer: () => false,
        });
        expect(exitCode).to.equal(1);
        expect(stdout).to.contain('ViewAllUsers').and.to.contain('default owner of cases');
      }),
    ));
});
