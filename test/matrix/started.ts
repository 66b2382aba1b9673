import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeLogin } from '../commands/home.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { threeUsers, type Scene } from './scenes.ts';

const bin = join(import.meta.dirname, '../../bin/dev.js');

type Ended = { readonly code: number | null; readonly signal: string | null; readonly output: string };
export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** A HOME with a login to this org and the definition of three users; it goes after the tests of the block. */
export function makeHome(org: RunningOrg): string {
  const home = mkdtempSync(join(tmpdir(), 'matrix-'));
  mkdirSync(join(home, '.sfdx'));
  writeFileSync(join(home, 'users.yaml'), stringify(threeUsers, { aliasDuplicateObjects: false }));
  writeLogin(home, org, { username: org.adminUsername, token: org.tokenFor(org.adminUsername) });
  return home;
}

export function forgetHome(home: string): void {
  rmSync(home, { recursive: true });
}

/** The command of a scene in a process of its own. */
export function start(org: RunningOrg, home: string, scene: Scene): Started {
  const file = scene.name === 'apply' ? [join(home, 'users.yaml')] : [];
  const args = [bin, 'integration-user', ...scene.args, ...file, '--target-org', org.adminUsername];
  const env = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    CI: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    NODE_V8_COVERAGE: '',
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { child, ended };
}
