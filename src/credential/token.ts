import { createPrivateKey, sign } from 'node:crypto';
import { ask, askRevoke, members } from '../org/wire/oauth.ts';

/** How an integration asks for a token. */
export type TokenRequest =
  | { readonly type: 'client-credentials'; readonly consumerKey: string; readonly consumerSecret: string }
  | {
      readonly type: 'jwt';
      readonly consumerKey: string;
      readonly username: string;
      /** PEM, without a passphrase. */
      readonly privateKey: string;
      readonly audience: string;
    };

export type Token = {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly scopes: readonly string[];
  /** Address of the identity of the user. */
  readonly idUrl: string;
};

/** A token, the refusal of the endpoint in its words, or why there was no answer. */
export type TokenAnswer =
  | { readonly outcome: 'granted'; readonly token: Token }
  | { readonly outcome: 'refused'; readonly error: string; readonly description: string }
  | { readonly outcome: 'silent'; readonly reason: string };

/** Seconds that an assertion holds; Salesforce takes at most three minutes (OAuth 2.0 JWT bearer flow), and clocks differ. */
const ASSERTION = 120;

/**
 * Asks the token endpoint once, as the integration will. Client credentials are taken at the My Domain address only (facts 6.3), and with them
 * no scope may be asked for. Nothing is logged, and no answer holds what was sent.
 * @param url the My Domain address, `https://acme.my.salesforce.com`
 * @throws Error when the private key is none
 */
export async function requestToken(url: string, request: TokenRequest): Promise<TokenAnswer> {
  const answer = await ask({ method: 'POST', url: `${base(url)}/services/oauth2/token`, form: formOf(request) });
  if (!answer.ok) return { outcome: 'silent', reason: answer.reason };
  const body = members(answer.body);
  if (body === undefined) return { outcome: 'silent', reason: `HTTP ${String(answer.status)}` };
  const text = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  if (text('error') !== '') {
    return { outcome: 'refused', error: text('error'), description: text('error_description') };
  }
  if (text('access_token') === '') return { outcome: 'silent', reason: `HTTP ${String(answer.status)}` };
  return {
    outcome: 'granted',
    token: {
      accessToken: text('access_token'),
      instanceUrl: text('instance_url'),
      scopes: text('scope')
        .split(' ')
        .filter((scope) => scope !== ''),
      idUrl: text('id'),
    },
  };
}

/** Ends a token and its session; false when the org did not say that it did. */
export async function revokeToken(url: string, accessToken: string): Promise<boolean> {
  const answer = await askRevoke(url, accessToken);
  return answer.ok && answer.status === 200;
}

/** Whom an assertion is for: the login host, not the My Domain (OAuth 2.0 JWT bearer flow). */
export function jwtAudience(isSandbox: boolean): string {
  return isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

function formOf(request: TokenRequest): Record<string, string> {
  if (request.type === 'jwt') {
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion(request) };
  }
  const { consumerKey, consumerSecret } = request;
  return { grant_type: 'client_credentials', client_id: consumerKey, client_secret: consumerSecret };
}

function assertion({ consumerKey, username, audience, privateKey }: Extract<TokenRequest, { type: 'jwt' }>): string {
  const claims = {
    iss: consumerKey,
    sub: username,
    aud: audience,
    exp: Math.floor(Date.now() / 1000) + ASSERTION,
  };
  const text = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('RSA-SHA256', Buffer.from(text), createPrivateKey(privateKey));
  return `${text}.${signature.toString('base64url')}`;
}

function base(url: string): string {
  return url.replace(/\/$/, '');
}
