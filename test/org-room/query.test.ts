import { expect } from 'chai';
import { flag, number, queryAll, required, text } from '../../src/org/wire/query.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { fakeOrg, rejection, thrown } from './fake.ts';

const page = (ids: readonly string[], next?: string) => ({
  totalSize: ids.length,
  done: next === undefined,
  records: ids.map((Id) => ({ Id })),
  ...(next === undefined ? {} : { nextRecordsUrl: next }),
});
const batch = (...results: readonly unknown[]) => ({ results: results.map((result) => ({ statusCode: 200, result })) });
const ids = (rows: readonly Readonly<Record<string, unknown>>[] = []): unknown[] => rows.map(({ Id }) => Id);

describe('queryAll', () => {
  it('asks all in one request, and joins the queries of one name', async () => {
    const { org, asked } = fakeOrg(batch(page(['1']), page(['2']), page(['3'])));
    const { a, b, c } = await queryAll(org, { a: 'SELECT A', b: ['SELECT B', "SELECT '&?'"], c: [] });
    expect([ids(a?.rows), ids(b?.rows), ids(c?.rows)]).to.deep.equal([['1'], ['2', '3'], []]);
    const { batchRequests } = JSON.parse(asked[0]?.body ?? '') as { batchRequests: { url: string }[] };
    expect(batchRequests.map(({ url }) => url)).to.deep.equal([
      'v67.0/query?q=SELECT%20A',
      'v67.0/query?q=SELECT%20B',
      "v67.0/query?q=SELECT%20'%26%3F'",
    ]);
  });

  it('reads all pages', async () => {
    const { org } = fakeOrg(
      batch(page(['1'], '/services/data/v67.0/query/01g-1')),
      page(['2'], '/services/data/v67.0/query/01g-2'),
      page(['3']),
    );
    expect(ids((await queryAll(org, { a: 'A' })).a?.rows)).to.deep.equal(['1', '2', '3']);
  });

  it('deals out more than one request holds, and gives the rows in the order of the queries', async () => {
    const names = Array.from({ length: 27 }, (_, at) => String(at));
    const isOf = (hand: number) => (_: string, at: number) => at % 2 === hand;
    const { org, asked } = fakeOrg(
      ...[0, 1].map((hand) => batch(...names.filter(isOf(hand)).map((name) => page([name])))),
    );
    const { a } = await queryAll(org, { a: names });
    expect(ids(a?.rows)).to.deep.equal(names);
    expect(asked).to.have.length(2);
  });

  it('keeps of a wide row what is on, and nothing of what is off or empty', async () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Permissions${String(at)}`, at === 7]));
    const row = { Id: '1', ...wide, N: 0, LicenseId: null, Parent: { Name: 'x' } };
    const { org } = fakeOrg(batch({ ...page([]), records: [row] }));
    expect((await queryAll(org, { a: 'A' })).a?.rows).to.deep.equal([
      { Id: '1', Permissions7: true, N: 0, Parent: { Name: 'x' } },
    ]);
  });

  it('tells which query was refused, and gives the rows of the others', async () => {
    const { org } = fakeOrg({
      results: [
        { statusCode: 400, result: [{ errorCode: 'INVALID_FIELD', message: 'no' }] },
        { statusCode: 200, result: page(['2']) },
      ],
    });
    const { a, b } = await queryAll(org, { a: 'A', b: 'B' });
    expect(a?.refused?.message).to.equal('INVALID_FIELD: no');
    expect(ids(b?.rows)).to.deep.equal(['2']);
  });

  it('reads one by one where an org has no batches', async () => {
    const { org } = fakeOrg(thrown('NOT_FOUND', 'x'), page(['1']), thrown('INVALID_FIELD', 'no'));
    const { a, b } = await queryAll(org, { a: 'A', b: 'B' });
    expect(ids(a?.rows)).to.deep.equal(['1']);
    expect(b?.refused).to.be.instanceOf(OrgRefusal);
  });

  const garbage: readonly (readonly [string, readonly unknown[]])[] = [
    ['an answer that is no batch', ['<html>', '<html>', '<html>']],
    ['too few answers', [batch(), batch(), batch()]],
    ['an answer without rows', [batch({ totalSize: 1 }), batch({ totalSize: 1 }), batch({ totalSize: 1 })]],
    ['an answer that is text', [batch('<html>'), batch('<html>'), batch('<html>')]],
    ['a page that is no page', [batch(page(['1'], '/next')), '<html>', '<html>', '<html>']],
    ['half of a page', [batch(page(['1'], '/next')), '{"records":[{"Id"', '{"records":[{"Id"', '{"records":[{"Id"']],
  ];
  for (const [what, answers] of garbage) {
    it(`takes ${what} as silence: rows that are missing must not pass for rows that are not there`, async () => {
      const { org } = fakeOrg(...answers);
      expect(await rejection(queryAll(org, { a: 'A' }))).to.be.instanceOf(OrgSilence);
    });
  }
});

describe('columns of a row', () => {
  const row = { Name: 'N', Count: 5, Is: true, Empty: null, Profile: { Name: 'P', License: { Id: '1' } } };

  it('are found by their path, and nothing is made of what is not there or of another kind', () => {
    expect([text(row, 'Name'), text(row, 'Profile.License.Id'), required(row, 'Profile.Name')]).to.deep.equal([
      'N',
      '1',
      'P',
    ]);
    for (const path of ['Empty', 'Count', 'None', 'Name.Id', 'Empty.Id', 'Profile']) {
      expect(text(row, path), path).to.equal(undefined);
      expect(required(row, path), path).to.equal('');
    }
    expect([number(row, 'Count'), number(row, 'Name'), number(row, 'None')]).to.deep.equal([5, 0, 0]);
    expect([flag(row, 'Is'), flag(row, 'Count'), flag(row, 'None')]).to.deep.equal([true, false, false]);
  });
});
