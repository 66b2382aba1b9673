import { expect } from 'chai';
import IntegrationUserCredentialRevoke from '../../src/commands/integration-user/credential/revoke.ts';
import { requestToken } from '../../src/credential/token.ts';
import type { WriteResult } from '../../src/report/result.ts';
import { deployApp, wholeApp } from '../org/rest/apps/deployApp.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { token } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, run, runJson, type Options, type Ran, type RanJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, ZOOMINFO } from './zoomInfo.ts';

const args = ['--username', USERNAME];
const revoke = (org: RunningOrg, more: readonly string[] = [], options?: Options): Promise<Ran> =>
  run(IntegrationUserCredentialRevoke, org, [...args, ...more], options);
const revokeJson = (org: RunningOrg, more: readonly string[] = [], options?: Options): Promise<RanJson<WriteResult>> =>
  runJson(IntegrationUserCredentialRevoke, org, [...args, ...more], options);

/** Logs the user in through the flow of machines; its token, and whether that still works. */
async function logIn(org: RunningOrg): Promise<{ token: string; works: () => Promise<boolean> }> {
  const { consumerKey, consumerSecret } = org.clientCredentials(USERNAME);
  const answer = await requestToken(org.url, { type: 'client-credentials', consumerKey, consumerSecret });
  if (answer.outcome !== 'granted') throw new Error(JSON.stringify(answer));
  const token = answer.token.accessToken;
  return {
    token,
    works: async () =>
      (await fetch(`${org.url}/services/data/v67.0/limits`, { headers: { authorization: `Bearer ${token}` } })).ok,
  };
}

const SECRET = 'DeLeTe.S3cret';
function plantToken(org: RunningOrg, AppName: string, DeleteToken: string): void {
  const row = { UserId: idOf(org, 'User', { Username: USERNAME }), AppName, DeleteToken, UseCount: 3 };
  org.org.store.insert('OauthToken', { ...row, LastUsedDate: '2026-01-02T03:04:05.000Z' });
}

