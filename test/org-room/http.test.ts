import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createSandbox } from 'sinon';
import { httpTransport } from '../../src/org/wire/http.ts';
import { fromThrown, OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

describe('httpTransport', () => {
  const seen: Seen[] = [];
  let answer: (response: ServerResponse) => void = (response) => response.end();
  let server: Server;
  let base = '';

  before(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, url, headers, body: Buffer.concat(parts).toString() });
        answer(response);
      });
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen.length = 0;
  });

  const plain = (status: number, body = '', headers: Record<string, string> = {}) => {
    answer = (response) => {
      response.writeHead(status, headers).end(body);
    };
  };
  /** What a request is rejected with. */
  const rejected = async (request: Promise<unknown>): Promise<unknown> =>
    request.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

  for (const [status, body] of [
    [200, '{"a":"ä"}'],
    [201, '{}'],
    [300, '[]'],
    [400, '[{"errorCode":"X"}]'],
    [404, '<html>'],
    [500, 'no'],
    [503, ''],
  ] as const) {
    it(`gives an answer of ${String(status)} as it is`, async () => {
      plain(status, body, { 'content-type': 'application/json', 'x-own': 'yes' });
      const response = await httpTransport().httpRequest({ method: 'GET', url: `${base}/x?q=1` });
      expect(response.statusCode).to.equal(status);
      expect(response.body).to.equal(body);
      expect(response.headers).to.include({ 'content-type': 'application/json', 'x-own': 'yes' });
      expect(seen.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(['GET /x?q=1']);
    });
  }

  it('waits shorter for a host that was never heard, and at length for one that is at work', async () => {
    plain(200);
    const sandbox = createSandbox();
    const limits = sandbox.spy(AbortSignal, 'timeout');
    try {
      const never = base.replace('127.0.0.1', 'localhost');
      const { httpRequest } = httpTransport();
      await httpRequest({ method: 'GET', url: never });
      await httpRequest({ method: 'GET', url: never });
      await httpTransport().httpRequest({ method: 'GET', url: `${never}/of-another-transport` });
      expect(limits.args.flat()).to.deep.equal([25_000, 120_000, 120_000]);
    } finally {
      sandbox.restore();
    }
  });

  const lead = (status: number, to: string) => {
    answer = (response) => {
      if (seen.at(-1)?.url === '/there') response.end('arrived');
      else response.writeHead(status, { location: to }).end();
    };
  };
  for (const [method, status] of [
    ['GET', 301],
    ['GET', 302],
    ['POST', 307],
    ['POST', 308],
  ] as const)
    it(`goes on at the same host, whole, where a ${method} is answered ${String(status)}`, async () => {
      lead(status, '/there');
      const headers = { Authorization: 'Bearer t' };
      const body = method === 'POST' ? { body: '{}' } : {};
      const response = await httpTransport().httpRequest({ method, url: `${base}/here`, headers, ...body });
      expect(response.body).to.equal('arrived');
      expect(seen.at(-1)).to.deep.include({ method, url: '/there', body: body.body ?? '' });
      expect(seen.at(-1)?.headers.authorization).to.equal('Bearer t');
    });

  for (const [what, method, status, to] of [
    ['a write that would become a read', 'POST', 302, '/there'],
    ['another host', 'GET', 302, 'http://localhost:1/there'],
    ['another host, keeping the method', 'PATCH', 308, 'https://other.my.salesforce.com/there'],
    ['itself', 'GET', 302, '/here'],
  ] as const)
    it(`follows no redirect to ${what}: it is a refusal that says where to`, async () => {
      lead(status, to);
      const made = fromThrown(await rejected(httpTransport().httpRequest({ method, url: `${base}/here` })));
      expect(made).to.be.instanceOf(OrgRefusal);
      expect(made.message).to.contain('REDIRECTED').and.contain(new URL(to, base).origin);
      expect(seen.filter(({ url }) => url === '/there')).to.deep.equal([]);
    });

  it('gives an answer without a body', async () => {
    plain(204);
    expect(await httpTransport().httpRequest({ method: 'DELETE', url: base })).to.include({
      statusCode: 204,
      body: '',
    });
  });

  it('sends method, headers and body, and a body only with methods that have one', async () => {
    plain(200, '{}');
    const { httpRequest } = httpTransport();
    const headers = { Authorization: 'Bearer t', 'content-type': 'text/xml' };
    for (const method of ['POST', 'PATCH', 'GET', 'DELETE'])
      await httpRequest({ method, url: base, headers, body: 'bödy' });
    await httpRequest({ method: 'POST', url: base, body: null });
    expect(seen.map(({ method, body }) => `${method} ${body}`)).to.deep.equal([
      'POST bödy',
      'PATCH bödy',
      'GET ',
      'DELETE ',
      'POST ',
    ]);
    expect(seen[0]?.headers).to.include({ authorization: 'Bearer t', 'content-type': 'text/xml' });
  });

  it('rejects where the answer breaks off, once, and leaves nothing unhandled', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 10);
    };
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const thrown = await rejected(httpTransport().httpRequest({ method: 'POST', url: base, body: '{}' }));
    await new Promise((done) => setTimeout(done, 30));
    process.off('unhandledRejection', note);
    expect(thrown).to.be.instanceOf(Error);
    expect(fromThrown(thrown)).to.be.instanceOf(OrgSilence);
    expect(unhandled).to.deep.equal([]);
    expect(seen).to.have.lengthOf(1);
  });

  it('rejects where no answer comes, once, and says why', async () => {
    answer = (response) => response.destroy();
    for (const method of ['GET', 'POST']) {
      const made = fromThrown(await rejected(httpTransport().httpRequest({ method, url: base })));
      expect(made).to.be.instanceOf(OrgSilence);
    }
    expect(seen).to.have.lengthOf(2);
    const nobody = createServer();
    await new Promise<void>((done) => {
      nobody.listen(0, '127.0.0.1', done);
    });
    const { port } = nobody.address() as AddressInfo;
    await new Promise((done) => nobody.close(done));
    const made = fromThrown(
      await rejected(httpTransport().httpRequest({ method: 'GET', url: `http://127.0.0.1:${String(port)}` })),
    );
    expect(made.message).to.match(/ECONNREFUSED/);
  });

  it('gives up after three answers of 401 in a row: the libraries would renew the login for ever', async () => {
    plain(401, '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]');
    const { httpRequest } = httpTransport();
    for (let time = 1; time <= 3; time += 1) {
      expect((await httpRequest({ method: 'GET', url: base })).statusCode).to.equal(401);
    }
    expect(await rejected(httpRequest({ method: 'GET', url: base }))).to.match(/401 4 times in a row/);
  });

  it('counts 401 anew after any other answer, and each transport for itself', async () => {
    const { httpRequest } = httpTransport();
    for (const status of [401, 401, 401, 200, 401, 401, 401]) {
      plain(status);
      expect((await httpRequest({ method: 'GET', url: base })).statusCode).to.equal(status);
    }
    expect((await httpTransport().httpRequest({ method: 'GET', url: base })).statusCode).to.equal(401);
  });

  it('has a stream, which the libraries ask for and nobody reads', () => {
    plain(200);
    const request = httpTransport().httpRequest({ method: 'GET', url: base });
    expect(request.stream()).to.have.property('pipe');
    return request;
  });
});
