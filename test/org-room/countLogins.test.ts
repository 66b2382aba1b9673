import { expect } from 'chai';
import { countLogins } from '../../src/org/audit/countLogins.ts';
import type { LoginAsk } from '../../src/org/audit/logins.ts';
import { fakeOrg, rejection, thrown } from './fake.ts';

const ASK: LoginAsk = { where: { part: "LoginType = 'Other Apex API'" }, by: ['UserId', 'Status'] };
const row = (user: number, status = 'Success') => ({
  UserId: `005${String(user).padStart(15, '0')}`,
  Status: status,
  logins: 2,
  firstLogin: '2026-11-01T00:00:00.000+0000',
  lastLogin: '2026-11-02T00:00:00.000+0000',
});
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, at) => row(from + at));
const answer = (...parts: readonly (readonly object[] | string)[]) => ({
  results: parts.map((part) =>
    typeof part === 'string'
      ? { statusCode: 400, result: [{ errorCode: 'EXCEEDED_ID_LIMIT', message: part }] }
      : { statusCode: 200, result: { totalSize: part.length, done: true, records: part } },
  ),
});
const OVERFLOW = 'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
const queries = (asked: readonly { readonly body?: string }[]): string[] =>
  asked.flatMap(({ body = '' }) =>
    (JSON.parse(body) as { batchRequests: { url: string }[] }).batchRequests.map(({ url }) =>
      decodeURIComponent(url.split('?q=')[1] ?? ''),
    ),
  );

describe('countLogins', () => {
  it('goes on behind the last whole user where an answer is full', async () => {
    const { org, asked } = fakeOrg(
      answer([...rows(1999), row(1999)]),
      answer([row(1999), row(1999, 'Failed'), row(2000)]),
    );
    const [counted] = await countLogins(org, [ASK], 5);
    expect(counted).to.include({ whole: true, refused: undefined });
    expect(counted?.groups.map(({ userId, status }) => userId + status)).to.have.length(2002);
    expect(new Set(counted?.groups.map(({ userId, status }) => userId + status)).size).to.equal(2002);
    const [first = '', second = ''] = queries(asked);
    expect(first)
      .to.match(/ORDER BY UserId LIMIT 2000$/)
      .and.not.contain('UserId >');
    expect(second).to.contain(`AND UserId > '${row(1998).UserId}'`);
  });

  it('takes what fits of a user who alone fills an answer, and goes on', async () => {
    const { org } = fakeOrg(answer(Array.from({ length: 2000 }, () => row(7))), answer([row(8)]));
    const [counted] = await countLogins(org, [ASK], 5);
    expect([counted?.groups.length, counted?.whole]).to.deep.equal([2001, true]);
  });

  it('halves what it asks for where an org gives smaller batches', async () => {
    const { org, asked } = fakeOrg(answer(OVERFLOW), answer(rows(1000)), answer(rows(1, 999)));
    const [counted] = await countLogins(org, [ASK], 5);
    expect([counted?.groups.length, counted?.whole]).to.deep.equal([1000, true]);
    expect(queries(asked).map((query) => /LIMIT (\d+)$/.exec(query)?.[1])).to.deep.equal(['2000', '1000', '1000']);
  });

  it('ends after so many steps, and says that it is not all', async () => {
    const { org } = fakeOrg(answer(rows(2000)), answer(rows(2000, 1999)));
    const [counted] = await countLogins(org, [ASK], 2);
    expect([counted?.groups.length, counted?.whole]).to.deep.equal([3998, false]);
  });

  it('takes a step of all asks in one request, and only of those that are not done', async () => {
    const { org, asked } = fakeOrg(answer(rows(1), rows(2000)), answer(rows(1, 1999)));
    const counted = await countLogins(org, [ASK, ASK], 5);
    expect(counted.map(({ groups }) => groups.length)).to.deep.equal([1, 2000]);
    expect(asked).to.have.length(2);
  });

  it('tells a refusal, and asks nothing for nothing', async () => {
    const { org } = fakeOrg(answer('nobody may'));
    const [counted] = await countLogins(org, [ASK], 5);
    expect(counted?.whole).to.equal(false);
    expect(counted?.refused?.message).to.contain('nobody may');
    expect(await countLogins(fakeOrg().org, [], 5)).to.deep.equal([]);
    const dead = fakeOrg(thrown('INVALID_SESSION_ID'));
    expect(await rejection(countLogins(dead.org, [ASK], 5))).to.be.an('error');
  });
});
