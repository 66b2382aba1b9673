import { Org } from '@salesforce/core';
import { syncBuiltinESMExports } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import { createSandbox } from 'sinon';
import IntegrationUserDisplay from '../../src/commands/integration-user/display.ts';
import IntegrationUserList from '../../src/commands/integration-user/list.ts';
import type { DisplayResult } from '../../src/report/display.ts';
import type { ListResult } from '../../src/report/list.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { connect, shortenWaits, type Envelope, type Ran, type RanJson } from './harness.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const;

type Run = (argv: string[]) => Promise<unknown>;

/** `integration-user list` as a person sees it. */
export function list(org: RunningOrg, args: readonly string[] = [], as?: string): Promise<Ran> {
  return run((argv) => IntegrationUserList.run(argv), org, args, as);
}

export function listJson(org: RunningOrg, args: readonly string[] = [], as?: string): Promise<RanJson<ListResult>> {
  return runJson((argv) => IntegrationUserList.run(argv), org, args, as);
}

/** `integration-user display` as a person sees it. */
export function display(org: RunningOrg, args: readonly string[], as?: string): Promise<Ran> {
  return run((argv) => IntegrationUserDisplay.run(argv), org, args, as);
}

export function displayJson(org: RunningOrg, args: readonly string[], as?: string): Promise<RanJson<DisplayResult>> {
  return runJson((argv) => IntegrationUserDisplay.run(argv), org, args, as);
}

async function runJson<T>(command: Run, org: RunningOrg, args: readonly string[], as?: string): Promise<RanJson<T>> {
  const ran = await run(command, org, [...args, '--json'], as);
  const json = JSON.parse(ran.stdout) as Envelope<T>;
  return { ...ran, json: { ...json, warnings: json.warnings.filter((text) => !text.includes('insecure protocol')) } };
}

async function run(command: Run, org: RunningOrg, args: readonly string[], as = org.adminUsername): Promise<Ran> {
  const target = await Org.create({ connection: await connect(org, as) });
  const sandbox = createSandbox();
  const out: string[] = [];
  const err: string[] = [];
  const { exitCode } = process;
  org.clearRequests();
  const listeners = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  let failed = 0;
  try {
    shortenWaits(sandbox);
    sandbox.stub(Org, 'create').resolves(target);
    sandbox.stub(process.stdout, 'write').callsFake((chunk) => out.push(String(chunk)) > 0);
    sandbox.stub(process.stderr, 'write').callsFake((chunk) => err.push(String(chunk)) > 0);
    await command(['--target-org', as, ...args]);
  } catch (error) {
    if (!(error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number')) throw error;
    failed = error.exitCode;
  } finally {
    sandbox.restore();
    syncBuiltinESMExports();
    process.exitCode = exitCode;
    for (const [signal, before] of listeners) {
      for (const listener of process.listeners(signal)) {
        if (!before.includes(listener)) process.removeListener(signal, listener);
      }
    }
  }
  const [stdout, stderr] = [out, err].map((text) => stripVTControlCharacters(text.join(''))) as [string, string];
  return { exitCode: failed, stdout, stderr, requests: [...org.requests] };
}
