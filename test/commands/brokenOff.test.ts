import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import { expectCorrectUser } from './correctUser.ts';
import { writeLogin } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { ZOOMINFO } from './zoomInfo.ts';

type Ended = { readonly code: number | null; readonly output: string };

/** The command in a process of its own: an answer that breaks off throws where nobody in this process could catch it. */
async function createApart(org: RunningOrg, home: string): Promise<Ended> {
  const bin = join(import.meta.dirname, '../../bin/dev.js');
  const args = [bin, 'integration-user', 'create', '--target-org', org.adminUsername, ...ZOOMINFO];
  const env = { ...process.env, HOME: home, USERPROFILE: home, CI: 'true', SF_DISABLE_LOG_FILE: 'true' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 15_000 });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

describe('integration-user create: an answer that breaks off in the middle', () => {
  it('ends well or with a message, never with a stack, and the same command completes it', () =>
    withOrg({}, async (org) => {
      const home = mkdtempSync(join(tmpdir(), 'broken-off-'));
      mkdirSync(join(home, '.sfdx'));
      try {
        writeLogin(home, org, { username: org.adminUsername, token: org.tokenFor(org.adminUsername) });
        org.clearRequests();
        org.faults.add({ kind: 'truncated', at: 6 });
        const first = await createApart(org, home);
        const second = await createApart(org, home);
        expect(second.code, second.output).to.equal(0);
        expectCorrectUser(org);
        expect(first.output).not.to.match(/Unhandled|node:events|^ +at /m);
        expect(first.code).to.be.oneOf([0, 1]);
      } finally {
        rmSync(home, { recursive: true });
      }
    })).timeout(40_000);
});
