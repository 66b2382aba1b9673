import { warning, type Problem } from '../definition/problem.ts';
import type { ClientApp } from '../org/metadata/clientApps.ts';
import { findConsumer, readConsumer, readConsumerKey, readStaged } from '../org/metadata/consumers.ts';
import type { Org } from '../org/wire/transport.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import type { Source } from './secretSource.ts';
import type { Tested } from './testCredential.ts';

/**
 * The consumer key by which an integration logs in that has this secret: that of the pair whose secret it is, staged or primary, and otherwise
 * the primary one. After a rotation the metadata may still show the key of the old pair (facts 6.1).
 * @returns undefined where the org does not let the API read it
 */
export function consumerKeyOf(org: Org, { id }: ClientApp, { type, secret }: Source): Promise<string | undefined> {
  return unlessRefused<string | undefined>(
    async () => {
      const consumer = await findConsumer(org, id);
      if (type === 'jwt') return readConsumerKey(org, consumer);
      const primary = await readConsumer(org, consumer);
      if (primary.secret === secret) return primary.key;
      // Older versions have no staged pair.
      const staged = await unlessRefused(
        () => readStaged(org, consumer),
        () => undefined,
      );
      return staged?.secret === secret ? staged.key : primary.key;
    },
    () => undefined,
  );
}

/** What an endpoint that takes offense at key or secret may have found wrong with a key out of the metadata. */
const BY_KEY: readonly string[] = ['tokenUnknownKey', 'tokenWrongSecret'];

/** What is to be known of a key that was taken from the metadata, where it may be why no token came of it. */
export function keyProblems(consumerKey: string | undefined, { name }: ClientApp, { problems }: Tested): Problem[] {
  const suspect = problems.some(({ id }) => BY_KEY.includes(id));
  return consumerKey === undefined && suspect ? [warning('testMetadataKey', name, [name])] : [];
}
