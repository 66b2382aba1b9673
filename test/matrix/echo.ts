import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An answer that repeats the whole request, as some proxies and error pages do. */
export type Echo = {
  readonly status: number;
  readonly type: string;
  readonly body: (repeated: string) => string;
  /** The answer ends in the middle of what it repeats, as if it were whole. */
  readonly cut?: true;
};

const json = 'application/json;charset=UTF-8';
const refusal = (errorCode: string) => (message: string) => JSON.stringify([{ errorCode, message, fields: [message] }]);

export const ECHOES: readonly Echo[] = [
  { status: 400, type: json, body: refusal('INVALID_FIELD') },
  { status: 401, type: json, body: refusal('INVALID_SESSION_ID') },
  { status: 403, type: json, body: refusal('INSUFFICIENT_ACCESS') },
  { status: 500, type: 'text/html', body: (repeated) => `<html><pre>${repeated}</pre></html>` },
  { status: 502, type: 'text/plain', body: (repeated) => repeated, cut: true },
  { status: 200, type: 'text/html', body: (repeated) => repeated },
  { status: 200, type: json, body: (repeated) => JSON.stringify({ repeated }), cut: true },
  {
    ...{ status: 500, type: 'text/xml' },
    body: (repeated) =>
      `<Envelope><Body><Fault><faultcode>UNKNOWN</faultcode><faultstring>${repeated.replaceAll('<', '&lt;')}</faultstring></Fault></Body></Envelope>`,
  },
  {
    ...{ status: 400, type: json },
    body: (repeated) => JSON.stringify({ error: 'invalid_grant', error_description: repeated }),
  },
];

export type Proxy = {
  readonly url: string;
  /** From now on the request with this number, counted from here, is answered by this echo; the others by the org. */
  readonly echoAt: (at: number, echo: Echo) => void;
  readonly close: () => Promise<void>;
};

/** Stands before an org and passes requests on, but for one that it answers itself. */
export async function startProxy(org: { readonly url: string }): Promise<Proxy> {
  let strike: { at: number; echo: Echo } | undefined;
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    if (count === strike?.at) void repeat(incoming, outgoing, strike.echo);
    else passOn(org.url, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    echoAt: (at, echo) => {
      [strike, count] = [{ at, echo }, 0];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function repeat(incoming: IncomingMessage, outgoing: ServerResponse, echo: Echo): Promise<void> {
  const body = await text(incoming);
  const whole = `${body} ${JSON.stringify(incoming.headers).replaceAll('"', ' ')}`;
  const session = /00D\w{12}![\w.]+/.exec(whole);
  const end = echo.cut && session ? session.index + session[0].length - 5 : whole.length;
  outgoing.writeHead(echo.status, { 'Content-Type': echo.type });
  const answer = echo.body(whole.slice(0, end));
  outgoing.end(echo.cut ? answer.replace(/["}\]]+$/, '') : answer);
}

function passOn(to: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const onward = request(new URL(incoming.url ?? '/', to), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
