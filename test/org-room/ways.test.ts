import { expect } from 'chai';
import { inParts, waysOf, type Ways } from '../../src/org/audit/ways.ts';
import { fakeOrg } from './fake.ts';

const PERIOD = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-03T00:00:00Z') };
const LATE: Ways = waysOf([], [], 'QUERY_TIMEOUT: Your query request was running for too long.');
const row = (more: object) => ({
  ...{ Application: 'Feed', LoginType: 'Remote Access 2.0', LoginSubType: null, Status: 'Success' },
  ...{ logins: 2, users: 1, firstLogin: '2026-11-01T01:00:00.000+0000', lastLogin: '2026-11-01T02:00:00.000+0000' },
  ...more,
});
const answer = (...parts: readonly (readonly object[] | string)[]) => ({
  results: parts.map((part) =>
    typeof part === 'string'
      ? { statusCode: 400, result: [{ errorCode: 'QUERY_TIMEOUT', message: part }] }
      : { statusCode: 200, result: { totalSize: part.length, done: true, records: part } },
  ),
});
const LATER = {
  logins: 3,
  users: 2,
  firstLogin: '2026-11-02T01:00:00.000+0000',
  lastLogin: '2026-11-02T02:00:00.000+0000',
};

describe('ways of logging in', () => {
  it('are read in halves of the time where the whole takes too long, and put together', async () => {
    const failed = row({ Status: 'Invalid Password' });
    const { org, asked } = fakeOrg(answer([row({})], [row({}), failed]), answer([row(LATER)], [row(LATER)]));
    const { ways, applications, refused } = await inParts(org, PERIOD, LATE);
    expect(ways).to.have.length(1);
    expect(ways[0]).to.include({
      logins: 5,
      users: 2,
      first: '2026-11-01T01:00:00.000Z',
      last: '2026-11-02T02:00:00.000Z',
    });
    expect(applications).to.deep.equal([{ name: 'Feed', logins: 5, users: 2, last: '2026-11-02T02:00:00.000Z' }]);
    expect(refused).to.equal(undefined);
    const times = asked.map(({ body = '' }) =>
      decodeURIComponent(body)
        .match(/LoginTime [<>]= [\dTZ:-]+/g)
        ?.slice(0, 2),
    );
    expect(times).to.deep.equal([
      ['LoginTime >= 2026-11-01T00:00:00Z', 'LoginTime <= 2026-11-01T23:59:59Z'],
      ['LoginTime >= 2026-11-02T00:00:00Z', 'LoginTime <= 2026-11-03T00:00:00Z'],
    ]);
  });

  it('are not asked again where an org refuses them for good, nor where all were told', async () => {
    const refused = waysOf([], [], 'INVALID_TYPE: no');
    expect(await inParts(fakeOrg().org, PERIOD, refused)).to.equal(refused);
    const whole = waysOf([row({})], [row({})], undefined);
    expect(await inParts(fakeOrg().org, PERIOD, whole)).to.equal(whole);
  });

  it('end in a refusal where even an eighth of the time takes too long', async () => {
    const { org, asked } = fakeOrg(...Array.from({ length: 14 }, () => answer('too long', 'too long')));
    expect((await inParts(org, PERIOD, LATE)).refused).to.contain('too long');
    expect(asked).to.have.length(14);
  });
});
