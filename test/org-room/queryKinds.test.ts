import { expect } from 'chai';
import { queryTogether } from '../../src/org/wire/queryKinds.ts';
import { fakeOrg } from './fake.ts';

const page = (...ids: readonly string[]) => ({
  statusCode: 200,
  result: { totalSize: ids.length, done: true, records: ids.map((Id) => ({ Id })) },
});

describe('queryTogether', () => {
  it('asks in one request, and keeps kinds of one name and their refusals apart', async () => {
    const refusal = { statusCode: 400, result: [{ errorCode: 'INVALID_TYPE', message: 'no such object' }] };
    const { org, asked } = fakeOrg({ results: [page('1'), page('2'), refusal, page('3')] });
    const [a, b, c] = await queryTogether(
      org,
      { logins: { object: 'UserLogin', queries: ['A', 'B'] } },
      { logins: { object: 'LoginHistory', queries: ['C'] } },
      { sharing: { object: 'EntityDefinition', queries: ['D'] } },
    );
    expect(asked).to.have.length(1);
    expect([a.rows.logins, b.rows.logins, c.rows.sharing]).to.deep.equal([
      [{ Id: '1' }, { Id: '2' }],
      [],
      [{ Id: '3' }],
    ]);
    expect([a.refused.size, [...b.refused.keys()], c.refused.size]).to.deep.equal([0, ['LoginHistory'], 0]);
  });
});
