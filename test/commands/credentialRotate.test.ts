import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import {
  APP,
  credentialCreate,
  credentialRotate,
  credentialRotateJson,
  openSecrets,
  secretsIn,
  token,
} from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { ZOOMINFO } from './zoomInfo.ts';

describe('integration-user credential rotate', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-rotate-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const withApp = (args: readonly string[], body: (org: RunningOrg, key: string) => Promise<void>): Promise<void> =>
    withOrg({}, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      await openSecrets(org);
      const made = await credentialCreate(org, args);
      expect(made.exitCode, made.stderr).to.equal(0);
      await body(org, /Consumer key: (\S+)/.exec(made.stdout)?.[1] ?? '');
    });
  const withSecret = (body: (org: RunningOrg, key: string) => Promise<void>): Promise<void> =>
    withApp(['--type', 'client-credentials', '--secret-out', at('old')], body);
  const login = async (org: RunningOrg, key: string, file: string): Promise<string> => {
    const secret = readFileSync(at(file), 'utf8');
    const answer = await token(org, { grant_type: 'client_credentials', client_id: key, client_secret: secret });
    return answer['error'] ?? 'granted';
  };

  it('secret: the new one is tried beside the old; both work until the old one is retired', () =>
    withSecret(async (org, old) => {
      const ran = await credentialRotate(org, ['--secret-out', at('new')]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      const fresh = /Consumer key: (\S+)/.exec(ran.stdout)?.[1] ?? '';
      expect(fresh).to.not.equal(old).and.not.equal('');
      expect([await login(org, old, 'old'), await login(org, fresh, 'new')]).to.deep.equal(['granted', 'granted']);
      for (const secret of secretsIn(org)) expect(ran.stdout + ran.stderr).not.to.contain(secret);
      const again = await credentialRotate(org, ['--secret-out', at('newer')]);
      expect(again.exitCode).to.equal(1);
      expect(again.stderr).to.contain('--retire');
      expect(existsSync(at('newer'))).to.equal(false);
      const retired = await credentialRotate(org, ['--retire']);
      expect(retired.exitCode, retired.stderr).to.equal(0);
      expect([await login(org, old, 'old'), await login(org, fresh, 'new')]).to.deep.equal([
        'invalid_client_id',
        'granted',
      ]);
      expect((await credentialRotate(org, ['--retire'])).stdout).to.contain('nothing was changed');
    }));

  for (const secretRefused of ['INSUFFICIENT_ACCESS', 'NOT_FOUND', 'FUNCTIONALITY_NOT_ENABLED'] as const)
    it(`secret: an org that does not let the API read it is told as that, however it says no (${secretRefused})`, () =>
      withOrg({ switches: { secretRefused } }, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        expect((await credentialCreate(org, ['--type', 'client-credentials'])).exitCode).to.equal(0);
        const before = dumpOf(org);
        const ran = await credentialRotate(org, ['--secret-out', at('new')]);
        expect(ran.exitCode).to.equal(1);
        expect(ran.stderr).to.contain('Allow access to External Client App consumer secrets via REST API');
        expect(ran.stderr).not.to.contain('--api-version');
        expect(existsSync(at('new'))).to.equal(false);
        expectSame(before, dumpOf(org));
      }));

  for (const secretAnswer of ['missing', 'null'] as const)
    it(`secret: an answer without it (${secretAnswer}) rotates nothing and writes no file`, () =>
      withOrg({ switches: { secretAnswer } }, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        await openSecrets(org);
        expect((await credentialCreate(org, ['--type', 'client-credentials'])).exitCode).to.equal(0);
        const secrets = secretsIn(org)[0];
        const ran = await credentialRotate(org, ['--secret-out', at('new')]);
        expect(ran.exitCode).to.equal(1);
        expect(ran.stderr).to.contain('gave no key and secret');
        expect(existsSync(at('new'))).to.equal(false);
        expect(secretsIn(org)[0]).to.equal(secrets);
      }));

  it('secret: a run that stopped after the delivery goes on with the same pair', () =>
    withSecret(async (org, old) => {
      org.faults.add({ kind: 'status', code: 403, match: /^PATCH .*\/staged\// });
      const stopped = await credentialRotate(org, ['--secret-out', at('new')]);
      expect(stopped.exitCode).to.equal(1);
      expect(await login(org, old, 'old')).to.equal('granted');
      const secret = readFileSync(at('new'), 'utf8');
      org.faults.clear();
      const ran = await credentialRotate(org, ['--secret-out', at('new')]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(readFileSync(at('new'), 'utf8')).to.equal(secret);
      expect(await login(org, /Consumer key: (\S+)/.exec(ran.stdout)?.[1] ?? '', 'new')).to.equal('granted');
    }));

  for (const [what, match] of [
    ['the new pair', /^POST .*\/staged$/],
    ['the rotation', /^PATCH .*\/staged\//],
  ] as const) {
    it(`secret: the answer to ${what} is lost: looked for, not asked for again`, () =>
      withSecret(async (org) => {
        org.faults.add({ kind: 'drop-after', match });
        const ran = await credentialRotate(org, ['--secret-out', at('new')]);
        expect(ran.exitCode, ran.stderr).to.equal(0);
        const sent = ran.requests.filter(({ method, path }) => match.test(`${method} ${path}`));
        expect(sent).to.have.length(1);
        expect(await login(org, /Consumer key: (\S+)/.exec(ran.stdout)?.[1] ?? '', 'new')).to.equal('granted');
      }));
  }

  it('secret: a rotation that never arrived is told, and the next run goes on', () =>
    withSecret(async (org, old) => {
      org.faults.add({ kind: 'drop-before', match: /^PATCH .*\/staged\// });
      const lost = await credentialRotate(org, ['--secret-out', at('new')]);
      expect(lost.exitCode).to.equal(1);
      expect(lost.stderr).to.contain('was lost');
      expect(await login(org, old, 'old')).to.equal('granted');
      const ran = await credentialRotate(org, ['--secret-out', at('new')]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(await login(org, /Consumer key: (\S+)/.exec(ran.stdout)?.[1] ?? '', 'new')).to.equal('granted');
    }));

  it('certificate: a new key that gets no token leads back to the old certificate', () =>
    withApp(['--type', 'jwt', '--key-out', at('old')], async (org) => {
      org.org.store.db.exec(`UPDATE _Metadata SET Content = replace(Content, '"isEnabled":true', '"isEnabled":false')`);
      const kept = (): unknown[] =>
        (dumpOf(org)['_Metadata'] ?? []).map(({ Id, Content }) => [Id, JSON.parse(String(Content)) as unknown]);
      const before = kept();
      const ran = await credentialRotate(org, ['--key-out', at('new'), '--wait', '0']);
      expect(ran.exitCode).to.equal(1);
      expect(ran.stderr).to.contain('has its old certificate again');
      expect(kept()).to.deep.equal(before).and.have.length.greaterThan(4);
      expect(existsSync(at('new'))).to.equal(false);
    }));

  it('certificate: asks at a terminal before the logins fail, unless told not to; never under --json', () =>
    withApp(['--type', 'jwt', '--key-out', at('old')], async (org) => {
      const asked: string[] = [];
      const answer = (question: string): boolean => {
        asked.push(question);
        return false;
      };
      const before = dumpOf(org);
      const ran = await credentialRotate(org, ['--key-out', at('new')], { answer });
      expect(ran.exitCode).to.equal(1);
      expect(ran.stderr).to.contain('nothing was changed').and.contain('--no-prompt');
      expect(asked).to.have.length(1);
      expect(asked[0]).to.contain(APP).and.contain('logins fail');
      expectSame(before, dumpOf(org));
      expect(existsSync(at('new'))).to.equal(false);
      const json = await credentialRotateJson(org, ['--key-out', at('new')], { answer });
      expect(json.exitCode, json.json.message).to.equal(0);
      expect((await credentialRotate(org, ['--key-out', at('more'), '--no-prompt'], { answer })).exitCode).to.equal(0);
      expect(asked).to.have.length(1);
    }));

  it('certificate: another key in place of the old, tried; the gap is told', () =>
    withApp(['--type', 'jwt', '--key-out', at('old')], async (org) => {
      const ran = await credentialRotate(org, ['--key-out', at('new')]);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stderr).to.contain('one certificate alone');
      const before = dumpOf(org)['_Metadata'];
      const again = await credentialRotate(org, ['--key-out', at('new')]);
      expect(again.exitCode, again.stderr).to.equal(0);
      expect(again.stdout).to.contain('nothing was changed');
      expect(before).to.have.length.greaterThan(4);
      expect(dumpOf(org)['_Metadata']).to.deep.equal(before);
    }));

  it('plans and writes nothing with --dry-run', () =>
    withApp(['--type', 'jwt', '--key-out', at('old')], async (org) => {
      const before = dumpOf(org);
      const ran = await credentialRotate(org, ['--key-out', at('new'), '--dry-run']);
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(existsSync(at('new'))).to.equal(false);
      expectSame(before, dumpOf(org));
    }));
});
