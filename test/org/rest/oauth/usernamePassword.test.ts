import { expect } from 'chai';
import type { Features } from '../../org.ts';
import { newConsumer } from '../../metadata/consumers.ts';
import { restClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

const refused = { error: 'invalid_grant', error_description: 'authentication failure' };
const PASSWORD = 'correct-horse-1';
const username = 'warehouse@example.com';

describe('the username-password flow of the simulated org', () => {
  let running: RunningOrg;
  let app: { consumerKey: string; consumerSecret: string };
  let userId: string;
  const start = async (features: Partial<Features> = {}): Promise<void> => {
    running = await startOrg({ features });
    app = running.connectedApp('Old Connector');
    userId = String(running.org.store.find('User', { Username: username })[0]?.['Id']);
  };
  beforeEach(() => start());
  afterEach(() => running.close());

  const set = (method: string, body?: object): ReturnType<ReturnType<typeof restClient>['send']> =>
    restClient(running).send(method, `/sobjects/User/${userId}/password`, body);
  const both = (): string => PASSWORD + String(running.securityToken(username));
  async function ask(password: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
    const form = { grant_type: 'password', username, password };
    const client = { client_id: app.consumerKey, client_secret: app.consumerSecret };
    const body = new URLSearchParams({ ...form, ...client, ...more });
    const response = await fetch(`${running.url}/services/oauth2/token`, { method: 'POST', body });
    return (await response.json()) as Record<string, string>;
  }
  const logins = (): unknown[] =>
    running.org.store
      .find('LoginHistory', { Application: 'Old Connector' })
      .map((row) => [row['UserId'] === userId, row['LoginType'], row['LoginSubType'], row['Status']]);
  const told = (status: string): unknown[] => [true, 'Remote Access 2.0', 'OAuth Username-Password', status];

  it('takes password and security token, and gives no refresh token', async () => {
    expect(await ask('')).to.deep.equal(refused);
    expect(await set('POST', { NewPassword: PASSWORD })).to.include({ status: 204 });
    expect(await ask(PASSWORD)).to.deep.equal(refused);
    expect(await ask(`${both()}x`)).to.deep.equal(refused);
    const granted = await ask(both());
    expect(granted).to.include({ scope: 'api', token_type: 'Bearer' }).and.not.have.property('refresh_token');
    expect(granted['id']).to.contain(userId);
    expect(logins()).to.deep.equal([
      told('Invalid Password'),
      told('Failed: API security token required'),
      told('Invalid Password'),
      told('Success'),
    ]);
    const old = both();
    expect(await set('POST', { NewPassword: PASSWORD })).to.include({ status: 204 });
    expect(await ask(old)).to.deep.equal(refused);
    expect(await ask(both())).to.have.property('access_token');
  });

  it('does without the security token from a trusted address', async () => {
    await running.close();
    await start({ trustedAddress: true });
    await set('POST', { NewPassword: PASSWORD });
    expect(await ask(PASSWORD)).to.have.property('access_token');
    expect(await ask(both())).to.have.property('access_token');
  });

  it('needs a connected app and its secret', async () => {
    await set('POST', { NewPassword: PASSWORD });
    expect(await ask(both(), { client_id: 'x' })).to.include({ error: 'invalid_client_id' });
    expect(await ask(both(), { client_secret: 'x' })).to.include({ error: 'invalid_client' });
    const { key, secret } = newConsumer(running.org, 'New_App', '');
    expect(await ask(both(), { client_id: key, client_secret: secret })).to.deep.equal(refused);
    const [login] = running.org.store.find('LoginHistory', { Application: 'New_App' });
    expect(login).to.include({ Status: 'Username-Password Flow Disabled' });
  });

  it('is off in a new org', async () => {
    await running.close();
    await start({ passwordFlow: false });
    await set('POST', { NewPassword: PASSWORD });
    expect(await ask(both())).to.deep.equal(refused);
    expect(logins()).to.deep.equal([told('Username-Password Flow Disabled')]);
  });

  it('locks after ten wrong passwords in a row, until somebody unlocks', async () => {
    await set('POST', { NewPassword: PASSWORD });
    for (let tries = 0; tries < 9; tries += 1) await ask('wrong');
    expect(await ask(both())).to.have.property('access_token');
    for (let tries = 0; tries < 10; tries += 1) await ask('wrong');
    expect(await ask(both())).to.deep.equal(refused);
    expect(logins().at(-1)).to.deep.equal(told('Password Lockout'));
    const [login] = running.org.store.find('UserLogin', { UserId: userId });
    expect(login).to.include({ IsPasswordLocked: 1 });
    const path = `/sobjects/UserLogin/${String(login?.['Id'])}`;
    expect(await restClient(running).send('PATCH', path, { IsPasswordLocked: false })).to.include({ status: 204 });
    expect(await ask(both())).to.have.property('access_token');
  });

  it('refuses a frozen and an inactive user', async () => {
    await set('POST', { NewPassword: PASSWORD });
    const { store } = running.org;
    const freeze = (IsFrozen: number): void => {
      store.update('UserLogin', String(store.find('UserLogin', { UserId: userId })[0]?.['Id']), { IsFrozen });
    };
    freeze(1);
    expect(await ask(both())).to.deep.equal(refused);
    freeze(0);
    store.update('User', userId, { IsActive: 0 });
    expect(await ask(both())).to.deep.equal(refused);
    expect(logins()).to.deep.equal([told('User Is Frozen'), told('User is Inactive')]);
  });

  it('keeps no password, and ends a temporary one in a gap', async () => {
    await set('POST', { NewPassword: PASSWORD });
    const rows = (): string => JSON.stringify(running.org.store.db.prepare('SELECT * FROM _Password').all());
    expect(rows())
      .to.include(userId)
      .and.not.include(PASSWORD)
      .and.not.include(String(running.securityToken(username)));
    const reset = (await set('DELETE')).body as { NewPassword: string };
    expect(rows()).not.to.include(reset.NewPassword);
    expect((await restClient(running).get(`/sobjects/User/${userId}/password`)).body).to.deep.equal({
      isExpired: true,
    });
    const answer = await ask(reset.NewPassword + String(running.securityToken(username)));
    expect(JSON.stringify(answer)).to.include('SIMULATOR_GAP');
    expect(JSON.stringify(running.requests)).not.to.include(PASSWORD).and.not.to.include(reset.NewPassword);
  });
});
