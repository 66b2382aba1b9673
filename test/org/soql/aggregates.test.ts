import { expect } from 'chai';
import { OrgError } from '../org.ts';
import { queryMore } from './query.ts';
import { now, profile, robot, session, run, refusal, names } from './engine.ts';

describe('SOQL engine: aggregates', () => {
  it('COUNT() is a number without records', () => {
    expect(run('SELECT COUNT() FROM LoginHistory')).to.deep.equal({ totalSize: 2001, done: true, records: [] });
    expect(run('select count() from LoginHistory limit 7').totalSize).to.equal(7);
  });

  it('COUNT(Id) is expr0', () => {
    expect(run('SELECT COUNT(Id) FROM Account').records).to.deep.equal([
      { attributes: { type: 'AggregateResult' }, expr0: 2 },
    ]);
  });

  it('groups by field, parent and date function', () => {
    expect(
      run(
        'SELECT Application, MAX(LoginTime) lastLogin, COUNT(Id) FROM LoginHistory GROUP BY Application ORDER BY COUNT(Id) DESC',
      ).records[0],
    ).to.deep.equal({
      attributes: { type: 'AggregateResult' },
      Application: 'CLI',
      lastLogin: '2026-11-24T12:00:00.000+0000',
      expr0: 1001,
    });
    expect(
      run('SELECT Profile.Name, COUNT(Id) c FROM User GROUP BY Profile.Name HAVING COUNT(Id) > 1').records,
    ).to.deep.equal([{ attributes: { type: 'AggregateResult' }, Name: 'Minimum Access', c: 2 }]);
    expect(
      run('SELECT CALENDAR_YEAR(LoginTime), COUNT_DISTINCT(UserId) FROM LoginHistory GROUP BY CALENDAR_YEAR(LoginTime)')
        .records,
    ).to.deep.equal([{ attributes: { type: 'AggregateResult' }, expr0: 2026, expr1: 1 }]);
    expect(
      run('SELECT SUM(NumberOfEmployees) s, AVG(NumberOfEmployees) a, MIN(Name) n FROM Account').records[0],
    ).to.include({ s: 12, a: 6, n: 'Acme' });
  });

  it('count logins of last week, as a query known to work', () => {
    // Sunday 15 to Saturday 21 November in New York
    expect(
      run('SELECT count(id), Status FROM LoginHistory WHERE LoginTime = LAST_WEEK GROUP BY Status').records[0],
    ).to.include({ expr0: 168, Status: 'Success' });
  });

  it('refuse more groups than a batch has rows', () => {
    const soql =
      'SELECT DAY_ONLY(LoginTime), HOUR_IN_DAY(LoginTime) FROM LoginHistory GROUP BY DAY_ONLY(LoginTime), HOUR_IN_DAY(LoginTime) LIMIT 300';
    expect(run(soql).records).to.have.length(300);
    expect(() => run(soql, { batchSize: 200 })).to.throw(OrgError, 'Aggregate query does not support queryMore()');
  });

  it('find rows in many ranges of time as in each of them', () => {
    const at = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();
    const range = (hours: number): string => `(LoginTime >= ${at(hours)} AND LoginTime < ${at(hours - 1)})`;
    const count = (ranges: readonly string[]): unknown =>
      run(`SELECT COUNT(Id) n FROM LoginHistory WHERE ${ranges.join(' OR ')}`).records[0]?.['n'];
    const hours = Array.from({ length: 30 }, (_, index) => 3 + ((index * 7) % 30) * 40);
    expect(count(hours.map(range))).to.equal(30);
    expect(count([...hours, 3].map(range)), 'the same range twice').to.equal(30);
    expect(count([...hours.map(range), 'LoginTime = null'])).to.equal(30);
    expect(count(hours.slice(0, 3).map(range))).to.equal(3);
  });

  it('know the users of logins and the logins of users', () => {
    expect(
      names(
        "SELECT Username FROM User WHERE Id IN (SELECT UserId FROM LoginHistory WHERE LoginType = 'Remote Access 2.0')",
      ),
    ).to.not.equal('');
    const soql = "SELECT COUNT(Id) n FROM LoginHistory WHERE UserId IN (SELECT Id FROM User WHERE Username LIKE '%')";
    expect(run(soql).records[0]).to.include({ n: 2001 });
  });

  it('refuse more than 2000 groups', () => {
    const error = refusal('SELECT SourceIp, COUNT(Id) FROM LoginHistory GROUP BY SourceIp');
    expect(error).to.include({ errorCode: 'EXCEEDED_ID_LIMIT' });
    expect(error.message).to.match(/^Aggregate query does not support queryMore\(\)/);
    expect(run('SELECT SourceIp, COUNT(Id) FROM LoginHistory GROUP BY SourceIp LIMIT 2000').records).to.have.length(
      2000,
    );
  });
});

describe('SOQL engine: paging', () => {
  it('goes through all rows of the snapshot', () => {
    const first = run('SELECT Id FROM Contact', { batchSize: 1 });
    expect(first).to.include({ totalSize: 250, done: false });
    expect(first.records).to.have.length(200);
    expect(first.nextRecordsUrl).to.match(/^\/services\/data\/v67\.0\/query\/01g\w{15}-200$/);
    const locator = first.nextRecordsUrl?.split('/').at(-1) ?? '';
    const second = queryMore(session, locator);
    expect(second).to.include({ totalSize: 250, done: true });
    expect(second).not.to.have.property('nextRecordsUrl');
    expect(new Set([...first.records, ...second.records].map((row) => row['Id'])).size).to.equal(250);
    expect(() => queryMore({ ...session, userId: robot }, locator))
      .to.throw(OrgError)
      .with.property('errorCode', 'INVALID_QUERY_LOCATOR');
  });

  it('refuses unknown locators', () => {
    for (const locator of ['01g000000000009AAA-2000', 'x', '']) {
      expect(() => queryMore(session, locator))
        .to.throw(OrgError)
        .with.property('errorCode', 'INVALID_QUERY_LOCATOR');
    }
  });

  it('of the Tooling API has its own path', () => {
    const { records } = run('SELECT Id FROM Profile', { tooling: true });
    expect(records[0]?.['attributes']).to.deep.equal({
      type: 'Profile',
      url: `/services/data/v67.0/tooling/sobjects/Profile/${profile}`,
    });
  });
});
