import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLogin } from '../commands/harness.ts';
import type { RunningOrg } from '../org/rest/start.ts';

export type Measured = {
  readonly requests: number;
  /** From the first line of the command to its end; starting node is not in it. */
  readonly ms: number;
  readonly peakMiB: number;
  /** Of the process before the command begins: node and everything that it has loaded. */
  readonly atRestMiB: number;
  /** What the command printed under --json. */
  readonly result: unknown;
};

const COMMAND = join(import.meta.dirname, 'command.ts');
const LIMIT = 15 * 60_000;

/**
 * Runs a command against an org in a process of its own.
 * @throws when it does not exit with 0
 */
export async function measure(org: RunningOrg, command: string, args: readonly string[]): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'integration-user-bench-'));
  try {
    mkdirSync(join(home, '.sfdx'));
    writeLogin(home, org, { username: org.adminUsername, token: org.tokenFor(org.adminUsername) });
    org.clearRequests();
    const report = join(home, 'report.json');
    const stdout = await node(home, [COMMAND, report, command, '--target-org', org.adminUsername, ...args]);
    const told = JSON.parse(readFileSync(report, 'utf8')) as { ms: number; peakKiB: number; atRestKiB: number };
    const { result } = JSON.parse(stdout) as { result: unknown };
    return {
      ...{ requests: org.requests.length, ms: told.ms, result },
      ...{ peakMiB: told.peakKiB / 1024, atRestMiB: told.atRestKiB / 1024 },
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function node(home: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    env: {
      ...process.env,
      ...{ HOME: home, USERPROFILE: home, CI: 'true' },
      ...{ SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const text = Buffer.concat(out).toString('utf8');
      if (code === 0) resolve(text);
      else reject(new Error(`exit code ${String(code)}: ${Buffer.concat(err).toString('utf8')}${text.slice(0, 2000)}`));
    });
  });
}
