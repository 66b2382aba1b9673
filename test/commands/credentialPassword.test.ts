import { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from 'sinon';
import IntegrationUserCredentialPassword from '../../src/commands/integration-user/credential/password.ts';
import type { WriteResult } from '../../src/report/result.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { token } from './credentialing.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, run, runJson, type Options, type Ran, type RanJson } from './harness.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { inShort, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

const password = (org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> =>
  run(IntegrationUserCredentialPassword, org, ['--username', USERNAME, ...args], options);
const passwordJson = (org: RunningOrg, args: readonly string[], options?: Options): Promise<RanJson<WriteResult>> =>
  runJson(IntegrationUserCredentialPassword, org, ['--username', USERNAME, ...args], options);

/** Everything that is sent to the org while `body` runs. */
async function sent(body: () => Promise<void>): Promise<string> {
  const chunks: string[] = [];
  const listen = (message: unknown): void => {
    chunks.push(Buffer.from((message as { chunk: Uint8Array }).chunk).toString('utf8'));
  };
  subscribe('undici:request:bodyChunkSent', listen);
  try {
    await body();
  } finally {
    unsubscribe('undici:request:bodyChunkSent', listen);
  }
  return chunks.join('\n');
}

describe('integration-user credential password', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-password-'));
    file = join(folder, 'password');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const withUser = (body: (org: RunningOrg) => Promise<void>): Promise<void> =>
    withOrg({}, async (org) => {
      expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
      await body(org);
    });
  const changedAt = ({ org }: RunningOrg): unknown =>
    org.store.find('User', { Username: USERNAME })[0]?.['LastPasswordChangeDate'];

  it('sets one, delivers it into a file, and tells what is to be known of it', () =>
    withUser(async (org) => {
      let ran: Ran | undefined;
      const bodies = await sent(async () => {
        ran = await password(org, ['--password-out', file]);
      });
      expect(ran?.exitCode, ran?.stderr).to.equal(0);
      const secret = readFileSync(file, 'utf8');
      expect(secret)
        .to.match(/^[\w+=-]{32}$/)
        .and.match(/[A-Z]/)
        .and.match(/[a-z]/)
        .and.match(/\d/)
        .and.match(/[-_+=]/);
      expect(bodies).to.include(JSON.stringify({ NewPassword: secret }));
      expect(statSync(file).mode & 0o777).to.equal(0o600);
      expect(changedAt(org)).to.be.a('string');
      expect(writesOf(ran?.requests ?? []).map(inShort)).to.have.length(1);
      expect(ran?.stdout).to.include(`The password of ${USERNAME} is set and delivered.`);
      expect(ran?.stderr).to.include('credential create').and.include('security token').and.include('Login IP Ranges');
      expect(`${String(ran?.stdout)}${String(ran?.stderr)}`).not.to.include(secret);
    }));

  it('sets one that logs in, which verify reports from then on', () =>
    withUser(async (org) => {
      expect((await passwordJson(org, ['--password-out', file])).exitCode).to.equal(0);
      const found = async (): Promise<unknown[]> => {
        const { json } = await verifyJson(org, ['--username', USERNAME]);
        return (json.result?.users[0]?.findings ?? [])
          .filter(({ id }) => id === 'password-flow')
          .map((one) => one.subject);
      };
      expect(await found()).to.deep.equal([]);
      const app = org.connectedApp('Old Connector');
      const password_ = `${readFileSync(file, 'utf8')}${String(org.securityToken(USERNAME))}`;
      const client = { client_id: app.consumerKey, client_secret: app.consumerSecret };
      const granted = await token(org, {
        ...client,
        grant_type: 'password',
        username: USERNAME,
        password: password_,
      });
      expect(granted).to.have.property('access_token');
      expect(await found()).to.deep.equal(['Old Connector']);
    }));

  it('is not in what sf logs, at whatever level', () =>
    withUser(async (org) => {
      const sandbox = createSandbox();
      const asked = sandbox.spy(Connection.prototype, 'request');
      try {
        expect((await passwordJson(org, ['--password-out', file])).exitCode).to.equal(0);
      } finally {
        sandbox.restore();
      }
      const logged = asked.args.map(([request]) => JSON.stringify(request)).join('\n');
      expect(logged).to.include(JSON.stringify(JSON.stringify({ NewPassword: 'x'.repeat(32) })).slice(1, -1));
      expect(logged).not.to.include(readFileSync(file, 'utf8'));
    }));

  it('gives it to a command, another each time, and has one result', () =>
    withUser(async (org) => {
      const seen: string[] = [];
      for (const length of ['16', '50']) {
        const ran = await passwordJson(org, ['--password-to', `cat > ${file}`, '--shell', '--length', length]);
        expect(ran.exitCode, ran.stdout).to.equal(0);
        expect(ran.json.result?.outcome).to.equal('updated');
        expect(ran.json.result?.users[0]?.changes).to.deep.equal([
          { action: 'update', type: 'User', name: USERNAME, detail: 'password', status: 'done' },
        ]);
        expect(ran.json.result?.users[0]?.findings.map(({ id }) => id)).to.deep.equal([
          'password-last',
          'password-token',
        ]);
        const secret = readFileSync(file, 'utf8');
        expect(secret).to.have.length(Number(length));
        expect(ran.stdout + ran.stderr).not.to.include(secret);
        seen.push(secret);
      }
      expect(new Set(seen).size).to.equal(2);
    }));

  it('plans without writing', () =>
    withUser(async (org) => {
      const before = dumpOf(org);
      const ran = await passwordJson(org, ['--password-out', file, '--dry-run']);
      expect([ran.exitCode, ran.json.result?.outcome]).to.deep.equal([0, 'planned']);
      expect(ran.json.result?.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['planned']);
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expect(existsSync(file)).to.equal(false);
      expectSame(before, dumpOf(org));
    }));

  it('asks first, where somebody can answer', () =>
    withUser(async (org) => {
      const questions: string[] = [];
      const no = await password(org, ['--password-out', file], {
        answer: (question) => {
          questions.push(question);
          return false;
        },
      });
      expect(no.exitCode).to.equal(1);
      expect(no.stderr).to.include('The password was not set.');
      expect(questions).to.have.length(1);
      expect(writesOf(no.requests)).to.deep.equal([]);
      const yes = await password(org, ['--password-out', file], { answer: () => true });
      expect(yes.exitCode).to.equal(0);
      const unasked = await password(org, ['--password-out', `${file}2`, '--no-prompt'], {
        answer: () => {
          throw new Error('asked');
        },
      });
      expect(unasked.exitCode).to.equal(0);
    }));

  const blocked = [
    ['a file that exists', 'secret-file-exists', () => undefined, USERNAME],
    ['a user that is inactive', 'password-inactive', { IsActive: 0 }, USERNAME],
  ] as const;
  for (const [what, id, change] of blocked) {
    it(`is not set for ${what}`, () =>
      withUser(async (org) => {
        const [user] = org.org.store.find('User', { Username: USERNAME });
        if (typeof change === 'function') writeFileSync(file, 'kept');
        else org.org.store.update('User', String(user?.['Id']), change);
        const before = dumpOf(org);
        const ran = await passwordJson(org, ['--password-out', file]);
        expect(ran.exitCode).to.equal(1);
        expect(ran.json.result?.blockers.map((one) => one.id)).to.deep.equal([id]);
        expect(ran.json.result?.outcome).to.equal('failed');
        expect(writesOf(ran.requests)).to.deep.equal([]);
        expectSame(before, dumpOf(org));
      }));
  }

  it('tells everything that stands against it at once', () =>
    withUser(async (org) => {
      const ran = await runJson<WriteResult>(IntegrationUserCredentialPassword, org, [
        ...['--username', org.adminUsername, '--password-to', 'no-such-program-anywhere'],
      ]);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal([
        'secret-program',
        'credential-license',
        'password-self',
      ]);
      expect(ran.json.message).to.include('Nothing was written');
    }));

  it('names the nearest user', () =>
    withUser(async (org) => {
      const ran = await run(IntegrationUserCredentialPassword, org, [
        ...['--username', 'zoominfo@acme.integratio', '--password-out', file],
      ]);
      expect([ran.exitCode, ran.stderr.includes(USERNAME)]).to.deep.equal([1, true]);
    }));

  it('tells a refusal whole, and leaves no file', () =>
    withUser(async (org) => {
      const policy = [
        { errorCode: 'INVALID_NEW_PASSWORD', message: 'Your password must be at least 50 characters long' },
      ];
      org.faults.add({ kind: 'status', code: 403, body: policy, match: /\/password$/ });
      const ran = await passwordJson(org, ['--password-out', file]);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['password-policy']);
      expect(ran.json.message).to.include('INVALID_NEW_PASSWORD: Your password must be at least 50 characters long');
      expect(ran.json.actions?.join()).to.include('--length');
      expect(ran.json.result?.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['failed']);
      expect(readdirSync(folder)).to.deep.equal([]);
    }));

  it('tells who may set it', () =>
    withUser(async (org) => {
      const no = [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights on object id' }];
      org.faults.add({ kind: 'status', code: 403, body: no, match: /\/password$/ });
      const ran = await passwordJson(org, ['--password-out', file]);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['password-access']);
    }));

  for (const kind of ['drop-before', 'drop-after', 'html'] as const) {
    it(`does not send it again when the answer is lost (${kind})`, () =>
      withUser(async (org) => {
        org.faults.add({ kind, match: /\/password$/ });
        const ran = await passwordJson(org, ['--password-out', file]);
        expect(ran.exitCode).to.equal(1);
        expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['password-lost']);
        expect(ran.json.message).to.include('may no longer work');
        expect(writesOf(ran.requests)).to.have.length(1);
        expect(readdirSync(folder)).to.deep.equal([]);
      }));
  }

  it('tells when it is set and nobody has it, and running again mends it', () =>
    withUser(async (org) => {
      const failing = ['--password-to', `cat > ${file} && exit 3`, '--shell'];
      const ran = await passwordJson(org, failing);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.deep.equal([
        'secret-command-failed',
        'password-undelivered',
      ]);
      expect(ran.json.result?.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['done']);
      const secret = readFileSync(file, 'utf8');
      expect(secret).to.have.length(32);
      expect(ran.stdout + ran.stderr).not.to.include(secret);
      rmSync(file);
      expect((await passwordJson(org, ['--password-out', file])).exitCode).to.equal(0);
    }));

  it('needs one place, not two', () =>
    withUser(async (org) => {
      expect((await password(org, [])).exitCode).to.equal(2);
      expect((await password(org, ['--password-out', file, '--password-to', 'cat'])).exitCode).to.equal(2);
    }));
});
