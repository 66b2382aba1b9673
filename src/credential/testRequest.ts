import { error, type Problem } from '../definition/problem.ts';
import { appText, type ClientApp } from '../org/metadata/clientApps.ts';
import type { Account } from './account.ts';
import { hasNoMyDomain } from './preflight.ts';
import type { Source } from './secretSource.ts';
import { jwtAudience, type TokenRequest } from './token.ts';

/** Why a token cannot even be asked for. */
export function testProblems(
  { user: { username } }: Account,
  name: string,
  app: ClientApp | undefined,
  instanceUrl: string,
): Problem[] {
  const hasKey = appText(app, 'global', 'consumerKey') !== '';
  return [
    ...(app === undefined ? [error('testNoApp', name, [name, username], [username])] : []),
    ...(app !== undefined && !hasKey ? [error('testNoConsumerKey', name, [name])] : []),
    ...(hasNoMyDomain(instanceUrl) ? [error('credentialNoMyDomain', instanceUrl, [instanceUrl])] : []),
  ];
}

/**
 * The request as the integration will send it.
 * @param consumerKey default: that of the metadata
 */
export function requestOf(
  { type, secret }: Source,
  { user, inventory }: Account,
  app: ClientApp,
  consumerKey = appText(app, 'global', 'consumerKey'),
): TokenRequest {
  if (type === 'client-credentials') return { type, consumerKey, consumerSecret: secret };
  const audience = jwtAudience(inventory.organization?.isSandbox === true);
  return { type, consumerKey, username: user.username, privateKey: secret, audience };
}
