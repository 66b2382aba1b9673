import { expect } from 'chai';
import { sessionsOf, revokeTokens, tokenQueries, tokensOf, type HeldToken } from '../../src/org/revokeTokens.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/refusal.ts';
import { fakeOrg, thrown } from './fake.ts';

const held = (secret: string): HeldToken => ({
  userId: '005000000000001AAA',
  application: 'ERP',
  lastUsed: undefined,
  secret,
});

describe('revokeTokens', () => {
  it('tells the revocation endpoint each secret in the body, never in the address', async () => {
    const { org, asked } = fakeOrg('', '');
    expect(await revokeTokens(org, [held('a b&c'), held('second')])).to.deep.equal([undefined, undefined]);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(
      Array(2).fill('POST https://acme.my.salesforce.com/services/oauth2/revoke'),
    );
    expect(asked.map(({ body }) => body)).to.deep.equal(['token=a+b%26c', 'token=second']);
  });

  it('asks nothing without a token', async () => {
    const { org, asked } = fakeOrg();
    expect(await revokeTokens(org, [])).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
  });

  it('gives back a refusal and a lost answer in the place of their token, and goes on with the others', async () => {
    const { org, asked } = fakeOrg(thrown('ERROR_HTTP_400', 'unsupported'), thrown('FetchError', 'socket hang up'), '');
    const [refused, lost, done] = await revokeTokens(org, [held('a'), held('b'), held('c')]);
    expect(refused).to.be.instanceOf(OrgRefusal);
    expect(lost).to.be.instanceOf(OrgSilence);
    expect(done).to.equal(undefined);
    expect(asked, 'nothing is sent twice').to.have.length(3);
  });

  it('tries again what passes by itself', async () => {
    const { org, asked } = fakeOrg(thrown('ERROR_HTTP_503', 'busy'), '');
    expect(await revokeTokens(org, [held('a')])).to.deep.equal([undefined]);
    expect(asked).to.have.length(2);
  });
});

describe('tokenQueries', () => {
  it('asks for tokens of at most 100 users at a time', () => {
    const ids = Array.from({ length: 201 }, (_, at) => `005${String(at).padStart(12, '0')}AAA`);
    const { tokens, sessions } = tokenQueries(ids);
    expect(tokens.queries).to.have.length(3);
    expect(sessions.queries.length).to.be.lessThan(3);
    expect(ids.filter((id) => !tokens.queries.some((query) => query.includes(id)))).to.deep.equal([]);
  });
});

describe('tokensOf and sessionsOf', () => {
  it('leave out a token that cannot be named to the revocation endpoint', () => {
    const rows = [
      { UserId: 'u', AppName: 'ERP', DeleteToken: 'x' },
      { UserId: 'u', AppName: 'ERP' },
    ];
    expect(tokensOf(rows)).to.deep.equal([{ userId: 'u', application: 'ERP', lastUsed: undefined, secret: 'x' }]);
  });

  it("leave out the caller's own session and those that end with another", () => {
    const session = (Id: string, more: object = {}) => ({
      Id,
      UsersId: 'u',
      SessionType: 'API',
      SourceIp: '::1',
      ...more,
    });
    const rows = [
      session('1'),
      session('2', { ParentId: '1' }),
      session('3', { IsCurrent: true }),
      session('4', { ParentId: '9' }),
    ];
    expect(sessionsOf(rows).map(({ id }) => id)).to.deep.equal(['1', '4']);
  });
});
