import { EnvHttpProxyAgent, fetch } from 'undici';
import { fromThrown } from './refusal.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** What an OAuth endpoint answered, or why there is no answer. */
export type Answered =
  | { readonly ok: true; readonly status: number; readonly body: string }
  | { readonly ok: false; readonly reason: string };

export type Asked = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sent as the body. */
  readonly form?: Readonly<Record<string, string>>;
  readonly token?: string;
};

const SECONDS = 30;
/** What a form may hold that no answer is to bring back. */
const SECRETS = ['client_secret', 'assertion', 'password', 'refresh_token', 'token'];
let dispatcher: EnvHttpProxyAgent | undefined;

/**
 * Asks as an integration does: no login of sf, nothing is logged, no redirect is followed, for it would carry a secret to another host.
 * Apart from the transport of http.ts, which serves a login of sf and throws what jsforce expects. Honors HTTPS_PROXY and NO_PROXY. Never throws.
 */
export async function ask({ method, url, form, token }: Asked): Promise<Answered> {
  dispatcher ??= new EnvHttpProxyAgent();
  try {
    const response = await fetch(url, {
      method,
      dispatcher,
      redirect: 'manual',
      signal: AbortSignal.timeout(SECONDS * 1000),
      headers: { Accept: 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    const to = response.headers.get('location');
    if (to !== null) return { ok: false, reason: `${new URL(url).host} leads on to ${new URL(to, url).origin}` };
    const sent = [token, ...SECRETS.map((name) => form?.[name])].filter((secret) => secret !== undefined);
    return { ok: true, status: response.status, body: withoutSecrets(await response.text(), sent) };
  } catch (thrown) {
    return { ok: false, reason: fromThrown(thrown).message };
  }
}

/** Asks the endpoint that ends tokens; it wants no login, and the secret goes in the body. */
export function askRevoke(url: string, token: string): Promise<Answered> {
  return ask({ method: 'POST', url: `${url.replace(/\/$/, '')}/services/oauth2/revoke`, form: { token } });
}

/** What a JSON text says; undefined when it is none, such as the HTML page of a proxy. */
export function json(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; undefined when it is none. */
export function members(body: string): Readonly<Record<string, unknown>> | undefined {
  const value = json(body);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
