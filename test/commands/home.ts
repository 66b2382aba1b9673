import { ConfigAggregator, StateAggregator } from '@salesforce/core';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';

type Login = {
  readonly username: string;
  readonly token: string;
  /** With these sf renews a session that has ended. */
  readonly refreshToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const;
let home: string | undefined;

/**
 * A HOME of its own with a login that sf has cached completely, so that sf itself asks nothing of the org.
 * @returns puts everything back
 */
export function enterHome(org: RunningOrg | undefined, logins: readonly Login[]): () => void {
  home ??= makeHome();
  const { HOME, USERPROFILE } = process.env;
  const environment: Readonly<Record<string, string | undefined>> = {
    HOME: home,
    USERPROFILE: home,
    SF_ORG_INSTANCE_URL: logins.length === 0 ? org?.url : undefined,
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_TARGET_ORG: undefined,
    SF_CONTENT_TYPE: undefined,
    SF_ORG_API_VERSION: undefined,
    CI: 'true',
  };
  const saved = Object.fromEntries(Object.keys(environment).map((name) => [name, process.env[name]]));
  assign(environment);
  if (org) for (const login of logins) writeLogin(home, org, login);
  StateAggregator.clearInstance(home);
  const listeners = SIGNALS.map((signal) => [signal, process.listeners(signal)] as const);
  return () => {
    assign({ ...saved, HOME, USERPROFILE });
    for (const [signal, before] of listeners) {
      for (const listener of process.listeners(signal)) {
        if (!before.includes(listener)) process.removeListener(signal, listener);
      }
    }
  };
}

function assign(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

function makeHome(): string {
  const path = mkdtempSync(join(tmpdir(), 'integration-user-home-'));
  mkdirSync(join(path, '.sfdx'));
  process.once('exit', () => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

/** Writes the login file of an org, with everything that sf would otherwise ask the org for. */
export function writeLogin(path: string, { url, org }: RunningOrg, { token, ...renewal }: Login) {
  const { username } = renewal;
  const login = {
    ...renewal,
    accessToken: token,
    loginUrl: url,
    instanceUrl: url,
    orgId: org.id,
    instanceApiVersion: '67.0',
    instanceApiVersionLastRetrieved: new Date().toLocaleString('en-US'),
    name: 'Acme',
    instanceName: 'USA794',
    isSandbox: org.features.sandbox,
    isScratch: false,
    namespacePrefix: null,
    orgEdition: org.features.edition,
    trailExpirationDate: null,
  };
  writeFileSync(join(path, '.sfdx', `${username}.json`), JSON.stringify(login));
}

/** Runs something in such a HOME, as the administrator of the org where there is one, who is the default when `asDefault` says so. */
export async function inHome(
  org: RunningOrg | undefined,
  asDefault: boolean,
  body: () => Promise<void>,
): Promise<void> {
  const username = org?.adminUsername ?? '';
  const restore = enterHome(org, org ? [{ username, token: org.tokenFor(username) }] : []);
  if (asDefault) process.env['SF_TARGET_ORG'] = username;
  // It keeps the variables that it has seen once.
  await ConfigAggregator.clearInstance();
  try {
    await body();
  } finally {
    restore();
  }
}
