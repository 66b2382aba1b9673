import { Org } from '@salesforce/core';
import { stripVTControlCharacters } from 'node:util';
import { createSandbox } from 'sinon';
import IntegrationUserVerify from '../../src/commands/integration-user/verify.ts';
import type { VerifyResult } from '../../src/report/verifyResult.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { connect, type Envelope, type Ran, type RanJson } from './harness.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const;

type Options = {
  /** Who runs the command; an administrator when left out. */
  readonly as?: string;
  /** Users whose sessions sf has, besides. */
  readonly logins?: readonly string[];
};

/** `integration-user verify` as a person sees it. */
export async function verify(org: RunningOrg, args: readonly string[], options: Options = {}): Promise<Ran> {
  const { as = org.adminUsername, logins = [] } = options;
  const connections = new Map<string, Org>();
  for (const username of [as, ...logins])
    connections.set(username, await Org.create({ connection: await connect(org, username) }));
  org.clearRequests();
  const ran = await withoutOrg(['--target-org', as, ...args], (alias) => {
    const found = connections.get(alias);
    if (found === undefined) throw new Error(`No authorization information found for ${alias}.`);
    return Promise.resolve(found);
  });
  return { ...ran, requests: [...org.requests] };
}

/** Under --json; stdout must be one JSON document. */
export async function verifyJson(
  org: RunningOrg,
  args: readonly string[] = [],
  options?: Options,
): Promise<RanJson<VerifyResult>> {
  return parsed(await verify(org, [...args, '--json'], options));
}

/** A run that asks no org. */
export async function offlineJson(args: readonly string[]): Promise<RanJson<VerifyResult>> {
  return parsed({ ...(await withoutOrg([...args, '--offline', '--json'])), requests: [] });
}

function parsed(ran: Ran): RanJson<VerifyResult> {
  const json = JSON.parse(ran.stdout) as Envelope<VerifyResult>;
  return { ...ran, json: { ...json, warnings: json.warnings.filter((text) => !text.includes('insecure protocol')) } };
}

export async function withoutOrg(
  args: readonly string[],
  login: (alias: string) => Promise<Org> = () => Promise.reject(new Error('No org may be asked.')),
): Promise<Omit<Ran, 'requests'>> {
  const sandbox = createSandbox();
  const out: string[] = [];
  const err: string[] = [];
  const { exitCode } = process;
  process.exitCode = undefined;
  const listeners = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  let ended: number;
  try {
    sandbox
      .stub(Org, 'create')
      .callsFake((options?: object) =>
        login(options && 'aliasOrUsername' in options ? String(options.aliasOrUsername) : ''),
      );
    sandbox.stub(process.stdout, 'write').callsFake((chunk) => out.push(String(chunk)) > 0);
    sandbox.stub(process.stderr, 'write').callsFake((chunk) => err.push(String(chunk)) > 0);
    await IntegrationUserVerify.run([...args]);
    ended = codeOf(process);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!('exitCode' in error && typeof error.exitCode === 'number')) throw error;
    ended = error.exitCode;
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
  return { exitCode: ended, stdout, stderr };
}

function codeOf({ exitCode }: { readonly exitCode?: number | string | null | undefined }): number {
  return Number(exitCode ?? 0);
}
