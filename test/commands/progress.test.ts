import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from 'sinon';
import { entriesIn } from '../../scripts/build/entries.ts';
import { root } from '../e2e/root.ts';
import { create, run, runJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME, ZOOMINFO } from './zoomInfo.ts';

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

  for (const entry of entriesIn(root).filter((name) => name.startsWith('commands/'))) {
    const path = entry.slice('commands/'.length);
    const name = path.replace('integration-user/', '');
    const args = ARGUMENTS[name] ?? (() => []);
    it(`${name}: a terminal shows something before the org gets the first request`, () =>
      withOrg({}, async (org) => {
        expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
        const { default: command } = (await import(`../../src/commands/${path}.ts`)) as {
          default: unknown;
        };
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
