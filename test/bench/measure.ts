import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLogin } from '../commands/home.ts';
import type { RequestLog } from '../org/rest/requestLog.ts';
import type { RunningOrg } from '../org/rest/start.ts';

export type Measured = {
  readonly requests: number;
  /** The most requests of which each began after another had been answered. */
  readonly roundTrips: number;
  /** Records of queries that the org gave. */
  readonly rows: number;
  /** From the first line of the command to its end; starting node is not in it. */
  readonly ms: number;
  readonly peakMiB: number;
  /** Of the process before the command begins: node and everything that it has loaded. */
  readonly atRestMiB: number;
};

const COMMAND = join(import.meta.dirname, 'command.js');
const LIMIT = 15 * 60_000;

/**
 * Runs a command against an org in a process of its own.
 * @throws when it ends with another exit code than those given
 */
export async function measure(
  org: RunningOrg,
  command: string,
  args: readonly string[],
  codes: readonly number[] = [0],
): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'integration-user-bench-'));
  try {
    mkdirSync(join(home, '.sfdx'));
    writeLogin(home, org, { username: org.adminUsername, token: org.tokenFor(org.adminUsername) });
    org.clearRequests();
    const report = join(home, 'report.json');
    await node(home, codes, [COMMAND, report, command, '--target-org', org.adminUsername, ...args]);
    const told = JSON.parse(readFileSync(report, 'utf8')) as { ms: number; peakKiB: number; atRestKiB: number };
    return {
      ...{ requests: org.requests.length, roundTrips: roundTripsOf(org.requests), ms: told.ms },
      rows: org.requests.reduce((sum, { rows = 0 }) => sum + rows, 0),
      ...{ peakMiB: told.peakKiB / 1024, atRestMiB: told.atRestKiB / 1024 },
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Of those that ended, the first to end is taken, then the first that began after it, and so on. */
export function roundTripsOf(requests: RequestLog): number {
  const byEnd = requests.toSorted((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0));
  let count = 0;
  let last = 0;
  for (const { receivedAt, answeredAt = receivedAt } of byEnd) {
    if (receivedAt < last) continue;
    count += 1;
    last = answeredAt;
  }
  return count;
}

function node(home: string, codes: readonly number[], args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    env: {
      ...process.env,
      ...{ HOME: home, USERPROFILE: home, CI: 'true' },
      ...{ SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said.push(chunk);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== null && codes.includes(code)) resolve();
      else reject(new Error(`exit code ${String(code)}: ${Buffer.concat(said).toString('utf8').slice(-5000)}`));
    });
  });
}
