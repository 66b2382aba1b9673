import { expect } from 'chai';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtAudience, requestToken, revokeToken, type TokenRequest } from '../../src/credential/token.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';

describe('a token', () => {
  let org: RunningOrg;
  const servers: Server[] = [];
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  const client = (consumerKey: string, consumerSecret: string): TokenRequest => ({
    type: 'client-credentials',
    consumerKey,
    consumerSecret,
  });
  const jwt = (privateKey = org.login.privateKeyPem): TokenRequest => ({
    type: 'jwt',
    consumerKey: org.login.consumerKey,
    username: org.adminUsername,
    privateKey,
    audience: jwtAudience(false),
  });
  /** An address that answers like this. */
  const answering = async (listener: RequestListener): Promise<string> => {
    const started = createServer(listener);
    servers.push(started);
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((started.address() as AddressInfo).port)}`;
  };

  it('comes with client credentials, and is ended', async () => {
    const { consumerKey, consumerSecret } = org.clientCredentials(org.adminUsername);
    const answer = await requestToken(`${org.url}/`, client(consumerKey, consumerSecret));
    if (answer.outcome !== 'granted') throw new Error(answer.outcome);
    const { accessToken, ...rest } = answer.token;
    expect(accessToken).to.match(/^00D/);
    expect(rest).to.deep.include({ instanceUrl: org.url, scopes: ['api'] });
    expect(rest.idUrl).to.match(/\/id\/00D\w+\/005\w+$/);
    expect(await revokeToken(org.url, accessToken)).to.equal(true);
    expect(await revokeToken(org.url, accessToken)).to.equal(false);
  });

  it('comes with a signed assertion', async () => {
    expect((await requestToken(org.url, jwt())).outcome).to.equal('granted');
  });

  it('is refused in the words of the org', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(await requestToken(org.url, client('nobody', 'x'))).to.deep.equal({
      outcome: 'refused',
      error: 'invalid_client_id',
      description: 'client identifier invalid',
    });
    expect(await requestToken(org.url, jwt(other))).to.deep.include({ outcome: 'refused', error: 'invalid_grant' });
  });

  it('does not come from what is no token endpoint', async () => {
    const html = await answering((_, response) => response.writeHead(503).end('<html>x</html>'));
    expect(await requestToken(html, client('a', 'b'))).to.deep.equal({ outcome: 'silent', reason: 'HTTP 503' });
    expect(await revokeToken(html, 'x')).to.equal(false);
    const gone = await answering(() => undefined);
    await new Promise((resolve) => servers.at(-1)?.close(resolve));
    expect(await requestToken(gone, client('a', 'b'))).to.deep.equal({
      outcome: 'silent',
      reason: 'fetch failed (ECONNREFUSED)',
    });
    const empty = await answering((_, response) => response.end('{}'));
    expect(await requestToken(empty, client('a', 'b'))).to.deep.equal({ outcome: 'silent', reason: 'HTTP 200' });
  });

  it('is never asked for at another address', async () => {
    let asked = 0;
    const elsewhere = await answering((request, response) => {
      asked += 1;
      response.writeHead(307, { location: `http://localhost:1${request.url ?? ''}` }).end();
    });
    const answer = await requestToken(elsewhere, client('a', 'b'));
    expect(answer).to.deep.equal({
      outcome: 'silent',
      reason: `${new URL(elsewhere).host} leads on to http://localhost:1`,
    });
    expect(asked).to.equal(1);
  });

  it('is asked of production or of a sandbox', () => {
    expect([jwtAudience(false), jwtAudience(true)]).to.deep.equal([
      'https://login.salesforce.com',
      'https://test.salesforce.com',
    ]);
  });
});
