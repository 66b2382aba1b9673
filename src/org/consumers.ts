import { OrgSilence } from './refusal.ts';
import { read, type Org } from './transport.ts';

/** The key and secret of an app. */
export type Consumer = { readonly key: string; readonly secret: string };

/**
 * The consumer key and secret of an app: the one way on which a secret leaves the org (facts 6.1). Nothing of the answer is kept or told here.
 * @param appId of the External Client App
 * @throws OrgRefusal where the org, or the caller's permissions, do not let the API read it; OrgSilence
 */
export async function readConsumer(org: Org, appId: string): Promise<Consumer> {
  const path = `/apps/oauth/credentials/${encodeURIComponent(appId)}`;
  const { consumers } = await read<{ consumers?: readonly { id?: string }[] }>(org, 'GET', path);
  const id = consumers?.[0]?.id;
  if (id === undefined) throw new OrgSilence('The org names no consumer of this app.');
  const { key, secret } = await read<Partial<Consumer>>(
    org,
    'GET',
    `${path}/${encodeURIComponent(id)}?part=keyandsecret`,
  );
  if (key === undefined || secret === undefined) throw new OrgSilence('The org gave no key and secret of this app.');
  return { key, secret };
}
