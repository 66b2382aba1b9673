import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers';
import { createSandbox } from 'sinon';
import { entriesIn } from '../../scripts/build/entries.ts';
import { root } from '../e2e/root.ts';
import { create, run, runJson } from './harness.ts';
import { idOf } from './change.ts';
import { migrate, migrateJson } from './migrating.ts';
import { applied, appliedText, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { SET, USERNAME, ZOOMINFO } from './zoomInfo.ts';

const OWN = ['--username', USERNAME];

/** The arguments of the commands that need some, about a user who is there. */
const ARGUMENTS: Readonly<Record<string, (folder: string) => readonly string[]>> = {
  create: () => ['--name', 'Another'],
  apply: (folder) => ['--definition-file', join(folder, 'users.yaml'), '--no-prompt'],
  display: () => OWN,
  verify: () => OWN,
  migrate: (folder) => [...OWN, '--dry-run', '--snapshot-file', join(folder, 'snapshot.json')],
  retire: () => [...OWN, '--dry-run'],
  'permset/create': () => ['--name', 'Another', '--object', 'Account=read'],
  'permset/assign': () => [...OWN, '--permission-set', 'Existing_Set'],
  'profile/clone': () => ['--name', 'Another Profile'],
  'credential/create': () => [...OWN, '--type', 'client-credentials', '--dry-run'],
  'credential/rotate': (folder) => [...OWN, '--secret-out', join(folder, 'secret'), '--dry-run'],
  'credential/test': () => [...OWN, '--secret-from', 'true'],
  'credential/revoke': () => [...OWN, '--dry-run'],
  'credential/password': (folder) => [...OWN, '--password-out', join(folder, 'password'), '--dry-run'],
};

describe('long work shows itself', () => {
  const sandbox = createSandbox();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-progress-'));
    writeFileSync(join(folder, 'users.yaml'), `users:\n  - name: ZoomInfo\n    username: ${USERNAME}\n`);
  });
  afterEach(() => {
    sandbox.restore();
    rmSync(folder, { recursive: true, force: true });
  });

  const yes = { answer: () => true };
  it('apply goes on showing itself after a question', () =>
    withOrg({}, async (org) => {
      expect((await applied(org, { users: [zoomInfo] })).exitCode).to.equal(0);
      const ParentId = idOf(org, 'PermissionSet', { Name: SET });
      const row = { ParentId, SobjectType: 'Account', Field: 'Account.Fax', PermissionsRead: 1, PermissionsEdit: 0 };
      org.org.store.insert('FieldPermissions', row);
      const { stdout, exitCode } = await appliedText(org, { users: [zoomInfo] }, [], yes.answer);
      expect(exitCode, stdout).to.equal(0);
      expect(stdout).to.match(/▶ Permission set…[^]*▶ Read back and compare…[^]*▶ Check what it can do…/);
    }));

  it('migrate --undo goes on showing itself after a question', () =>
    withOrg({}, async (org) => {
      const snapshot = join(folder, 'snapshot.json');
      const erp = ['--username', 'erp.sync@example.com', '--snapshot-file', snapshot];
      expect((await migrateJson(org, erp, { limit: 60 })).exitCode).to.equal(0);
      const { stdout, exitCode } = await migrate(org, ['--undo', snapshot], yes);
      expect(exitCode, stdout).to.equal(0);
      expect(stdout).to.match(/✔ Read the org[^]*▶ User, license and assignments…/);
    }));

  for (const entry of entriesIn(root).filter((name) => name.startsWith('commands/'))) {
    const path = entry.slice('commands/'.length);
    const name = path.replace('integration-user/', '');
    const args = ARGUMENTS[name] ?? (() => []);
    it(`${name}: a log shows that it goes on while the org takes long`, () =>
      withOrg({}, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        const { default: command } = (await import(`../../src/commands/${path}.ts`)) as { default: unknown };
        // The first sign of life comes after 50 milliseconds at most, and an answer takes twice as long.
        sandbox
          .stub(globalThis, 'setTimeout')
          .callsFake((task, ms) => later(task, ms === 700 || ms === 10_000 ? 50 : ms));
        org.faults.add({ kind: 'slow', ms: 100, match: /./, times: 1000 });
        const { stdout, stderr } = await run(command, org, args(folder));
        expect(stdout + stderr).to.match(/\d s, requests: \d|\d requests, \d+ s/);
      }));

    it(`${name}: a terminal shows something before the org gets the first request`, () =>
      withOrg({}, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        const { default: command } = (await import(`../../src/commands/${path}.ts`)) as { default: unknown };
        sandbox.define(process.stderr, 'isTTY', true);
        const { firstWriteAt, requests, stdout, stderr } = await run(command, org, args(folder));
        const [first] = requests;
        expect(first, stdout + stderr).not.to.equal(undefined);
        expect(firstWriteAt, stdout + stderr).to.be.at.most(first?.receivedAt ?? 0);
        const silent = await runJson(command, org, args(folder));
        expect(silent.stderr).to.equal('');
      }));
  }
});
