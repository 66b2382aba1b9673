import { mayLogIn, userIdOf, type Instance } from '../instance.ts';
import { applicationOf, refuseUnapproved } from './application.ts';
import { GrantRefused } from './refuseGrant.ts';
import type { Grant } from './token.ts';

/**
 * Client credentials flow, secrets in the form or as Basic authorization. Refusals as in facts 6.3 [community]; that of a
 * wrong secret is general knowledge.
 */
export function grantClientCredentials(instance: Instance, form: URLSearchParams, authorization?: string): Grant {
  if (instance.org.features.myDomain === null) {
    throw new GrantRefused('invalid_grant', 'request not supported on this domain');
  }
  const { key, secret } = credentials(form, authorization);
  const application = applicationOf(instance, key);
  if (application?.consumerSecret === undefined) {
    throw new GrantRefused('invalid_client_id', 'client identifier invalid');
  }
  if (application.consumerSecret !== secret) throw new GrantRefused('invalid_client', 'invalid client credentials');
  if (form.has('scope')) throw new GrantRefused('invalid_request', 'scope parameter not supported');
  const userId = application.runAs === undefined ? undefined : userIdOf(instance.org, application.runAs);
  if (userId === undefined || !mayLogIn(instance.org, userId)) {
    throw new GrantRefused('invalid_grant', 'no client credentials user enabled');
  }
  refuseUnapproved(instance, application, userId);
  const scope = grantedScope(application.scope ?? 'api');
  return { userId, application: application.name, loginSubType: 'OAuth Client Credentials', scope };
}

/** Scopes that this flow leaves out. source: facts 6.3 [community] */
const unsupported = ['full', 'refresh_token', 'offline_access'];

/** The scopes that are left; refuses when none is. source: facts 6.3, since Winter '26 [community] */
function grantedScope(scope: string): string {
  const left = scope.split(' ').filter((one) => one !== '' && !unsupported.includes(one));
  if (left.length === 0) throw new GrantRefused('invalid_grant', 'no valid scopes defined');
  return left.join(' ');
}

function credentials(form: URLSearchParams, authorization = ''): { key: string; secret: string } {
  const basic = /^basic\s+(\S+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return { key: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [key = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return { key, secret };
}
