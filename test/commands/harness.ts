import { Config, ux } from '@oclif/core';
import { Org, type Connection } from '@salesforce/core';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type { PassThrough } from 'node:stream';
import timers from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { createSandbox, type SinonSandbox } from 'sinon';
import IntegrationUserApply from '../../src/commands/integration-user/apply.ts';
import IntegrationUserCreate from '../../src/commands/integration-user/create.ts';
import IntegrationUserLicenseList from '../../src/commands/integration-user/license/list.ts';
import IntegrationUserPermsetAssign from '../../src/commands/integration-user/permset/assign.ts';
import IntegrationUserPermsetCreate from '../../src/commands/integration-user/permset/create.ts';
import IntegrationUserRetire from '../../src/commands/integration-user/retire.ts';
import IntegrationUserProfileClone from '../../src/commands/integration-user/profile/clone.ts';
import type { LicenseListResult } from '../../src/report/licenses.ts';
import type { RetireResult } from '../../src/report/retire.ts';
import type { WriteResult } from '../../src/report/result.ts';
import { enterHome } from './home.ts';
import type { LoggedRequest } from '../org/rest/requestLog.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { startTypist, type Typed } from '../wizard/typist.ts';

/** What one run of a command printed and how it ended. */
export type Ran = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** When it wrote for the first time, in milliseconds of the clock; undefined: it wrote nothing. */
  readonly firstWriteAt: number | undefined;
  /** The requests that the org got, sf's own preamble left out (there is none: the login is cached). */
  readonly requests: readonly LoggedRequest[];
};

/** The envelope that sf prints under --json. */
export type Envelope<T> = {
  readonly status: number;
  readonly result?: T;
  readonly warnings: readonly string[];
  readonly name?: string;
  readonly message?: string;
  readonly actions?: readonly string[];
};
export type RanJson<T> = Ran & { readonly json: Envelope<T> };

export type Options = {
  readonly as?: string;
  /** Users whose sessions sf has, besides. */
  readonly logins?: readonly string[];
  readonly tokenOnly?: boolean;
  /** Somebody sits at a terminal and answers questions like this; otherwise nobody does. */
  readonly answer?: (question: string) => boolean;
  /** Somebody sits at a terminal, not in CI, and types: what they wait for, and the keys that they press then. */
  readonly typed?: Typed;
  /** Seconds after which a command counts as hanging. */
  readonly limit?: number;
  /** The login is at this name of the org, in place of its own. */
  readonly host?: string;
  /** What a terminal takes for commands is left in the output, but for colors. */
  readonly raw?: boolean;
};
type CommandClass = typeof SfCommand<unknown> & {
  run(argv: string[], config: Config): Promise<unknown>;
  readonly prototype: SfCommand<unknown>;
};

