import { expect } from 'chai';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Org } from '../../org.ts';
import { buildOrg } from '../scenario.ts';
import { largeScenario } from '../table.ts';
import { castOf, loginsOf } from './cast.ts';
import { keptDatabase } from './kept.ts';
import { sizeOf } from './size.ts';
import { isPerson, truthOf } from './truth.ts';

const now = (): Date => new Date('2026-11-24T04:30:00.000Z');
const rows = (org: Org, sql: string): Record<string, unknown>[] =>
  org.store.db
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }));
const texts = (org: Org, sql: string): string[] => rows(org, sql).map((row) => String(Object.values(row)[0]));

describe('a generated org', () => {
  const size = sizeOf(1000, { logDays: 2 });
  const org = buildOrg(largeScenario(size), { now });
  const truth = truthOf(size);
  const usersOf = (kind: string): string[] =>
    [...truth.values()].filter((planted) => planted.kind === kind).map(({ username }) => username);
  const loginsWhere = (condition: string): string =>
    `SELECT DISTINCT u."Username" FROM "LoginHistory" l JOIN "User" u ON u."Id" = l."UserId" WHERE ${condition}`;

  it('has as many users as asked for, and the same for the same seed', () => {
    expect(truth.size).to.equal(1000);
    expect(castOf(size)).to.deep.equal(castOf(size));
    expect(castOf(size)).to.not.deep.equal(castOf({ ...size, seed: 2 }));
    const planted = texts(org, `SELECT "Username" FROM "User" WHERE "Username" LIKE '%@large.example.com'`);
    expect(new Set(planted)).to.deep.equal(new Set(truth.keys()));
  });

  it('has about as many logins a user as asked for once it is large', () => {
    const many = sizeOf(20_000);
    const logins = castOf(many).reduce((sum, each) => sum + loginsOf(each), 0);
    expect(logins / many.users).to.be.within(9, 12);
  });

  it('has machines of every way to log in, which people have not', () => {
    const onlyMachines = [
      ...['OAuth Client Credentials', 'OAuth Username-Password'].map((type) => `l."LoginSubType" = '${type}'`),
      `l."LoginType" IN ('Other Apex API', 'Partner Product') AND l."Application" NOT LIKE 'DataLoader%UI/'`,
      `l."LoginType" = 'Remote Access 2.0' AND l."LoginSubType" IS NULL`,
    ];
    for (const condition of onlyMachines) {
      const found = texts(org, loginsWhere(condition)).filter((username) => truth.has(username));
      expect(found, condition).to.not.deep.equal([]);
      const people = found.filter(
        (username) => truth.get(username)?.kind !== 'shared' && isPerson(truth.get(username) ?? { kind: 'person' }),
      );
      expect(people, condition).to.deep.equal([]);
    }
  });

  it('has people whom only one thing tells from a machine', () => {
    const round = (variant: string): number[] => {
      const names = [...truth.values()].filter((each) => each.variant === variant).map(({ username }) => username);
      return names.map(
        (name) =>
          texts(
            org,
            `SELECT l."Id" FROM "LoginHistory" l JOIN "User" u ON u."Id" = l."UserId" WHERE u."Username" = '${name}' AND l."LoginSubType" LIKE 'OAuth Refresh%'`,
          ).length,
      );
    };
    expect(Math.min(...round('phoneOnly'))).to.be.greaterThan(75);
    expect(Math.min(...round('outlookRoundTheClock'))).to.be.greaterThan(300);
    const phoneOnly = [...truth.values()]
      .filter(({ variant }) => variant === 'phoneOnly')
      .map(({ username }) => username);
    const browsers = texts(org, loginsWhere(`l."LoginType" = 'Application'`));
    expect(phoneOnly.filter((name) => browsers.includes(name))).to.deep.equal([]);
    expect(usersOf('machine').some((name) => browsers.includes(name))).to.equal(true);
  });

  it('has machines that are new, that come seldom, and that hold rights of administrators', () => {
    const all = [...truth.values()].filter(({ kind }) => kind === 'machine');
    expect(all.some(({ variant }) => variant.endsWith('+new'))).to.equal(true);
    expect(all.some(({ isOverPrivileged }) => isOverPrivileged)).to.equal(true);
    const seldom = `SELECT count(*) AS n FROM "LoginHistory" l JOIN "User" u ON u."Id" = l."UserId" WHERE u."Username" LIKE '%@large.example.com' GROUP BY u."Id" HAVING n < 8`;
    expect(rows(org, seldom).length).to.be.greaterThan(0);
  });

  it('leaves tokens of those flows alone that have a person in them', () => {
    const holders = texts(
      org,
      `SELECT DISTINCT u."Username" FROM "OauthToken" t JOIN "User" u ON u."Id" = t."UserId" WHERE u."Username" LIKE '%@large.example.com'`,
    );
    const machines = holders.filter((name) => truth.get(name)?.kind === 'machine');
    expect(machines).to.not.deep.equal([]);
    expect(
      machines.filter((name) => !/^(?:refreshConnector|pipeline)/.test(truth.get(name)?.variant ?? '')),
    ).to.deep.equal([]);
  });

  it('has integration users right and wrong, each on the license', () => {
    const planted = usersOf('integration');
    const flaws = new Set(planted.flatMap((name) => truth.get(name)?.flaws ?? []));
    expect(flaws).to.deep.equal(new Set(['shared', 'unused', 'adminRights', 'pslNotNeeded', 'pslMissing']));
    const onLicense = texts(
      org,
      `SELECT u."Username" FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" JOIN "UserLicense" l ON l."Id" = p."UserLicenseId" WHERE l."Name" = 'Salesforce Integration'`,
    );
    expect(new Set(onLicense)).to.deep.equal(new Set(planted));
    const cloned = planted.filter((name) => truth.get(name)?.variant === 'clonedProfile');
    expect(cloned.length).to.be.greaterThan(0);
    expect(cloned.every((name) => truth.get(name)?.flaws.length === 0)).to.equal(true);
  });

  it('has nobody log in after now, or before what an org keeps', () => {
    const [span] = rows(org, 'SELECT MIN("LoginTime") AS a, MAX("LoginTime") AS b FROM "LoginHistory"');
    expect(String(span?.['b']) < '2026-11-24T04:30:00.000Z').to.equal(true);
    expect(String(span?.['a']) > '2026-05-28').to.equal(true);
  });

  it('has a log for each day asked for, of machines alone', () => {
    const logs = texts(org, 'SELECT "LogFile" FROM "EventLogFile" ORDER BY "LogDate"');
    expect(logs).to.have.length(2);
    const ids = new Set(
      (logs[0] ?? '')
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[4]?.slice(1, 16)),
    );
    const people = [...ids].filter((id) => {
      const [name = ''] = texts(org, `SELECT "Username" FROM "User" WHERE "Id" LIKE '${id ?? ''}%'`);
      return truth.get(name)?.kind === 'person';
    });
    expect(people).to.deep.equal([]);
  });
});

describe('the database of a generated org', () => {
  it('is kept for the day, and taken again', function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'large-'));
    try {
      const size = sizeOf(150);
      for (const to of ['one.db', 'two.db']) keptDatabase(size, join(folder, 'kept'), join(folder, to));
      expect(readdirSync(join(folder, 'kept'))).to.have.length(1);
      const org = buildOrg(largeScenario(size), { database: join(folder, 'two.db') });
      expect(org.id).to.match(/^00D/);
      expect(org.store.find('User').length).to.be.greaterThan(150);
      org.store.insert('Account', { Name: 'A new one' });
      org.store.db.close();
      keptDatabase(sizeOf(150, { seed: 2 }), join(folder, 'kept'), join(folder, 'three.db'));
      expect(readdirSync(join(folder, 'kept'))).to.have.length(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
