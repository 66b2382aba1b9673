import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import { APP, credentialCreate, credentialCreateJson, openSecrets, secretsIn, token } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, type Ran } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { ZOOMINFO } from './zoomInfo.ts';

const CLIENT_CREDENTIALS = ['--type', 'client-credentials'];
const JWT = ['--type', 'jwt'];

describe('integration-user credential create', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-credential-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const withUser = (body: (org: RunningOrg) => Promise<void>): Promise<void> =>
    withOrg({}, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      await body(org);
    });
  const expectHidden = (org: RunningOrg, ...runs: readonly Ran[]): void => {
    const printed = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    for (const secret of secretsIn(org)) expect(printed).not.to.contain(secret);
    expect(printed).not.to.contain('PRIVATE KEY');
  };

  it('client credentials: an app of its own, with which the integration gets a token; a second run changes nothing', () =>
    withUser(async (org) => {
      await openSecrets(org);
      const ran = await credentialCreate(org, [...CLIENT_CREDENTIALS, '--secret-out', at('secret')]);
      expect(ran.stderr + ran.stdout).to.contain('has an external client app of its own');
      expect(ran.exitCode).to.equal(0);
      expect(statSync(at('secret')).mode & 0o777).to.equal(0o600);
      const consumerKey = /Consumer key: (\S+)/.exec(ran.stdout)?.[1] ?? '';
      const granted = await token(org, {
        grant_type: 'client_credentials',
        client_id: consumerKey,
        client_secret: readFileSync(at('secret'), 'utf8'),
      });
      expect(granted).to.include.keys('access_token');
      const before = dumpOf(org);
      const again = await credentialCreateJson(org, [...CLIENT_CREDENTIALS, '--secret-out', at('secret')]);
      expect(again.json.result?.outcome).to.equal('unchanged');
      expect(again.json.result?.users[0]?.credential).to.include({ app: APP, consumerKey, consumerSecret: 'there' });
      expectSame(before, dumpOf(org));
      expectHidden(org, ran, again);
    }));

  it('jwt: a key pair made here gets a token; the private key is in its file and nowhere else', () =>
    withUser(async (org) => {
      const ran = await credentialCreate(org, [...JWT, '--key-out', at('key')]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(statSync(at('key')).mode & 0o777).to.equal(0o600);
      expect(readFileSync(at('key'), 'utf8')).to.contain('PRIVATE KEY');
      const before = dumpOf(org);
      const again = await credentialCreateJson(org, [...JWT, '--key-out', at('key')]);
      expect(again.json.result?.outcome).to.equal('unchanged');
      expect(again.json.result?.users[0]?.credential).to.include({ type: 'jwt', privateKey: 'there' });
      expectSame(before, dumpOf(org));
      expectHidden(org, ran, again);
    }));

  it('without a place for the secret it gives the link to the page that shows it', () =>
    withUser(async (org) => {
      const ran = await credentialCreate(org, CLIENT_CREDENTIALS);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stdout).to.match(/\/lightning\/setup\/ManageExternalClientApplication\/\w{15}\/detail/);
      expectHidden(org, ran);
    }));

  for (const secretAnswer of ['missing', 'null'] as const)
    it(`writes no file of an answer without a secret (${secretAnswer}), and gives the link`, () =>
      withOrg({ switches: { secretAnswer } }, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        await openSecrets(org);
        const { json, exitCode } = await credentialCreateJson(org, [
          ...CLIENT_CREDENTIALS,
          '--secret-out',
          at('secret'),
        ]);
        expect(exitCode).to.equal(1);
        expect(json.result?.blockers.map(({ id }) => id)).to.deep.equal(['credential-secret-unread']);
        expect(json.result?.blockers[0]?.fix).to.contain('/lightning/setup/ManageExternalClientApplication/');
        expect(json.result?.users[0]?.credential).to.include({ consumerSecret: 'failed' });
        expect(existsSync(at('secret'))).to.equal(false);
      }));

  it('shows the plan and writes nothing with --dry-run', () =>
    withUser(async (org) => {
      const before = dumpOf(org);
      const { json } = await credentialCreateJson(org, [...JWT, '--key-out', at('key'), '--dry-run']);
      expect(json.result?.outcome).to.equal('planned');
      expect(json.result?.users[0]?.changes.map(({ action, status }) => `${action} ${status}`)).to.deep.equal(
        Array.from({ length: 5 }, () => 'create planned'),
      );
      expectSame(before, dumpOf(org));
      expect(existsSync(at('key'))).to.equal(false);
    }));

  for (const kind of ['drop-before', 'status'] as const) {
    it(`a deploy that went wrong (${kind}) is looked for, and never sent again`, () =>
      withUser(async (org) => {
        const planned = await credentialCreate(org, [...JWT, '--key-out', at('plan'), '--dry-run']);
        const deploy = planned.requests.length + 1;
        org.faults.add(kind === 'status' ? { kind, code: 403, at: deploy } : { kind, at: deploy });
        const before = dumpOf(org);
        const { json, requests } = await credentialCreateJson(org, [...JWT, '--key-out', at('key')]);
        expect(requests.filter(({ soapOperation }) => soapOperation === 'deploy')).to.have.length(1);
        expect(json.result?.outcome).to.equal('failed');
        // A lost deploy may still come, and its key must be there then; a refused one takes the key away.
        expect(existsSync(at('key'))).to.equal(kind === 'drop-before');
        expectSame(before, dumpOf(org));
      }));
  }

  it('hands the secret to a command, whose words are not shown', () =>
    withUser(async (org) => {
      await openSecrets(org);
      const script = `import { writeFileSync } from 'node:fs';
        let text = '';
        for await (const part of process.stdin) text += part;
        writeFileSync(process.argv[2], text);
        console.log(text);`;
      writeFileSync(at('take.mjs'), script);
      const command = `'${process.execPath}' '${at('take.mjs')}' '${at('taken')}'`;
      const ran = await credentialCreate(org, [...CLIENT_CREDENTIALS, '--secret-to', command]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stdout).to.contain('Consumer secret: delivered.');
      expect(secretsIn(org)).to.deep.equal([readFileSync(at('taken'), 'utf8')]);
      expectHidden(org, ran);
    }));

  it('a secret that the org refuses once the app is there: told with the way on, and the same command goes on', () =>
    withUser(async (org) => {
      await openSecrets(org);
      const args = [...CLIENT_CREDENTIALS, '--secret-out', at('secret')];
      org.faults.add({ kind: 'status', code: 403, match: /^GET .*\/apps\/oauth\/credentials\// });
      const refused = await credentialCreate(org, args);
      expect(refused.exitCode).to.equal(1);
      expect(refused.stderr)
        .to.contain('does not give its consumer secret')
        .and.match(/ManageExternalClientApplication\/\w{15}\/detail/);
      expect(existsSync(at('secret'))).to.equal(false);
      org.faults.clear();
      const before = dumpOf(org);
      const again = await credentialCreateJson(org, args);
      expect(again.json.result?.users[0]?.credential).to.include({ consumerSecret: 'delivered' });
      expect(secretsIn(org)).to.deep.equal([readFileSync(at('secret'), 'utf8')]);
      expectSame(before, dumpOf(org));
    }));

  it('policies that the org named itself are updated, and no second ones made', () =>
    withUser(async (org) => {
      expect((await credentialCreate(org, CLIENT_CREDENTIALS)).exitCode).to.equal(0);
      org.org.store.db.exec(`UPDATE _Metadata SET FullName = Type || '_of_the_org' WHERE Type LIKE '%Policies'`);
      org.org.store.db.exec(
        `UPDATE _Metadata SET Content = replace(Content, 'AdminApprovedPreAuthorized', 'AllSelfAuthorized')`,
      );
      const names = (): string[] => (dumpOf(org)['_Metadata'] ?? []).map(({ Id }) => String(Id));
      const before = names();
      const { json } = await credentialCreateJson(org, CLIENT_CREDENTIALS);
      expect(json.result?.users[0]?.changes.map(({ action, name, detail }) => [action, name, detail])).to.deep.equal([
        ['update', 'ExtlClntAppOauthConfigurablePolicies_of_the_org', 'permittedUsersPolicyType'],
      ]);
      expect(names()).to.deep.equal(before);
      expect((await credentialCreateJson(org, CLIENT_CREDENTIALS)).json.result?.outcome).to.equal('unchanged');
    }));
});
