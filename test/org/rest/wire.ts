import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from '../org.ts';

/** Reads a request whole; leading slashes are collapsed, as sf sends two after some logins. */
export async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = (incoming.url ?? '/').replace(/^\/+/, '/');
  const cut = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}

/** The bytes of an answer and the content type that goes with them. */
function encode(response: HttpResponse): { type: string; bytes: Buffer } {
  const { body } = response;
  if (body === undefined) return { type: '', bytes: Buffer.alloc(0) };
  if (typeof body === 'string') return { type: 'text/plain;charset=UTF-8', bytes: Buffer.from(body) };
  return { type: 'application/json;charset=UTF-8', bytes: Buffer.from(JSON.stringify(body)) };
}

/** Sends an answer. `spoil` cuts it in half and drops the connection, or puts noise in place of the body. */
export function send(outgoing: ServerResponse, response: HttpResponse, spoil?: 'truncated' | 'garbage'): void {
  const { type, bytes } = encode(response);
  const sent = spoil === 'garbage' ? Buffer.from('\u0000\u0001{"records":[}]]garbage') : bytes;
  outgoing.writeHead(response.status, {
    ...(type === '' ? {} : { 'Content-Type': type }),
    ...(response.status === 204 ? {} : { 'Content-Length': String(sent.length) }),
    ...response.headers,
  });
  if (spoil !== 'truncated') {
    outgoing.end(sent);
    return;
  }
  outgoing.write(sent.subarray(0, Math.floor(sent.length / 2)), () => outgoing.destroy());
}
