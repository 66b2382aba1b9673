import { readFile } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';
import type { ClientApp } from '../org/metadata/clientApps.ts';
import { findConsumer, readConsumer, type Consumer } from '../org/metadata/consumers.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { CreateOptions, CredentialDone } from './create.ts';
import type { SecretSink } from './secretSink.ts';

type SecretState = {
  readonly state: CredentialDone['secret'];
  readonly consumerKey?: string | undefined;
  readonly problems: readonly Problem[];
};

/** A file that holds the secret of an unchanged app already is as good as one that is written. */
export async function secretState(
  org: Org,
  isUnchanged: boolean,
  app: ClientApp | undefined,
  { secret, secretFile }: Pick<CreateOptions, 'secret' | 'secretFile'>,
): Promise<SecretState> {
  if (secret === undefined) return { state: 'notAsked', problems: [] };
  const problems = await secret.problems();
  const exists = problems.some(({ id }) => id === 'secretFileExists');
  if (!exists || secretFile === undefined || !isUnchanged || app === undefined) return { state: 'planned', problems };
  const [text, consumer] = await Promise.all([
    readFile(secretFile, 'utf8').catch(() => undefined),
    consumerOf(org, app.id).catch(() => undefined),
  ]);
  return text !== undefined && text === consumer?.secret
    ? { state: 'there', consumerKey: consumer.key, problems: [] }
    : { state: 'planned', problems };
}

/**
 * Brings the consumer secret of an app to its place.
 * @returns why the secret is not where it should be
 */
export async function deliverSecret(
  org: Org,
  app: ClientApp | undefined,
  sink: SecretSink,
  url: string,
): Promise<{ readonly undelivered: readonly Problem[]; readonly consumerKey?: string }> {
  const name = app?.name ?? '';
  try {
    const { secret, key: consumerKey } = await consumerOf(org, app?.id ?? '');
    const undelivered = await sink.deliver(secret);
    const told = error('credentialUndelivered', name, [name], [url]);
    return { consumerKey, undelivered: undelivered.length === 0 ? [] : [...undelivered, told] };
  } catch (thrown) {
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    return { undelivered: [error('credentialSecretUnread', name, [name, thrown.message], [url])] };
  }
}

async function consumerOf(org: Org, appId: string): Promise<Consumer> {
  return readConsumer(org, await findConsumer(org, appId));
}
