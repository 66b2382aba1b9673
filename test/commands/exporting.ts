import { Org } from '@salesforce/core';
import { stripVTControlCharacters } from 'node:util';
import { createSandbox } from 'sinon';
import IntegrationUserExport, { type IntegrationUserExportResult } from '../../src/commands/integration-user/export.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { connect, type Envelope, type Ran, type RanJson } from './harness.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const;

/** `integration-user export` as a person sees it. */
export async function exportUsers(org: RunningOrg, args: readonly string[] = []): Promise<Ran> {
  const target = await Org.create({ connection: await connect(org) });
  const sandbox = createSandbox();
  const out: string[] = [];
  const err: string[] = [];
  const { exitCode } = process;
  const listeners = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  org.clearRequests();
  let failed = 0;
  try {
    sandbox.stub(Org, 'create').resolves(target);
    sandbox.stub(process.stdout, 'write').callsFake((chunk) => out.push(String(chunk)) > 0);
    sandbox.stub(process.stderr, 'write').callsFake((chunk) => err.push(String(chunk)) > 0);
    await IntegrationUserExport.run(['--target-org', org.adminUsername, ...args]);
  } catch (error) {
    if (!(error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number')) throw error;
    failed = error.exitCode;
  } finally {
    sandbox.restore();
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

export async function exportJson(
  org: RunningOrg,
  args: readonly string[] = [],
): Promise<RanJson<IntegrationUserExportResult>> {
  const ran = await exportUsers(org, [...args, '--json']);
  const json = JSON.parse(ran.stdout) as Envelope<IntegrationUserExportResult>;
  return { ...ran, json: { ...json, warnings: json.warnings.filter((text) => !text.includes('insecure protocol')) } };
}
