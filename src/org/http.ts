import { PassThrough, type Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EnvHttpProxyAgent, fetch } from 'undici';

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

/**
 * Carries requests for a connection in place of the transport of jsforce, which leaves a broken answer unhandled, so that the process dies, and
 * repeats reads without a word. This one sends each request once; who asks decides about another attempt. Honors HTTPS_PROXY and NO_PROXY.
 */
export function httpTransport(): Transport {
  const dispatcher = new EnvHttpProxyAgent();
  let refused = 0;
  const send = async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const hasBody = body !== undefined && body !== null && /^(post|put|patch)$/i.test(method);
    const response = await fetch(url, {
      method,
      dispatcher,
      ...(headers ? { headers } : {}),
      ...(hasBody ? { body } : {}),
    });
    refused = response.status === 401 ? refused + 1 : 0;
    if (refused > REFUSALS) throw new Error(`The org answered 401 ${String(refused)} times in a row.`);
    // Decoded as it comes: fetch's own text() holds an answer of 12 MB three times.
    const answer = response.body === null ? '' : await text(response.body);
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: answer };
  };
  return { httpRequest: (request) => Object.assign(send(request), { stream: () => new PassThrough() }) };
}
