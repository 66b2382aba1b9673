import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { access } from '../access/access.ts';
import { createFaults, type Faults } from '../faults/faults.ts';
import type { Features, Org, Switches } from '../org.ts';
import { buildOrg, type Scenario, type ScenarioName } from '../scenarios/scenario.ts';
import { newKey, newSecret } from '../metadata/consumers.ts';
import { openSession, userIdOf, type Application, type Instance } from './instance.ts';
import { applicationOf } from './oauth/application.ts';
import { approveInBrowser, type WebLogin } from './oauth/refreshTokens.ts';
import { mailedToken } from './passwords.ts';
import type { LoggedRequest, RequestLog } from './requestLog.ts';
import { serve } from './serve.ts';
import { newest } from './version.ts';

export type StartOptions = {
  readonly scenario?: ScenarioName | Scenario;
  readonly switches?: Partial<Switches>;
  readonly features?: Partial<Features>;
  readonly usernamesElsewhere?: string[];
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly latencyMs?: number;
  readonly now?: () => Date;
  /** A file with the database of an org of the scenario, which requests may change. */
  readonly database?: string;
};

export type RunningOrg = {
  readonly url: string;
  readonly port: number;
  readonly org: Org;
  readonly requests: RequestLog;
  clearRequests(): void;
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /** A fresh session of this user, as any login would give. */
  tokenFor(username: string): string;
  readonly adminUsername: string;
  /** An application registered for the JWT bearer flow, for all users. */
  readonly login: { readonly consumerKey: string; readonly privateKeyPem: string };
  /** Registers an application for the client credentials flow that runs as this user. */
  clientCredentials(username: string): { consumerKey: string; consumerSecret: string };
  /** Registers a connected app made before new ones were refused: for the flows of people and of passwords. */
  connectedApp(name: string): { consumerKey: string; consumerSecret: string };
  /** The security token last mailed to this user: with each new password comes one. */
  securityToken(username: string): string | undefined;
  /** What is left when this user has approved the application with this key in a browser. */
  webLogin(username: string, consumerKey: string): WebLogin;
  close(): Promise<void>;
};

/** Starts a simulated org behind HTTP on loopback. */
export async function startOrg(options: StartOptions = {}): Promise<RunningOrg> {
  const { scenario = 'production', port: wanted = 0, latencyMs = 0 } = options;
  const org = buildOrg(scenario, overrides(options));
  const log: LoggedRequest[] = [];
  const refusals = new Map<string, number>();
  const server = createServer({ maxHeaderSize: 1 << 20 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const instance: Instance = {
    org,
    access,
    url: `http://localhost:${port}`,
    applications: new Map(),
    tokens: new Map(),
    asked: new Map(),
    faults: createFaults(),
    usage: { requests: 0 },
  };
  server.on('request', (incoming, outgoing) => {
    serve({ instance, log, latencyMs, refusals }, incoming, outgoing).catch((error: unknown) => {
      process.stderr.write(`Simulated org: ${String(error)}\n`);
      outgoing.destroy();
    });
  });
  return {
    url: instance.url,
    port,
    org,
    requests: log,
    clearRequests: () => void log.splice(0),
    faults: instance.faults,
    tokenFor: (username) => openSession(instance, requireUser(org, username)),
    adminUsername: findAdmin(org),
    login: registerJwt(instance),
    clientCredentials: (username) => registerClientCredentials(instance, username),
    connectedApp: (name) => registerConnectedApp(instance, name),
    securityToken: (username) => mailedToken(org, requireUser(org, username)),
    webLogin: (username, key) =>
      approveInBrowser(instance, requireApplication(instance, key), requireUser(org, username)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          org.store.db.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function overrides(options: StartOptions): NonNullable<Parameters<typeof buildOrg>[1]> {
  const { switches, features, usernamesElsewhere, now, database } = options;
  return {
    ...(switches === undefined ? {} : { switches }),
    ...(features === undefined ? {} : { features }),
    ...(usernamesElsewhere === undefined ? {} : { usernamesElsewhere }),
    ...(now === undefined ? {} : { now }),
    ...(database === undefined ? {} : { database }),
  };
}

/** The first active user with the profile System Administrator, found by its permission, as the label is translated. */
function findAdmin(org: Org): string {
  const isAdmin = (userId: string): boolean =>
    access.userPermissions({ org, userId, apiVersion: newest }).has('ModifyAllData');
  const users = org.store.db
    .prepare('SELECT "Id", "Username" FROM "User" WHERE "IsActive" = 1 ORDER BY rowid')
    .iterate();
  for (const { Id, Username } of users) if (isAdmin(String(Id))) return String(Username);
  throw new Error('The scenario has no administrator');
}

function requireUser(org: Org, username: string): string {
  const id = userIdOf(org, username);
  if (id === undefined) throw new Error(`No user ${username} in the simulated org`);
  return id;
}

let keys: ReturnType<typeof newKeys> | undefined;

function newKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The orgs of a process share the keys, which take long to make. */
function registerJwt(instance: Instance): RunningOrg['login'] {
  const { publicKey, privateKey } = (keys ??= newKeys());
  const consumerKey = newKey();
  instance.applications.set(consumerKey, { name: 'Simulated JWT Application', consumerKey, publicKeyPem: publicKey });
  return { consumerKey, privateKeyPem: privateKey };
}

function registerClientCredentials(instance: Instance, runAs: string): { consumerKey: string; consumerSecret: string } {
  return register(instance, { name: 'Simulated Integration', runAs });
}

function registerConnectedApp(instance: Instance, name: string): { consumerKey: string; consumerSecret: string } {
  if (instance.org.store.find('ConnectedApplication', { Name: name }).length === 0)
    instance.org.store.insert('ConnectedApplication', { Name: name });
  return register(instance, { name, scope: 'refresh_token api' });
}

function register(
  instance: Instance,
  application: Omit<Application, 'consumerKey' | 'consumerSecret'>,
): { consumerKey: string; consumerSecret: string } {
  const pair = { consumerKey: newKey(), consumerSecret: newSecret() };
  instance.applications.set(pair.consumerKey, { ...application, ...pair });
  return pair;
}

function requireApplication(instance: Instance, key: string): Application {
  const application = applicationOf(instance, key);
  if (application === undefined) throw new Error('No application has this consumer key');
  return application;
}
