import { OrgSilence } from '../wire/refusal.ts';
import { read, write, type Org } from '../wire/transport.ts';

/** The key and secret of an app. The one way on which a secret leaves the org (facts 6.1); nothing of an answer is kept or told here. */
export type Consumer = { readonly key: string; readonly secret: string };

/**
 * A second pair of key and secret beside the primary one, from API 65: a new one, which works already, or, once that has become the primary,
 * the old one, which works until it ends or is deleted.
 */
export type Staged = Consumer & {
  readonly path: string;
  readonly isOld: boolean;
  /** As the org writes it. */
  readonly ends: string | undefined;
};

/** What an answer leaves out is missing or null (facts 6.1). */
type Listed = { readonly id?: string; readonly key?: string | null; readonly secret?: string | null };
type ListedStaged = Listed & { readonly state?: string; readonly expirationDate?: string };

/** Where the consumer of an app is, as {@link findConsumer} gives it. */
export type ConsumerPath = { readonly path: string };

/**
 * The consumer of an app; every app of the plugin has one.
 * @param appId of the External Client App
 * @throws OrgRefusal where the org, or the caller's permissions, do not let the API read it; OrgSilence
 */
export async function findConsumer(org: Org, appId: string): Promise<ConsumerPath> {
  const path = `/apps/oauth/credentials/${encodeURIComponent(appId)}`;
  const { consumers } = await read<{ consumers?: readonly Listed[] }>(org, 'GET', path);
  const id = consumers?.[0]?.id;
  if (id === undefined) throw new OrgSilence('The org names no consumer of this app.');
  return { path: `${path}/${encodeURIComponent(id)}` };
}

/**
 * The primary key and secret.
 * @throws OrgRefusal, OrgSilence
 */
export async function readConsumer(org: Org, { path }: ConsumerPath): Promise<Consumer> {
  return paired(await read<Listed>(org, 'GET', `${path}?part=keyandsecret`));
}

/**
 * The primary key, without its secret.
 * @throws OrgRefusal, OrgSilence
 */
export async function readConsumerKey(org: Org, { path }: ConsumerPath): Promise<string | undefined> {
  const { key } = await read<Listed>(org, 'GET', `${path}?part=key`);
  return key ?? undefined;
}

/**
 * The staged pair; there is one at most.
 * @throws OrgRefusal, OrgSilence
 */
export async function readStaged(org: Org, consumer: ConsumerPath): Promise<Staged | undefined> {
  const path = `${consumer.path}/staged`;
  const { stagedCredentials } = await read<{ stagedCredentials?: readonly ListedStaged[] }>(org, 'GET', path);
  const [first] = stagedCredentials ?? [];
  if (first?.id === undefined) return undefined;
  const own = `${path}/${encodeURIComponent(first.id)}`;
  const whole = typeof first.secret !== 'string' ? await read<ListedStaged>(org, 'GET', own) : first;
  const { state = first.state ?? '', expirationDate: ends = first.expirationDate } = whole;
  return { ...paired(whole), path: own, isOld: /rotated/i.test(state), ends };
}

/**
 * Makes a new pair beside the primary one.
 * @throws OrgRefusal, OrgSilence
 */
export async function stage(org: Org, { path }: ConsumerPath): Promise<void> {
  // Without a body the request is said to hang.
  await write(org, 'POST', `${path}/staged`, {});
}

/**
 * Makes the staged pair the primary one, and the primary one the staged.
 * @throws OrgRefusal, OrgSilence
 */
export async function promote(org: Org, { path }: Staged): Promise<void> {
  await write(org, 'PATCH', path, { command: 'rotate' });
}

/**
 * Ends a staged pair: nobody logs in with it any more.
 * @throws OrgRefusal, OrgSilence
 */
export async function endStaged(org: Org, { path }: Staged): Promise<void> {
  await write(org, 'DELETE', path);
}

function paired({ key, secret }: Listed): Consumer {
  if (!key || !secret) throw new OrgSilence('The org gave no key and secret of this app.');
  return { key, secret };
}
