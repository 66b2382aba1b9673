import { PassThrough, type Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { secretsOf, withoutSecrets } from './withoutSecrets.ts';

/** What jsforce asks of a transport, and what it expects back. */
type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
};
type HttpResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type Transport = {
  readonly httpRequest: (request: HttpRequest) => Promise<HttpResponse> & { stream: () => Duplex };
};

/** Answers of 401 in a row after which a login counts as dead: the sf libraries would renew it for ever. */
const REFUSALS = 3;

/** So often a request is led on at the same host. */
const REDIRECTS = 3;

/**
 * Milliseconds. A host that does not take a connection is dead or wrong; one that does and was never heard may be slow to wake up, and one
 * that was heard is at work. With one more attempt after the first wait a dead host ends within 30 seconds, a silent one after its first.
 */
const CONNECT = 10_000;
const FIRST_ANSWER = 25_000;
const ANSWER = 120_000;

/** Requests under way at once; more wait. An org takes 25 at a time that last longer than 20 seconds (Salesforce Developer Limits, API requests). */
const AT_ONCE = 10;

/** Hosts that have answered in this process. */
const heard = new Set<string>();

/**
 * Carries requests for a connection in place of the transport of jsforce, which leaves a broken answer unhandled, so that the process dies, and
 * repeats reads without a word. This one sends each request once; who asks decides about another attempt. Honors HTTPS_PROXY and NO_PROXY, and as jsforce does
 * HTTP_TIMEOUT, the milliseconds after which a request without an answer is given up.
 */
export function httpTransport(): Transport {
  const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: CONNECT }, connections: AT_ONCE });
  let refused = 0;
  const send = async (request: HttpRequest, redirects = 0): Promise<HttpResponse> => {
    const { method, url, headers, body } = request;
    const hasBody = body !== undefined && body !== null && /^(post|put|patch)$/i.test(method);
    const limit = Number(process.env['HTTP_TIMEOUT']) || (heard.has(new URL(url).host) ? ANSWER : FIRST_ANSWER);
    const signal = AbortSignal.timeout(limit);
    const late = (error: unknown): never => {
      throw signal.aborted ? new Error(`no answer within ${String(limit / 1000)} s`, { cause: error }) : error;
    };
    const response = await fetch(url, {
      method,
      dispatcher,
      signal,
      redirect: 'manual',
      ...(headers ? { headers } : {}),
      ...(hasBody ? { body } : {}),
    }).catch(late);
    heard.add(new URL(url).host);
    const to = response.status >= 301 && response.status <= 308 ? response.headers.get('location') : null;
    if (to !== null) {
      const next = new URL(to, url);
      const isKept = response.status >= 307 || method.toUpperCase() === 'GET';
      if (!isKept || next.origin !== new URL(url).origin || redirects >= REDIRECTS) throw ledAway(url, next);
      await response.body?.cancel();
      return send({ ...request, url: next.href }, redirects + 1);
    }
    refused = response.status === 401 ? refused + 1 : 0;
    if (refused > REFUSALS) throw loginDead(refused);
    // Decoded as it comes: fetch's own text() holds an answer of 12 MB three times.
    const answer = response.body === null ? '' : await text(response.body).catch(late);
    const shown = withoutSecrets(answer, secretsOf(request));
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: shown };
  };
  return { httpRequest: (request) => Object.assign(send(request), { stream: () => new PassThrough() }) };
}

/** By its name it counts as a refusal: who leads on has done nothing. A request that follows would lose its session or its body on the way. */
function ledAway(url: string, to: URL): Error {
  const error = new Error(`${new URL(url).host} leads on to ${to.origin}; log in to that address.`);
  return Object.assign(error, { name: 'REDIRECTED' });
}

/** By its name it counts as a refusal: to 401 nothing has happened. */
function loginDead(times: number): Error {
  const error = new Error(`The org answered 401 ${String(times)} times in a row.`);
  return Object.assign(error, { name: 'INVALID_SESSION_ID' });
}
