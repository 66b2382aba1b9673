import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import IntegrationUserCredentialCreate from '../../src/commands/integration-user/credential/create.ts';
import IntegrationUserCredentialRotate from '../../src/commands/integration-user/credential/rotate.ts';
import IntegrationUserCredentialTest from '../../src/commands/integration-user/credential/test.ts';
import type { CredentialTestResult } from '../../src/report/credential/credentialTest.ts';
import { consumerOf } from '../org/metadata/consumers.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { openSecrets } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, run, runJson, type Ran, type RanJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { SET, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

const test = (org: RunningOrg, args: readonly string[]): Promise<Ran> =>
  run(IntegrationUserCredentialTest, org, ['--username', USERNAME, ...args]);
const testJson = (org: RunningOrg, args: readonly string[]): Promise<RanJson<CredentialTestResult>> =>
  runJson(IntegrationUserCredentialTest, org, ['--username', USERNAME, ...args]);

/** Changes an element of a part of the app behind the back of everybody. */
function change({ org }: RunningOrg, type: string, values: Readonly<Record<string, unknown>>): void {
  const rows = org.store.db.prepare('SELECT FullName, Content FROM _Metadata WHERE Type = ?').all(type);
  for (const { FullName, Content } of rows) {
    const content = JSON.parse(String(Content)) as { values: object };
    const changed = JSON.stringify({ ...content, values: { ...content.values, ...values } });
    org.store.db
      .prepare('UPDATE _Metadata SET Content = ? WHERE Type = ? AND FullName = ?')
      .run(changed, type, FullName ?? '');
  }
}

