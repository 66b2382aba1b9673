import { createSign, generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { restClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

type Granted = { status: number; body: Record<string, string> };

describe('OAuth of the simulated org', () => {
  let running: RunningOrg;
  before(async () => {
    running = await startOrg();
  });
  after(() => running.close());

  async function grant(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Granted> {
    const response = await fetch(`${running.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  function assertion(claims: Record<string, unknown> = {}, key = running.login.privateKeyPem): string {
    const all = {
      iss: running.login.consumerKey,
      sub: running.adminUsername,
      aud: `${running.url}/`,
      exp: Date.now() + 60_000, // milliseconds, as sf sends
      ...claims,
    };
    const text = [{ alg: 'RS256' }, all]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  }

  const jwt = (claims?: Record<string, unknown>, key?: string): Promise<Granted> =>
    grant({ grant_type: jwtGrant, assertion: assertion(claims, key) });

  it('grants a JWT bearer session and writes the login down', async () => {
    const { status, body } = await jwt();
    expect(status).to.equal(200);
    expect(body['access_token']).to.match(/^00D[0-9A-Za-z]{12}![\w.]+$/);
    expect(body).to.include({ instance_url: running.url, token_type: 'Bearer' });
    const [login] = running.org.store.find('LoginHistory', { Application: 'Simulated JWT Application' });
    expect(login).to.include({ LoginType: 'Remote Access 2.0', LoginSubType: null, Status: 'Success' });
    expect(running.org.store.find('OauthToken', { UserId: login?.['UserId'] ?? null })).to.deep.equal([]);
  });

  it('takes the username in any case', async () => {
    expect((await jwt({ sub: running.adminUsername.toUpperCase() })).status).to.equal(200);
  });

  it('refuses bad assertions', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const refusals = [
      [await jwt({}, other), 'invalid_grant', 'invalid assertion'],
      [await jwt({ iss: 'nobody' }), 'invalid_client_id', 'client identifier invalid'],
      [await jwt({ sub: 'nobody@example.com' }), 'invalid_grant', "user hasn't approved this consumer"],
      [await jwt({ aud: 'https://example.com' }), 'invalid_grant', 'audience is invalid'],
      [await jwt({ exp: Math.floor(Date.now() / 1000) - 1 }), 'invalid_grant', 'expired assertion'],
      [await grant({ grant_type: jwtGrant, assertion: 'a.b.c' }), 'invalid_grant', 'invalid assertion'],
    ] as const;
    for (const [answer, error, error_description] of refusals) {
      expect(answer).to.deep.equal({ status: 400, body: { error, error_description } });
    }
  });

  it('grants client credentials in form or header, with their own login sub type', async () => {
    const app = running.clientCredentials(running.adminUsername);
    const form = { grant_type: 'client_credentials', client_id: app.consumerKey, client_secret: app.consumerSecret };
    expect((await grant(form)).status).to.equal(200);
    const basic = Buffer.from(`${app.consumerKey}:${app.consumerSecret}`).toString('base64');
    const answer = await grant({ grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` });
    expect(answer.status).to.equal(200);
    const logins = running.org.store.find('LoginHistory', { Application: 'Simulated Integration' });
    expect(logins.map((login) => login['LoginSubType'])).to.deep.equal(Array(2).fill('OAuth Client Credentials'));
    expect((await grant({ ...form, scope: 'api' })).body['error_description']).to.equal(
      'scope parameter not supported',
    );
    expect((await grant({ ...form, client_secret: 'x' })).body['error']).to.equal('invalid_client');
    expect((await grant({ ...form, client_id: 'x' })).body['error']).to.equal('invalid_client_id');
  });

  it('refuses client credentials without a user', async () => {
    const app = running.clientCredentials('No Username');
    const form = { grant_type: 'client_credentials', client_id: app.consumerKey, client_secret: app.consumerSecret };
    expect((await grant(form)).body['error_description']).to.equal('no client credentials user enabled');
  });

  it('refuses client credentials away from a My Domain', async () => {
    const other = await startOrg({ features: { myDomain: null } });
    try {
      const app = other.clientCredentials(other.adminUsername);
      const form = { grant_type: 'client_credentials', client_id: app.consumerKey, client_secret: app.consumerSecret };
      const init = { method: 'POST', body: new URLSearchParams(form) };
      const response = await fetch(`${other.url}/services/oauth2/token`, init);
      const refused = { error: 'invalid_grant', error_description: 'request not supported on this domain' };
      expect([response.status, await response.json()]).to.deep.equal([400, refused]);
    } finally {
      await other.close();
    }
  });

  it('refuses other grants', async () => {
    const client_id = running.login.consumerKey;
    const refresh = await grant({ grant_type: 'refresh_token', client_id, refresh_token: 'x' });
    expect(refresh.body['error_description']).to.equal('expired access/refresh token');
    const password = await grant({ grant_type: 'password', username: 'a', password: 'b' });
    expect(password.body['error']).to.equal('invalid_client_id');
    expect((await grant({ grant_type: 'magic' })).body['error']).to.equal('unsupported_grant_type');
    expect((await grant({ grant_type: 'authorization_code' })).status).to.equal(501);
  });

  it('tells who the user is, and refuses a foreign token in its own way', async () => {
    const admin = restClient(running);
    const { body } = await admin.get('/services/oauth2/userinfo');
    expect(body).to.include({
      preferred_username: running.adminUsername,
      organization_id: running.org.id,
      is_salesforce_integration_user: false,
      active: true,
    });
    const refused = await fetch(`${running.url}/services/oauth2/userinfo`, { headers: { authorization: 'Bearer x' } });
    expect([refused.status, await refused.text()]).to.deep.equal([403, 'Bad_OAuth_Token']);
  });

  it('ends the sessions of a deactivated or frozen user, and gives no new ones', async () => {
    const { store } = running.org;
    const id = String(store.find('User', { Username: running.adminUsername })[0]?.['Id']);
    const admin = restClient(running);
    expect((await admin.get('/limits')).status).to.equal(200);
    store.update('User', id, { IsActive: 0 });
    try {
      const refused = await admin.get('/limits');
      expect(refused.status).to.equal(401);
      expect(refused.body).to.deep.equal([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
      expect((await jwt()).body).to.deep.equal({ error: 'invalid_grant', error_description: 'inactive user' });
    } finally {
      store.update('User', id, { IsActive: 1 });
    }
    expect((await admin.get('/limits')).status).to.equal(200);
  });

  it('revokes a session', async () => {
    const token = running.tokenFor(running.adminUsername);
    const revoke = (): Promise<Response> =>
      fetch(`${running.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });
    expect((await revoke()).status).to.equal(200);
    const refused = await fetch(`${running.url}/services/data/v67.0/limits`, {
      headers: { authorization: `OAuth ${token}` },
    });
    expect(refused.status).to.equal(401);
    expect((await revoke()).status).to.equal(400);
  });

  it('revokes the token of a row of OauthToken by its DeleteToken, and by nothing else', async () => {
    const { store } = running.org;
    const user = store.find('User', { Username: running.adminUsername })[0]?.['Id'] ?? null;
    const id = store.insert('OauthToken', { UserId: user, AppName: 'Some App', DeleteToken: 'only-this' });
    const revoke = async (token: string): Promise<number> =>
      (await fetch(`${running.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) }))
        .status;
    expect(await revoke(id)).to.equal(400);
    expect(await revoke('')).to.equal(400);
    expect(store.get('OauthToken', id)).not.to.equal(undefined);
    expect(await revoke('only-this')).to.equal(200);
    expect(store.get('OauthToken', id)).to.equal(undefined);
    expect(await revoke('only-this')).to.equal(400);
  });

  it('keeps secrets out of the request log', () => {
    const log = JSON.stringify(running.requests);
    expect(log).to.include('"assertion":"(hidden)"').and.to.include('"client_secret":"(hidden)"');
  });
});
