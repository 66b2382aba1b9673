import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import IntegrationUserExport from '../../src/commands/integration-user/export.ts';
import { makeKeyPair } from '../../src/credential/certificate.ts';
import { credentialCreate, token } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { apply, create, createJson, run } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, ZOOMINFO } from './zoomInfo.ts';

const file = (login: string): string =>
  `users:\n  - name: ZoomInfo\n    username: ${USERNAME}\n    email: team@acme.com\n    permissionSet: { objects: { Account: { access: [read] } } }\n    credential: ${login}\n`;

describe('how a definition says that a user logs in', () => {
  let folder: string;
  const written = (login: string): string => {
    const path = join(folder, 'users.yaml');
    writeFileSync(path, file(login));
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-login-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('create --credential: user and app in one command; a second run changes nothing', () =>
    withOrg({}, async (org) => {
      const args = [...ZOOMINFO, '--credential', 'client-credentials'];
      const planned = await createJson(org, [...args, '--dry-run']);
      const types = planned.json.result?.users[0]?.changes.map(({ type }) => type);
      expect(types).to.include.members(['User', 'ExternalClientApplication', 'ExtlClntAppOauthConfigurablePolicies']);
      const first = await createJson(org, args);
      expect(first.exitCode, first.stderr).to.equal(0);
      expect(first.json.result?.outcome).to.equal('created');
      const credential = first.json.result?.users[0]?.credential;
      expect(credential?.consumerKey).to.match(/^3MVG9/);
      const { Secret } = org.org.store.db.prepare('SELECT Secret FROM _Consumer').get() as { Secret: string };
      const form = {
        grant_type: 'client_credentials',
        client_id: credential?.consumerKey ?? '',
        client_secret: Secret,
      };
      expect(await token(org, form)).to.include.keys('access_token');
      expect(first.stdout + first.stderr).not.to.contain(Secret);
      const before = dumpOf(org);
      const again = await create(org, args);
      expect(again.exitCode, again.stderr).to.equal(0);
      expectSame(before, dumpOf(org));
    }));

  it('apply: the certificate lies beside the file; drift of the app is mended, and shown with exit code 2 before', () =>
    withOrg({}, async (org) => {
      const pair = await makeKeyPair('ZoomInfo', 100);
      writeFileSync(join(folder, 'zoominfo.crt'), pair.certificate.pem);
      const path = written('{ type: jwt, certificate: zoominfo.crt }');
      const first = await apply.json(org, ['--definition-file', path]);
      expect(first.exitCode, first.stderr + first.stdout).to.equal(0);
      expect(first.json.result?.users[0]?.credential?.certificate?.fingerprint).to.equal(pair.certificate.fingerprint);
      const check = ['--definition-file', path, '--dry-run', '--detailed-exit-code'];
      expect((await apply(org, check)).exitCode).to.equal(0);
      org.org.store.db.exec(
        `UPDATE _Metadata SET Content = replace(Content, 'AdminApprovedPreAuthorized', 'AllSelfAuthorized')`,
      );
      expect((await apply(org, check)).exitCode).to.equal(2);
      const mended = await apply.json(org, ['--definition-file', path]);
      expect(mended.json.result?.outcome).to.equal('updated');
      expect(mended.json.result?.users[0]?.changes.map(({ type, detail }) => [type, detail])).to.deep.equal([
        ['ExtlClntAppOauthConfigurablePolicies', 'permittedUsersPolicyType'],
      ]);
      expect((await apply(org, check)).exitCode).to.equal(0);
    }));

  it('what stands against the app stops the user too, before the first write', () =>
    withOrg({}, async (org) => {
      const path = written('{ type: jwt, certificate: none.crt, app: Taken }');
      const before = dumpOf(org);
      const { json, exitCode } = await apply.json(org, ['--definition-file', path]);
      expect(exitCode).to.equal(1);
      expect(json.result?.blockers.map(({ id }) => id)).to.include('certificate-unreadable');
      expectSame(before, dumpOf(org));
    }));

  it('says where in the file something is wrong', () =>
    withOrg({}, async (org) => {
      const ran = await apply(org, ['--definition-file', written('{ type: basic }')]);
      expect(ran.exitCode).to.equal(1);
      expect(ran.stderr)
        .to.match(/users\.yaml:6:\d+/)
        .and.contain('client-credentials, jwt');
    }));

  it('an app of another user is not taken over', () =>
    withOrg({}, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      expect((await credentialCreate(org, ['--type', 'client-credentials', '--app', 'Shared'])).exitCode).to.equal(0);
      const before = dumpOf(org);
      const other = ['--name', 'Other', '--username', 'other@acme.integration', '--email', 'team@acme.com'];
      const path = join(folder, 'other.yaml');
      writeFileSync(path, 'users: [{ name: Other, credential: { type: client-credentials, app: Shared } }]');
      const { json } = await createJson(org, [...other, '--definition-file', path]);
      expect(json.result?.blockers.map(({ id }) => id)).to.deep.equal(['credential-app-of-other']);
      expectSame(before, dumpOf(org));
    }));

  it('export writes it where the app is ours, and apply finds that unchanged', () =>
    withOrg({}, async (org) => {
      const args = ['--credential', 'client-credentials'];
      expect((await create(org, [...ZOOMINFO, ...args])).exitCode).to.equal(0);
      const path = join(folder, 'exported.yaml');
      const ran = await run(IntegrationUserExport, org, ['--username', USERNAME, '--output-file', path]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(readFileSync(path, 'utf8')).to.match(/credential:\s+type: client-credentials/);
      const check = await apply(org, ['--definition-file', path, '--dry-run', '--detailed-exit-code']);
      expect(check.exitCode, check.stdout).to.equal(0);
    }));
});
