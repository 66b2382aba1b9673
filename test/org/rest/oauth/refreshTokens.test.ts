import { expect } from 'chai';
import { restClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';
import type { RefreshPolicy } from '../instance.ts';
import { grantRefresh } from './refreshTokens.ts';

const expired = { error: 'invalid_grant', error_description: 'expired access/refresh token' };

describe('refresh tokens of the simulated org', () => {
  let running: RunningOrg;
  let app: { consumerKey: string; consumerSecret: string };
  let time: number;
  beforeEach(async () => {
    time = Date.now();
    running = await startOrg({ now: () => new Date(time) });
    app = running.connectedApp('Reports');
  });
  afterEach(() => running.close());

  async function post(path: string, form: Record<string, string>): Promise<Record<string, string>> {
    const init = { method: 'POST', body: new URLSearchParams(form) };
    const text = await (await fetch(`${running.url}/services/oauth2/${path}`, init)).text();
    return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
  }
  const refresh = (refresh_token: string, more: Record<string, string> = {}): Promise<Record<string, string>> =>
    post('token', {
      grant_type: 'refresh_token',
      client_id: app.consumerKey,
      client_secret: app.consumerSecret,
      refresh_token,
      ...more,
    });
  const login = (): ReturnType<RunningOrg['webLogin']> => running.webLogin(running.adminUsername, app.consumerKey);
  const works = async (token: string | undefined): Promise<boolean> =>
    (await fetch(`${running.url}/services/data/v67.0/limits`, { headers: { authorization: `Bearer ${token ?? ''}` } }))
      .ok;
  const adminId = (): string => String(running.org.store.find('User', { Username: running.adminUsername })[0]?.['Id']);

  it('are left by a login in a browser, as a row of OauthToken, and give access tokens', async () => {
    const { refreshToken, accessToken, deleteToken } = login();
    expect(await works(accessToken)).to.equal(true);
    const rest = restClient(running);
    const soql = `SELECT AppName, DeleteToken, UseCount FROM OauthToken WHERE UserId = '${adminId()}' AND AppName = 'Reports'`;
    const rows = async (): Promise<unknown> => (await rest.get(`/query?q=${encodeURIComponent(soql)}`)).body;
    expect(JSON.stringify(await rows())).to.include(`"DeleteToken":"${deleteToken}","UseCount":1`);
    const granted = await refresh(refreshToken);
    expect(granted)
      .to.include({ scope: 'refresh_token api', token_type: 'Bearer' })
      .and.not.have.property('refresh_token');
    expect(await works(granted['access_token'])).to.equal(true);
    expect(JSON.stringify(await rows())).to.include('"UseCount":2');
    const logins = running.org.store.find('LoginHistory', { Application: 'Reports' });
    expect(logins.map((row) => row['LoginSubType'])).to.deep.equal(['OAuth Web Server', 'OAuth Refresh Token']);
  });

  it('are refused to another application, with a wrong secret, and in another case', async () => {
    const { refreshToken } = login();
    const other = running.connectedApp('Other');
    const client = { client_id: other.consumerKey, client_secret: other.consumerSecret };
    expect(await refresh(refreshToken, client)).to.deep.equal(expired);
    expect(await refresh(refreshToken, { client_secret: 'x' })).to.deep.equal({
      error: 'invalid_client',
      error_description: 'invalid client credentials',
    });
    expect(await refresh(refreshToken, { client_id: 'x' })).to.include({ error: 'invalid_client_id' });
    expect(await refresh(refreshToken.toUpperCase())).to.deep.equal(expired);
    expect(await refresh('')).to.deep.equal(expired);
  });

  for (const by of ['refreshToken', 'deleteToken'] as const)
    it(`end with their access tokens when they are revoked by the ${by}`, async () => {
      const left = login();
      const { access_token } = await refresh(left.refreshToken);
      expect(await post('revoke', { token: left[by] })).to.deep.equal({});
      expect([await works(left.accessToken), await works(access_token)]).to.deep.equal([false, false]);
      expect(await refresh(left.refreshToken)).to.deep.equal(expired);
      expect(await post('revoke', { token: left[by] })).to.include({ error: 'unsupported_token_type' });
    });

  it('outlive the revocation of an access token', async () => {
    const { refreshToken, accessToken } = login();
    expect(await post('revoke', { token: accessToken })).to.deep.equal({});
    expect(await works(accessToken)).to.equal(false);
    expect(await refresh(refreshToken)).to.have.property('access_token');
  });

  it('give nothing while their user is frozen or inactive', async () => {
    const { refreshToken } = login();
    const { store } = running.org;
    const inactive = { error: 'invalid_grant', error_description: 'inactive user' };
    const [row] = store.find('UserLogin', { UserId: adminId() });
    const id = row === undefined ? store.insert('UserLogin', { UserId: adminId() }) : String(row['Id']);
    store.update('UserLogin', id, { IsFrozen: 1 });
    expect(await refresh(refreshToken)).to.deep.equal(inactive);
    store.update('UserLogin', id, { IsFrozen: 0 });
    expect(await refresh(refreshToken)).to.have.property('access_token');
    store.update('User', adminId(), { IsActive: 0 });
    expect(await refresh(refreshToken)).to.deep.equal(inactive);
  });

  it('are five for a user and an application: one more ends the oldest', async () => {
    const first = login();
    const others: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      time += 1000;
      others.push(login().refreshToken);
    }
    expect(await refresh(first.refreshToken)).to.deep.equal(expired);
    expect(await refresh(String(others[0]))).to.have.property('access_token');
  });

  it('end as the policy of their application says', () => {
    const { refreshToken } = login();
    const userId = adminId();
    const hour = 3_600_000;
    const begin = time;
    const at = (refreshPolicy: RefreshPolicy, after: number): string => {
      time = begin + after;
      const application = { name: 'Reports', consumerKey: 'k', refreshPolicy };
      const instance = { org: running.org, applications: new Map([['k', application]]) };
      const form = new URLSearchParams({ client_id: 'k', refresh_token: refreshToken });
      try {
        return grantRefresh(instance as unknown as Parameters<typeof grantRefresh>[0], form).userId;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const gone = expired.error_description;
    expect(at({ type: 'Zero', seconds: 0 }, 0)).to.equal(gone);
    expect(at({ type: 'Infinite', seconds: 0 }, hour)).to.equal(userId); // which uses it
    expect(at({ type: 'SpecificInactivity', seconds: 3600 }, 1.5 * hour)).to.equal(userId);
    expect(at({ type: 'SpecificLifetime', seconds: 3600 }, 1.6 * hour)).to.equal(gone);
    expect(at({ type: 'SpecificInactivity', seconds: 3600 }, 2.5 * hour)).to.equal(gone);
  });

  it('come from no application without their scope', () => {
    const { consumerKey } = running.clientCredentials(running.adminUsername);
    expect(() => running.webLogin(running.adminUsername, consumerKey)).to.throw('no scope refresh_token');
  });
});
