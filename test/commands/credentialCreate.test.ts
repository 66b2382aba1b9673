import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import { APP, credentialCreate, credentialCreateJson, openSecrets, secretsIn, token } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, type Ran } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, ZOOMINFO } from './zoomInfo.ts';

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

  describe('ends before the first write, org and disk unchanged', () => {
    const refused = (
      what: string,
      prepare: (org: RunningOrg) => Promise<void> | void,
      args: () => readonly string[],
      ...ids: readonly string[]
    ): void => {
      it(what, () =>
        withUser(async (org) => {
          await prepare(org);
          const before = dumpOf(org);
          const { json, exitCode } = await credentialCreateJson(org, args());
          expect(json.result?.blockers.map(({ id }) => id)).to.have.members([...ids]);
          expect(exitCode).to.equal(1);
          expectSame(before, dumpOf(org));
        }),
      );
    };
    const user = (org: RunningOrg): string => String(org.org.store.find('User', { Username: USERNAME })[0]?.['Id']);

    refused(
      'when the key file exists',
      () => {
        writeFileSync(at('key'), 'mine');
      },
      () => [...JWT, '--key-out', at('key')],
      'secret-file-exists',
    );
    refused(
      'when the org does not let the API read secrets',
      () => undefined,
      () => [...CLIENT_CREDENTIALS, '--secret-out', at('secret')],
      'credential-secrets-off',
    );
    refused(
      'when the user is frozen',
      (org) => {
        org.org.store.db.prepare('UPDATE UserLogin SET IsFrozen = 1 WHERE UserId = ?').run(user(org));
      },
      () => CLIENT_CREDENTIALS,
      'credential-frozen',
    );
    refused(
      'when a JWT login has no certificate, and everything else that is wrong at once',
      () => undefined,
      () => [...JWT, '--secret-out', at('secret'), '--scope', 'apo', '--ip-range', '1.2.3'],
      ...['credential-certificate-needed', 'credential-flag', 'credential-scope', 'credential-ip-range'],
      'credential-secrets-off',
    );
  });

  it('never changes an app of that name that somebody else made', () =>
    withUser(async (org) => {
      expect((await credentialCreate(org, CLIENT_CREDENTIALS)).exitCode).to.equal(0);
      org.org.store.db.exec(`UPDATE _Metadata SET Content = replace(Content, '[sf integration-user', '[by hand')`);
      const before = dumpOf(org);
      const { json } = await credentialCreateJson(org, [...CLIENT_CREDENTIALS, '--scope', 'web']);
      expect(json.result?.blockers.map(({ id }) => id)).to.deep.equal(['credential-app-foreign']);
      expectSame(before, dumpOf(org));
    }));
});