describe('integration-user credential test', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-test-'));
    file = join(folder, 'secret');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** An org with the user, its app, and the secret or key of it in `file`. */
  const withCredential = (
    type: 'client-credentials' | 'jwt',
    body: (org: RunningOrg, args: readonly string[]) => Promise<void>,
    options: Parameters<typeof withOrg>[0] = {},
  ): Promise<void> =>
    withOrg(options, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      const key = type === 'jwt' ? ['--key-out', file] : [];
      const made = await run(IntegrationUserCredentialCreate, org, ['--username', USERNAME, '--type', type, ...key]);
      expect(made.exitCode, made.stderr).to.equal(0);
      if (type !== 'jwt') writeFileSync(file, consumerOf(org.org, SET)?.secret ?? '', { mode: 0o600 });
      await body(org, [type === 'jwt' ? '--key-file' : '--secret-file', file]);
    });
  const ids = ({ json }: RanJson<CredentialTestResult>): string[] => (json.result?.findings ?? []).map(({ id }) => id);

  for (const type of ['client-credentials', 'jwt'] as const) {
    it(`passes by ${type}, writes nothing, and shows no secret`, () =>
      withCredential(type, async (org, args) => {
        const ran = await testJson(org, args);
        expect(ran.exitCode, ran.stdout).to.equal(0);
        expect(ran.json.result).to.deep.equal({
          orgId: org.org.id,
          username: USERNAME,
          app: SET,
          type,
          url: org.url,
          passed: true,
          attempts: 1,
          token: { username: USERNAME, scopes: ['api'], object: 'Account', read: true, revoked: true },
          findings: [],
        });
        expect(writesOf(ran.requests).map(({ path }) => path)).to.include('/services/oauth2/revoke');
        expect(writesOf(ran.requests).every(({ path }) => /oauth2|Soap/.test(path))).to.equal(true);
        expect(org.org.store.find('AuthSession')).to.deep.equal([]);
        const person = await test(org, args);
        expect(person.exitCode).to.equal(0);
        expect(person.stdout).to.include(`${USERNAME} logs in.`).and.include('Account').and.include('revoked');
        for (const text of [ran.stdout, ran.stderr, person.stdout, person.stderr]) {
          expect(text)
            .not.to.include(readFileSync(file, 'utf8').trim())
            .and.not.to.match(/00D\w{12,15}!/);
        }
      }));
  }

  const secret = (): string => readFileSync(file, 'utf8');
  const broken: readonly (readonly [string, (org: RunningOrg) => void, readonly string[]])[] = [
    [
      'the first switch off',
      (org) => change(org, 'ExtlClntAppGlobalOauthSettings', { isClientCredentialsFlowEnabled: false }),
      ['token-refused', 'token-switch-global'],
    ],
    [
      'the second switch off',
      (org) => change(org, 'ExtlClntAppOauthConfigurablePolicies', { isClientCredentialsFlowEnabled: false }),
      ['token-refused', 'token-switch-policy'],
    ],
    [
      'no run-as user',
      (org) => change(org, 'ExtlClntAppOauthConfigurablePolicies', { clientCredentialsFlowUser: '' }),
      ['token-refused', 'token-no-run-as'],
    ],
    [
      'the app off',
      (org) => change(org, 'ExtlClntAppConfigurablePolicies', { isEnabled: false }),
      ['token-refused', 'token-app-off'],
    ],
    [
      'a frozen user',
      (org) => {
        const user = idOf(org, 'User', { Username: USERNAME });
        org.org.store.update('UserLogin', idOf(org, 'UserLogin', { UserId: user }), { IsFrozen: 1 });
      },
      ['token-refused', 'token-user-frozen'],
    ],
    [
      'another user to run as',
      (org) =>
        change(org, 'ExtlClntAppOauthConfigurablePolicies', {
          clientCredentialsFlowUser: org.adminUsername,
          permittedUsersPolicyType: 'AllSelfAuthorized',
        }),
      ['test-other-user'],
    ],
    [
      'the permission set gone',
      (org) => {
        const PermissionSetId = idOf(org, 'PermissionSet', { Name: SET, NamespacePrefix: null });
        for (const row of org.org.store.find('PermissionSetAssignment', { PermissionSetId }))
          org.org.store.delete('PermissionSetAssignment', String(row['Id']));
      },
      ['token-refused', 'token-not-admitted'],
    ],
    ['a wrong secret', () => writeFileSync(file, 'S3cretOfAnother'), ['token-wrong-secret', 'test-metadata-key']],
  ];
  for (const [what, breakIt, found] of broken) {
    it(`finds the cause at once: ${what}`, () =>
      withCredential('client-credentials', async (org, args) => {
        const known = secret();
        breakIt(org);
        const before = dumpOf(org);
        const ran = await testJson(org, args);
        expect(ran.exitCode, ran.stdout).to.equal(1);
        expect(ids(ran)).to.deep.equal(found);
        expect(ran.json.result?.attempts).to.equal(1);
        expect(ran.json.result?.passed).to.equal(false);
        expect(ran.json.name).to.equal('CredentialTestError');
        expect(ran.json.actions?.length).to.be.greaterThan(0);
        expect(ran.stdout).not.to.include(known).and.not.to.include('S3cretOfAnother');
        expect(JSON.stringify([ran.json.message, ran.json.actions])).not.to.match(/%s|undefined/);
        if (!found.includes('test-other-user')) expectSame(before, dumpOf(org));
      }));
  }

  it('takes the consumer key that goes with the secret: the old pair and the new one after a rotation', () =>
    withCredential('client-credentials', async (org, args) => {
      await openSecrets(org);
      const fresh = join(folder, 'new');
      const rotated = await run(IntegrationUserCredentialRotate, org, ['--username', USERNAME, '--secret-out', fresh]);
      expect(rotated.exitCode, rotated.stderr).to.equal(0);
      for (const given of [args, ['--secret-file', fresh]])
        expect((await testJson(org, given)).json.result?.passed).to.equal(true);
      // The metadata alone still shows the old key.
      administer(org).upsert('ExternalClientAppSettings', 'ExternalClientApp', {
        enableClientSecretInRestApiAccess: 'false',
      });
      const blind = await testJson(org, ['--secret-file', fresh, '--wait', '0']);
      expect(blind.json.result?.passed).to.equal(false);
      expect(ids(blind)).to.include('test-metadata-key');
    }));

  it('finds a key that is not that of the certificate', () =>
    withCredential('jwt', async (org, args) => {
      writeFileSync(file, org.login.privateKeyPem, { mode: 0o600 });
      const ran = await testJson(org, args);
      expect([ran.exitCode, ids(ran)]).to.deep.equal([1, ['token-refused', 'token-key-mismatch']]);
    }));

  it('waits for an app that is not known everywhere yet, and tells so', () =>
    withCredential(
      'client-credentials',
      async (org, args) => {
        const short = await testJson(org, [...args, '--wait', '0']);
        expect([short.exitCode, short.json.result?.attempts]).to.deep.equal([1, 1]);
        expect(ids(short)).to.deep.equal(['token-unknown-key', 'test-metadata-key']);
        const ran = await test(org, [...args, '--wait', '1']);
        expect(ran.exitCode, ran.stderr).to.equal(0);
        expect(ran.stderr + ran.stdout).to.include('invalid_client_id: client identifier invalid');
      },
      { switches: { appSpreads: 3 } },
    ));

  it('takes the secret from a command', () =>
    withCredential('client-credentials', async (org) => {
      const command = `'${process.execPath}' -p "require('node:fs').readFileSync('${file}', 'utf8')"`;
      expect((await testJson(org, ['--secret-from', command])).exitCode).to.equal(0);
      expect((await testJson(org, ['--secret-from', `cat ${file} | cat`, '--shell'])).exitCode).to.equal(0);
    }));

  it('tells everything that is wrong before it asks', () =>
    withCredential('client-credentials', async (org) => {
      const ran = await testJson(org, ['--app', 'Nobody', '--secret-file', join(folder, 'none')]);
      expect([ran.exitCode, ids(ran)]).to.deep.equal([1, ['secret-unreadable', 'test-no-app']]);
      expect(ran.json.result?.app).to.equal(null);
      expect(ran.requests.some(({ path }) => path.includes('oauth2/token'))).to.equal(false);
    }));

  it('needs one source, not two', () =>
    withCredential('client-credentials', async (org, args) => {
      expect((await test(org, [])).exitCode).to.equal(2);
      expect((await test(org, [...args, '--key-file', file])).exitCode).to.equal(2);
    }));
});
