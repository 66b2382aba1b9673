import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SfHome } from '../e2e/sf.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** What one run of the real sf took, from the start of its process to its end. */
export type SfMeasured = {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly requests: number;
  /** Until the org got the first request; undefined: it got none. */
  readonly firstRequestMs: number | undefined;
  readonly stdout: string;
};

const probe = join(import.meta.dirname, 'probe.cjs');

/**
 * Runs the real sf once.
 * @throws when it does not exit with 0
 */
export async function measureSf(
  home: SfHome,
  org: RunningOrg,
  args: readonly string[],
  cwd = home.home,
): Promise<SfMeasured> {
  const file = join(home.home, 'probe.json');
  rmSync(file, { force: true });
  org.clearRequests();
  const startedAt = Date.now();
  const start = performance.now();
  const { code, stdout, stderr } = await home.sf(args, {
    cwd,
    timeout: 300_000,
    env: { NODE_OPTIONS: `--require=${probe}`, BENCH_PROBE: file },
  });
  const wallMs = performance.now() - start;
  if (code !== 0) throw new Error(`sf ${args.join(' ')} ended with ${String(code)}:\n${stdout}\n${stderr}`);
  const took = JSON.parse(readFileSync(file, 'utf8')) as { readonly cpuMs: number; readonly peakMiB: number };
  const [first] = org.requests;
  const firstRequestMs = first === undefined ? undefined : first.receivedAt - startedAt;
  return { wallMs, ...took, requests: org.requests.length, firstRequestMs, stdout };
}

/** The middle one. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
