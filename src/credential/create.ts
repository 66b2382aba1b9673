import { rm } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';
import { appText, type ClientApp } from '../org/metadata/clientApps.ts';
import { externalClientAppPage } from '../org/links.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { deliverSecret, secretState } from './appSecret.ts';
import { isKeyOf, makeKeyPair, parseCertificate, type Certificate } from './certificate.ts';
import { planCredential, type CredentialWish } from './plan.ts';
import type { SecretSink } from './secretSink.ts';
import type { CredentialSnapshot } from './snapshot.ts';
import type { PartChange } from './wanted.ts';
import { writeApp } from './writeApp.ts';

/** What a run is to do besides what the wish says. */
export type CreateOptions = {
  readonly dryRun: boolean;
  /** Where the consumer secret goes. */
  readonly secret: SecretSink | undefined;
  /** The file of the secret, where it is one: it may hold the secret from an earlier run. */
  readonly secretFile: string | undefined;
  /** Where the private key goes. */
  readonly key: SecretSink | undefined;
  /** For which a new certificate holds. */
  readonly days: number;
  /** Known without the org; errors among them stop the run. */
  readonly known: readonly Problem[];
};

export type CredentialDone = {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'planned' | 'failed';
  readonly status: 'planned' | 'done' | 'failed';
  readonly changes: readonly PartChange[];
  readonly app: ClientApp | undefined;
  /** The key that the org gives to the API, which after a rotation is not that of the metadata; undefined: not asked for. */
  readonly consumerKey?: string | undefined;
  readonly certificate: Certificate | undefined;
  /** What became of the private key, and of the consumer secret. */
  readonly key: 'written' | 'there' | 'planned' | 'none';
  readonly secret: 'delivered' | 'there' | 'notAsked' | 'planned' | 'failed' | 'none';
  readonly setupUrl: string | undefined;
  readonly problems: readonly Problem[];
};

/**
 * Makes the app of a credential what it should be, and brings key and secret to their places. Everything is checked before the first write;
 * a refusal leaves org and disk as they were. Running it again continues where it stopped.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function createCredential(
  org: Org,
  wish: CredentialWish,
  snapshot: CredentialSnapshot,
  options: CreateOptions,
): Promise<CredentialDone> {
  const fits = { ...wish, keyFits: await keyFits(wish, snapshot) };
  const plan = planCredential(fits, snapshot);
  const secret = await secretState(org, plan.changes.length === 0 && !plan.makesKey, snapshot.app, options);
  const problems = [
    ...options.known,
    ...plan.problems,
    ...(plan.makesKey ? ((await options.key?.problems()) ?? []) : []),
    ...secret.problems,
  ];
  const held = parseCertificate(appText(snapshot.app, 'global', 'certificate'));
  const before = {
    changes: plan.changes,
    app: snapshot.app,
    certificate: wish.certificate ?? held,
    key: plan.makesKey ? ('planned' as const) : fits.keyFits ? ('there' as const) : ('none' as const),
    secret: secret.state,
    consumerKey: secret.consumerKey,
    setupUrl: setupUrl(org, wish, snapshot.app),
    problems,
  };
  if (problems.some(({ severity }) => severity === 'error')) return { ...before, outcome: 'failed', status: 'planned' };
  const changes = plan.changes.length > 0 || plan.makesKey;
  if (options.dryRun) return { ...before, outcome: changes ? 'planned' : 'unchanged', status: 'planned' };
  const written = changes
    ? await write(org, fits, plan.makesKey, snapshot, options)
    : { app: snapshot.app, problems: [] };
  const all = [...problems, ...written.problems];
  const after = {
    ...before,
    ...written,
    certificate: parseCertificate(appText(written.app, 'global', 'certificate')) ?? before.certificate,
    setupUrl: setupUrl(org, wish, written.app),
    problems: all,
  };
  if (written.problems.length > 0) return { ...after, secret: 'none', outcome: 'failed', status: 'failed' };
  const outcome = !changes ? 'unchanged' : snapshot.app === undefined ? 'created' : 'updated';
  if (secret.state !== 'planned' || options.secret === undefined) return { ...after, outcome, status: 'done' };
  const { undelivered, consumerKey } = await deliverSecret(org, written.app, options.secret, after.setupUrl ?? '');
  return {
    ...after,
    consumerKey,
    outcome: undelivered.length > 0 ? 'failed' : outcome,
    status: 'done',
    secret: undelivered.length > 0 ? 'failed' : 'delivered',
    problems: [...all, ...undelivered],
  };
}

async function keyFits({ keyOut }: CredentialWish, { app }: CredentialSnapshot): Promise<boolean> {
  const held = parseCertificate(appText(app, 'global', 'certificate'));
  return keyOut !== undefined && held !== undefined && (await isKeyOf(keyOut, held));
}

type Written = {
  readonly app: ClientApp | undefined;
  readonly changes?: readonly PartChange[];
  readonly certificate?: Certificate;
  readonly key?: CredentialDone['key'];
  readonly problems: readonly Problem[];
};

/** Key first: an app whose key could not be kept would be of no use. A refused app takes the key away again. */
async function write(
  org: Org,
  wish: CredentialWish,
  makesKey: boolean,
  snapshot: CredentialSnapshot,
  { key, days }: CreateOptions,
): Promise<Written> {
  const pair = makesKey ? await makeKeyPair(wish.credential.app, days) : undefined;
  const unkept = pair && key ? await key.deliver(pair.privateKey) : [];
  if (unkept.length > 0) return { app: snapshot.app, problems: unkept };
  const full = { ...wish, keyFits: wish.keyFits || makesKey, certificate: pair?.certificate ?? wish.certificate };
  const again = (app: ClientApp | undefined) => planCredential(full, { ...snapshot, app }).changes;
  const changes = again(snapshot.app);
  const made = { changes, ...(pair ? { certificate: pair.certificate, key: 'written' as const } : {}) };
  try {
    const { app, left } = await writeApp(org, wish.credential.app, changes, again);
    if (left.length === 0) return { ...made, app, problems: [] };
    const what = left.map(({ fullName, changed }) => `${fullName} (${changed.join(', ')})`).join(', ');
    return { ...made, app, problems: [error('credentialReadBack', wish.credential.app, [what])] };
  } catch (thrown) {
    return { ...made, app: snapshot.app, ...(await failed(thrown, wish, pair !== undefined)) };
  }
}

async function failed(
  thrown: unknown,
  { credential, keyOut }: CredentialWish,
  madeKey: boolean,
): Promise<{ readonly problems: readonly Problem[]; readonly key?: 'none' }> {
  const { app } = credential;
  if (thrown instanceof OrgSilence) return { problems: [error('credentialLost', app, [app, thrown.message])] };
  if (!(thrown instanceof OrgRefusal)) throw thrown;
  if (madeKey && keyOut !== undefined) await rm(keyOut, { force: true });
  const id = /execution user/i.test(thrown.message) ? 'credentialRunAs' : 'credentialRefused';
  return { problems: [error(id, app, [app, thrown.message])], ...(madeKey ? { key: 'none' as const } : {}) };
}

/** Where Setup shows the secret; a JWT integration needs none. */
function setupUrl(org: Org, { credential }: CredentialWish, app: ClientApp | undefined): string | undefined {
  return credential.type === 'jwt' || app === undefined
    ? undefined
    : externalClientAppPage(org.connection.instanceUrl, app.id);
}
