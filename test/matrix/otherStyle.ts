import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { styled, type Pages } from './styled.ts';

/** An org behind a server that says the same in other words. */
export type Restyled = {
  readonly url: string;
  /** How often an answer was given in another style, by what was changed; a style that changes nothing proves nothing. */
  readonly counts: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

/**
 * Stands before an org and passes requests on. Answers keep what they mean and lose what Salesforce does not promise: the order of rows without
 * ORDER BY and of members, how many rows a page has, members that are null, that there are no others, how times are written, compression.
 */
export async function restyle(org: { readonly url: string }): Promise<Restyled> {
  const pages: Pages = new Map();
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    answer(org.url, incoming, outgoing, pages, counts).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  to: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  pages: Pages,
  counts: Map<string, number>,
): Promise<void> {
  const sent = await buffer(incoming);
  const path = incoming.url ?? '/';
  const origin = `http://${incoming.headers.host ?? ''}`;
  const kept = pages.get(path);
  const { status, headers, body } = kept ? page(kept) : await passOn(to, incoming, sent);
  const type = headers['content-type'] ?? '';
  const text = styled({ origin, path, sent: sent.toString(), type, body: body.toString() }, pages, (what) => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  });
  const isZipped = text !== '' && String(incoming.headers['accept-encoding']).includes('gzip');
  const { 'content-length': _, 'transfer-encoding': __, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, ...(isZipped ? { 'content-encoding': 'gzip' } : {}) });
  outgoing.end(isZipped ? gzipSync(text) : text);
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

function page(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: Buffer.from(body) };
}

function passOn(to: string, { url = '/', method, headers }: IncomingMessage, sent: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onward = request(new URL(url, to), { method, headers }, (got) => {
      buffer(got).then((body) => {
        resolve({ status: got.statusCode ?? 502, headers: got.headers, body });
      }, reject);
    });
    onward.on('error', reject);
    onward.end(sent);
  });
}