describe('integration-user credential revoke', () => {
  const withUser = (body: (org: RunningOrg) => Promise<void>): Promise<void> =>
    withOrg({}, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      await body(org);
    });
  const left = ({ org }: RunningOrg): number[] =>
    ['OauthToken', 'AuthSession'].map((name) => org.store.find(name).length);

  it('ends tokens and sessions, and the second time there is nothing to end', () =>
    withUser(async (org) => {
      const before = left(org);
      const login = await logIn(org);
      plantToken(org, 'Vendor', SECRET);
      expect(await login.works()).to.equal(true);
      const first = await revokeJson(org);
      expect(first.exitCode, first.stdout).to.equal(0);
      expect(first.json.result?.outcome).to.equal('updated');
      expect(
        first.json.result?.users[0]?.changes.map(({ action, type, name, status }) => [action, type, name, status]),
      ).to.deep.equal([
        ['delete', 'OauthToken', 'Vendor', 'done'],
        ['delete', 'AuthSession', 'Simulated Integration', 'done'],
      ]);
      expect(first.json.result?.users[0]?.findings.map(({ id }) => id)).to.deep.equal(['revoke-not-secret']);
      expect(first.stdout + first.stderr)
        .not.to.include(SECRET)
        .and.not.to.include(login.token);
      expect(await login.works()).to.equal(false);
      expect(left(org)).to.deep.equal(before);
      const second = await revokeJson(org);
      expect([second.exitCode, second.json.result?.outcome]).to.deep.equal([0, 'unchanged']);
      expect(second.json.result?.users[0]?.changes).to.deep.equal([]);
    }));

  it('ends what a vendor got from a login in a browser: it gets no new token', () =>
    withUser(async (org) => {
      const vendor = org.connectedApp('Vendor');
      const { refreshToken, deleteToken } = org.webLogin(USERNAME, vendor.consumerKey);
      const refresh = (): Promise<Record<string, string>> =>
        token(org, {
          grant_type: 'refresh_token',
          client_id: vendor.consumerKey,
          client_secret: vendor.consumerSecret,
          refresh_token: refreshToken,
        });
      expect(await refresh()).to.have.property('access_token');
      const ran = await revokeJson(org, ['--app', 'Vendor']);
      expect(ran.exitCode, ran.stdout).to.equal(0);
      expect(await refresh()).to.include({ error_description: 'expired access/refresh token' });
      for (const secret of [refreshToken, deleteToken]) expect(ran.stdout + ran.stderr).not.to.include(secret);
    }));

  it('ends those of one application alone', () =>
    withUser(async (org) => {
      const login = await logIn(org);
      plantToken(org, 'Vendor', SECRET);
      const ran = await revokeJson(org, ['--app', 'vendor']);
      expect(ran.json.result?.users[0]?.changes.map(({ name }) => name)).to.deep.equal(['Vendor']);
      expect(await login.works()).to.equal(true);
      expect((await revokeJson(org, ['--app', 'nobody'])).json.result?.outcome).to.equal('unchanged');
    }));

  it('ends those of an app by its developer name or its label', () =>
    withUser(async (org) => {
      const app = wholeApp('ERP_Link');
      const named = { ...app, ExternalClientApplication: { ...app.ExternalClientApplication, label: 'ERP Link' } };
      expect(await deployApp(org, 'ERP_Link', named)).to.deep.equal([]);
      for (const name of ['erp_link', 'ERP Link']) {
        plantToken(org, 'ERP Link', SECRET);
        plantToken(org, 'Vendor', name);
        const ran = await revokeJson(org, ['--app', name]);
        expect(
          ran.json.result?.users[0]?.changes.map(({ name, status }) => [name, status]),
          ran.stdout,
        ).to.deep.equal([['ERP Link', 'done']]);
      }
    }));

  it('tells a token that the org gives no key to revoke by', () =>
    withUser(async (org) => {
      plantToken(org, 'Vendor', '');
      const ran = await revokeJson(org);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['revoke-left']);
    }));

  it('says to a person what ended and what did not', () =>
    withUser(async (org) => {
      await logIn(org);
      const ran = await revoke(org);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stdout).to.include(`The logins of ${USERNAME} have ended.`).and.include('AuthSession');
      expect(ran.stderr).to.include('gets a new token at once').and.include('credential rotate');
    }));

  it('plans without ending anything', () =>
    withUser(async (org) => {
      const login = await logIn(org);
      const before = dumpOf(org);
      const ran = await revokeJson(org, ['--dry-run']);
      expect([ran.exitCode, ran.json.result?.outcome]).to.deep.equal([0, 'planned']);
      expect(ran.json.result?.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['planned']);
      expectSame(before, dumpOf(org));
      expect(await login.works()).to.equal(true);
    }));

  it('asks first, where somebody can answer and there is something to end', () =>
    withUser(async (org) => {
      const refuse = (): never => {
        throw new Error('asked');
      };
      expect((await revoke(org, [], { answer: refuse })).exitCode).to.equal(0);
      const login = await logIn(org);
      const no = await revoke(org, [], { answer: (question) => !question.includes('End 1 logins') });
      expect([no.exitCode, no.stderr.includes('Nothing was revoked.')]).to.deep.equal([1, true]);
      expect(await login.works()).to.equal(true);
      expect((await revoke(org, ['--no-prompt'], { answer: refuse })).exitCode).to.equal(0);
      expect(await login.works()).to.equal(false);
    }));

  it('does not touch a person', () =>
    withUser(async (org) => {
      const ran = await runJson<WriteResult>(IntegrationUserCredentialRevoke, org, ['--username', org.adminUsername]);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['credential-license']);
      expect(ran.json.actions?.join()).to.include('migrate');
    }));

  it('claims nothing where the login sees no sessions', () =>
    withUser(async (org) => {
      for (const set of org.org.store.find('PermissionSet', { PermissionsManageUsers: 1 }))
        org.org.store.update('PermissionSet', String(set['Id']), {
          PermissionsManageUsers: 0,
          PermissionsFreezeUsers: 1,
        });
      const ran = await revokeJson(org);
      expect(ran.exitCode, ran.stdout).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['revoke-blind']);
    }));

  it('tells what is still there', () =>
    withUser(async (org) => {
      const login = await logIn(org);
      org.faults.add({ kind: 'html', match: /DELETE .*composite\/sobjects/ });
      const ran = await revokeJson(org);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.outcome).to.equal('failed');
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['revoke-left']);
      expect(ran.json.result?.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['failed']);
      expect(await login.works()).to.equal(true);
      expect((await revokeJson(org)).json.result?.outcome).to.equal('updated');
    }));

  for (const kind of ['drop-before', 'drop-after'] as const) {
    it(`does not claim what it does not know (${kind})`, () =>
      withUser(async (org) => {
        await logIn(org);
        org.faults.add({ kind, match: /DELETE .*composite\/sobjects/ });
        const ran = await revokeJson(org);
        expect(ran.exitCode).to.equal(1);
        expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['revoke-stopped']);
        expect((await revokeJson(org)).json.result?.outcome).to.equal(kind === 'drop-after' ? 'unchanged' : 'updated');
      }));
  }
});