/** `integration-user create` as a person at a terminal in CI sees it. */
export function create(org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> {
  return run(IntegrationUserCreate, org, args, options);
}

/** `integration-user create --json`: stdout must be one JSON document. */
export function createJson(org: RunningOrg, args: readonly string[], options?: Options): Promise<RanJson<WriteResult>> {
  return runJson<WriteResult>(IntegrationUserCreate, org, args, options);
}

export function licenseList(org: RunningOrg, args: readonly string[] = [], options?: Options): Promise<Ran> {
  return run(IntegrationUserLicenseList, org, args, options);
}

export function licenseListJson(
  org: RunningOrg,
  args: readonly string[] = [],
  options?: Options,
): Promise<RanJson<LicenseListResult>> {
  return runJson<LicenseListResult>(IntegrationUserLicenseList, org, args, options);
}

/** A command that writes, as a person sees it and as a pipeline does. */
type Writing = {
  (org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran>;
  json(org: RunningOrg, args: readonly string[], options?: Options): Promise<RanJson<WriteResult>>;
};

export const apply = writing(IntegrationUserApply);
export const retire = Object.assign(
  (org: RunningOrg, args: readonly string[], options?: Options) => run(IntegrationUserRetire, org, args, options),
  {
    json: (org: RunningOrg, args: readonly string[], options?: Options) =>
      runJson<RetireResult>(IntegrationUserRetire, org, args, options),
  },
);
export const profileClone = writing(IntegrationUserProfileClone);
export const permsetCreate = writing(IntegrationUserPermsetCreate);
export const permsetAssign = writing(IntegrationUserPermsetAssign);

function writing(command: unknown): Writing {
  return Object.assign(
    (org: RunningOrg, args: readonly string[], options?: Options) => run(command, org, args, options),
    {
      json: (org: RunningOrg, args: readonly string[], options?: Options) =>
        runJson<WriteResult>(command, org, args, options),
    },
  );
}

/** A connection as a command gets it. */
export async function connect(org: RunningOrg, username = org.adminUsername): Promise<Connection> {
  const restore = enterHome(org, [{ username, token: org.tokenFor(username) }]);
  try {
    return (await Org.create({ aliasOrUsername: username })).getConnection();
  } finally {
    restore();
  }
}

/** Runs a command under --json: stdout must be one JSON document. */
export async function runJson<T>(
  command: unknown,
  org: RunningOrg,
  args: readonly string[],
  options?: Options,
): Promise<RanJson<T>> {
  return parsed(await run(command, org, [...args, '--json'], options));
}

/** What a run under --json printed; of the warnings, that the simulated org has no TLS is nobody's business. */
export function parsed<T>(ran: Ran): RanJson<T> {
  const json = JSON.parse(ran.stdout) as Envelope<T>;
  return { ...ran, json: { ...json, warnings: json.warnings.filter((text) => !text.includes('insecure protocol')) } };
}

/** Runs a command as `as` against an org. */
export async function run(
  command: unknown,
  org: RunningOrg,
  args: readonly string[],
  { as = org.adminUsername, logins = [], tokenOnly = false, host, ...options }: Options = {},
): Promise<Ran> {
  const usernames = tokenOnly ? [] : [as, ...logins];
  const restore = enterHome(
    host === undefined ? org : { ...org, url: `http://${host}:${new URL(org.url).port}` },
    usernames.map((username) => ({ username, token: org.tokenFor(username) })),
  );
  org.clearRequests();
  try {
    const target = tokenOnly ? org.tokenFor(as) : as;
    const printed = await capture(command, ['--target-org', target, ...args], {
      ...options,
      ...(host ? { host } : {}),
    });
    return { ...printed, requests: [...org.requests] };
  } finally {
    restore();
  }
}

/** Runs a command without an org and without a login. */
export async function runAlone(command: unknown, args: readonly string[]): Promise<Ran> {
  const restore = enterHome(undefined, []);
  try {
    return { ...(await capture(command, args, {})), requests: [] };
  } finally {
    restore();
  }
}

async function capture(
  command: unknown,
  args: readonly string[],
  { answer, typed, host, limit = 15, raw = false }: Pick<Options, 'answer' | 'typed' | 'host' | 'limit' | 'raw'>,
): Promise<Omit<Ran, 'requests'>> {
  const sandbox = createSandbox();
  const out: string[] = [];
  const err: string[] = [];
  let firstWriteAt: number | undefined;
  const into =
    (written: string[]) =>
    (chunk: unknown): boolean => {
      firstWriteAt ??= Date.now();
      return written.push(String(chunk)) > 0;
    };
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  const config = await configuration();
  const typist = typed && startTypist(typed);
  let ended: number;
  try {
    const keep = into(out);
    const stdout = sandbox.stub(process.stdout, 'write').callsFake((chunk) => {
      typist?.show(String(chunk));
      return keep(chunk);
    });
    const stderr = sandbox.stub(process.stderr, 'write').callsFake(into(err));
    // Where the spinner of sf writes, which it takes before.
    Object.assign(ux.action, { stdmockOrigs: { stdout, stderr } });
    shortenWaits(sandbox);
    if (host !== undefined) leadHome(sandbox);
    if (typist) typeAtTerminal(sandbox, typist.input);
    if (answer) sitAtTerminal(sandbox, command as CommandClass, answer);
    await inTime((command as CommandClass).run([...args], config), limit);
    ended = setExitCode();
  } catch (error) {
    ended = exitCodeOf(error);
  } finally {
    sandbox.restore();
    syncBuiltinESMExports();
    process.exitCode = exitCode;
  }
  if (typist && typist.left().length > 0) throw new Error(`Never asked: ${typist.left().join(', ')}\n${out.join('')}`);
  // eslint-disable-next-line no-control-regex -- colors begin with one
  const plain = (text: string) => (raw ? text.replace(/\u001b\[[\d;]*m/g, '') : stripVTControlCharacters(text));
  const [stdout, stderr] = [out, err].map((text) => plain(text.join(''))) as [string, string];
  return { exitCode: ended, stdout, stderr, firstWriteAt };
}

/**
 * Waits of a second and more, before another attempt, take a hundredth of it.
 * Once the sandbox is restored, syncBuiltinESMExports makes them as long again.
 */
export function shortenWaits(sandbox: SinonSandbox): void {
  const wait = timers.setTimeout.bind(timers);
  sandbox.stub(timers, 'setTimeout').callsFake((ms = 0, value?: unknown) => wait(ms >= 500 ? ms / 100 : ms, value));
  syncBuiltinESMExports();
}

/** Every host name is this machine. */
function leadHome(sandbox: SinonSandbox): void {
  const { lookup } = dns;
  sandbox.stub(dns, 'lookup').callsFake(((_: string, ...rest: never[]) => {
    Reflect.apply(lookup, dns, ['127.0.0.1', ...rest]);
  }) as never);
}

function sitAtTerminal(
  sandbox: SinonSandbox,
  { prototype }: CommandClass,
  answer: (question: string) => boolean,
): void {
  for (const stream of [process.stdin, process.stdout]) sandbox.define(stream, 'isTTY', true);
  sandbox
    .stub(prototype, 'confirm')
    .callsFake((question: string | { message: string }) =>
      Promise.resolve(answer(typeof question === 'string' ? question : question.message)),
    );
}

function typeAtTerminal(sandbox: SinonSandbox, input: PassThrough): void {
  sandbox.stub(process, 'stdin').value(input);
  sandbox.define(process.stdout, 'isTTY', true);
  sandbox.stub(process.env, 'CI').value('');
}

/** A command that hangs must not keep the output of the tests. */
async function inTime(running: Promise<unknown>, seconds: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The command did not end within ${String(seconds)} seconds`));
    }, seconds * 1000);
  });
  return Promise.race([running, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/** What a command that did not throw has set. */
function setExitCode(): number {
  return typeof process.exitCode === 'number' ? process.exitCode : 0;
}

/** sf commands throw what they print; anything else is a fault of the test or of the product and is thrown on. */
function exitCodeOf(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number') return error.exitCode;
  throw error;
}

let loaded: Promise<Config> | undefined;
function configuration(): Promise<Config> {
  loaded ??= Config.load({ root: join(import.meta.dirname, '../..') });
  return loaded;
}
