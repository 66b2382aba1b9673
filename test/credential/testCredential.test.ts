import { expect } from 'chai';
import { createSandbox } from 'sinon';
import { syncBuiltinESMExports } from 'node:module';
import { accountOf, type Account } from '../../src/credential/account.ts';
import { testCredential, type Tested } from '../../src/credential/testCredential.ts';
import type { TokenRequest } from '../../src/credential/token.ts';
import { readInventory } from '../../src/org/inventory/readInventory.ts';
import type { Org } from '../../src/org/wire/transport.ts';
import { connect, create, shortenWaits } from '../commands/harness.ts';
import { NOBODY, USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';
import { withOrg } from '../commands/withOrg.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { clientApp } from './apps.ts';
import { expectWorded } from './worded.ts';

describe('the test of a credential', () => {
  const withUser = (
    body: (org: Org, account: Account, running: RunningOrg) => Promise<void>,
    args = ZOOMINFO,
  ): Promise<void> =>
    withOrg({}, async (running) => {
      expect((await create(running, args)).exitCode).to.equal(0);
      const org = { connection: await connect(running) };
      const inventory = await readInventory(org, { usernames: [USERNAME] });
      const [user] = inventory.users;
      if (user === undefined) throw new Error('no user');
      running.clearRequests();
      const sandbox = createSandbox();
      shortenWaits(sandbox);
      try {
        await body(org, accountOf(user, inventory), running);
      } finally {
        sandbox.restore();
        syncBuiltinESMExports();
      }
    });
  const request = (running: RunningOrg, username = USERNAME): TokenRequest => ({
    type: 'client-credentials',
    ...running.clientCredentials(username),
  });
  const ids = ({ problems }: Tested): string[] => {
    expectWorded(problems);
    return problems.map(({ id }) => id);
  };
  const paths = ({ requests }: RunningOrg): string[] =>
    requests.map(({ method, path, username }) => `${method} ${path} ${username ?? ''}`.trim());

  it('gets a token, asks who it is, reads a record, and ends the token', () =>
    withUser(async (org, account, running) => {
      const tested = await testCredential(org, account, clientApp(), request(running), { minutes: 0 });
      expect(tested).to.deep.equal({
        attempts: 1,
        probe: { username: USERNAME, scopes: ['api'], object: 'Account', read: true, ended: true, problems: [] },
        problems: [],
      });
      expect(paths(running)).to.deep.equal([
        'POST /services/oauth2/token',
        `GET /services/oauth2/userinfo ${USERNAME}`,
        `GET /services/data/v${org.connection.getApiVersion()}/query ${USERNAME}`,
        'POST /services/oauth2/revoke',
      ]);
      expect(running.org.store.find('AuthSession')).to.deep.equal([]);
    }));

  it('is content with an API that answers, where the user may read nothing', () =>
    withUser(async (org, account, running) => {
      const tested = await testCredential(org, account, clientApp(), request(running), { minutes: 0 });
      expect(tested.probe).to.include({ object: null, read: true });
      expect(ids(tested)).to.deep.equal([]);
    }, NOBODY));

  it('finds that the token is for somebody else', () =>
    withUser(async (org, account, running) => {
      const other = request(running, running.adminUsername);
      const tested = await testCredential(org, account, clientApp(), other, { minutes: 0 });
      expect(ids(tested)).to.deep.equal(['testOtherUser']);
      expect(tested.probe).to.include({ username: running.adminUsername, ended: true });
    }));

  it('finds a user that is not API-only, a read that is refused, and a token that stays', () =>
    withUser(async (org, account, running) => {
      const access = {
        ...account.access,
        userPermissions: new Map(),
        objects: new Map([['Nope__c', new Map([['read', []]])]]),
      };
      running.faults.add({ kind: 'status', code: 503, match: /revoke/ });
      const other = { ...account, access } as Account;
      const tested = await testCredential(org, other, clientApp(), request(running), { minutes: 0 });
      expect(ids(tested)).to.deep.equal(['testNotApiOnly', 'testReadRefused', 'testTokenLeft']);
      expect(tested.problems[1]?.tokens.join(' ')).to.include('INVALID_TYPE');
      expect(tested.probe).to.include({ read: false, ended: false });
    }));

  it('finds scopes that reach too far', () =>
    withUser(async (org, account, running) => {
      const jwt: TokenRequest = {
        ...{ type: 'jwt', consumerKey: running.login.consumerKey, username: USERNAME },
        ...{ privateKey: running.login.privateKeyPem, audience: 'https://login.salesforce.com' },
      };
      const tested = await testCredential(org, account, clientApp(), jwt, { minutes: 0 });
      expect(ids(tested)).to.deep.equal(['testBroadScopes']);
    }));

  it('waits for what passes by itself, and goes on when it has', () =>
    withUser(async (org, account, running) => {
      const late = request(running);
      const unknown = { error: 'invalid_client_id', error_description: 'client identifier invalid' };
      running.faults.add({ kind: 'status', code: 403, body: unknown, match: /oauth2\/token/, times: 3 });
      const waits: number[] = [];
      const options = { minutes: 1, onWait: ({ left }: { left: number }) => void waits.push(left) };
      const tested = await testCredential(org, account, clientApp(), late, options);
      expect([tested.attempts, ids(tested)]).to.deep.equal([4, []]);
      expect(waits).to.deep.equal([4, 3, 2]);
    }));

  it('waits no longer than it may', () =>
    withUser(async (org, account, running) => {
      const nobody: TokenRequest = { type: 'client-credentials', consumerKey: 'x', consumerSecret: 'y' };
      const tested = await testCredential(org, account, clientApp(), nobody, { minutes: 1 });
      expect([tested.attempts, ids(tested)]).to.deep.equal([5, ['tokenUnknownKey']]);
      expect(paths(running)).to.deep.equal(Array(5).fill('POST /services/oauth2/token'));
      const at = await testCredential(org, account, clientApp(), nobody, { minutes: 0 });
      expect(at.attempts).to.equal(1);
    }));

  it('waits for nothing where the cause is in the org, or the secret is wrong', () =>
    withUser(async (org, account, running) => {
      const off = clientApp({ global: { isClientCredentialsFlowEnabled: 'false' } });
      const nobody: TokenRequest = { type: 'client-credentials', consumerKey: 'x', consumerSecret: 'y' };
      const broken = await testCredential(org, account, off, nobody, { minutes: 10 });
      expect([broken.attempts, ids(broken)]).to.deep.equal([1, ['tokenRefused', 'tokenSwitchGlobal']]);
      const wrong = { ...request(running), consumerSecret: 'S3cretThatIsWrong' } as TokenRequest;
      const refused = await testCredential(org, account, clientApp(), wrong, { minutes: 10 });
      expect([refused.attempts, ids(refused)]).to.deep.equal([1, ['tokenWrongSecret']]);
      expect(JSON.stringify(refused)).not.to.include('S3cret');
    }));

  it('tells when there is no token endpoint', () =>
    withUser(async (org, account, running) => {
      running.faults.add({ kind: 'html', match: /oauth2\/token/ });
      const tested = await testCredential(org, account, clientApp(), request(running), { minutes: 10 });
      expect([tested.attempts, ids(tested)]).to.deep.equal([1, ['tokenSilent']]);
    }));
});
