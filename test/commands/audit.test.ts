import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { audit, auditJson, OAUTH, plantLogins, plantUser, said, SSO, verdictOn, WEB, type Habit } from './auditing.ts';
import { retire } from './harness.ts';
import { migrateJson } from './migrating.ts';
import { withOrg } from './withOrg.ts';

const ERP = 'erp.sync@example.com';
const cron = (subType: string | null, application: string, more: Partial<Habit> = {}): Habit => ({
  type: OAUTH,
  subType,
  application,
  everyHours: 3,
  ...more,
});
const MONTHLY: Habit = { ...WEB, everyHours: 30 * 24, days: 89, office: false };
const CLI = [
  cron('OAuth Web Server', 'Salesforce CLI', { everyHours: 200 }),
  cron('OAuth Refresh Token', 'Salesforce CLI', { everyHours: 5 }),
];
const SOAP: Habit = { type: 'Other Apex API', everyHours: 6 };

type Look = { readonly name: string; readonly habits: readonly Habit[]; readonly verdict: RegExp };

const LOOKS: readonly Look[] = [
  { name: 'credentials', habits: [cron('OAuth Client Credentials', 'Billing')], verdict: /^machine certain$/ },
  { name: 'bearer', habits: [cron(null, 'Warehouse Feed')], verdict: /^machine certain$/ },
  { name: 'password', habits: [cron('OAuth Username-Password', 'Old ERP')], verdict: /^machine certain$/ },
  { name: 'soap', habits: [SOAP], verdict: /^machine certain$/ },
  {
    name: 'refresh',
    habits: [
      cron('OAuth Web Server', 'Marketing Link', { everyHours: 4000, browser: 'Chrome 138' }),
      cron('OAuth Refresh Token', 'Marketing Link'),
    ],
    verdict: /^machine (certain|likely)$/,
  },
  {
    name: 'monthly',
    habits: [cron('OAuth Client Credentials', 'Billing Two'), MONTHLY],
    verdict: /^machine (certain|likely)$/,
  },
  {
    name: 'seldom',
    habits: [cron('OAuth Client Credentials', 'Archive', { everyHours: 700 })],
    verdict: /^machine possible$/,
  },
  { name: 'both', habits: [cron('OAuth Client Credentials', 'Quotes'), WEB], verdict: /^shared / },
  {
    name: 'telephone',
    habits: [cron('OAuth Refresh Token for Hybrid Apps', 'Salesforce for iOS', { office: true, addresses: 60 })],
    verdict: /^not named$/,
  },
  { name: 'commandline', habits: [...CLI, SSO], verdict: /^not named$/ },
  { name: 'commandline.alone', habits: CLI, verdict: /^not named$/ },
  {
    name: 'pipeline',
    habits: [cron('OAuth Refresh Token', 'Salesforce CLI', { addresses: 40 })],
    verdict: /^machine likely$/,
  },
  {
    name: 'commandline.by.day',
    habits: [cron('OAuth Refresh Token', 'Salesforce CLI', { office: true })],
    verdict: /^not named$/,
  },
  {
    name: 'loader',
    habits: [{ type: 'Partner Product', application: 'DataLoaderPartnerUI/', everyHours: 30, office: true }, WEB],
    verdict: /^not named$/,
  },
  { name: 'signon', habits: [SSO], verdict: /^not named$/ },
  { name: 'person', habits: [WEB], verdict: /^not named$/ },
  { name: 'attacked', habits: [{ ...SOAP, status: 'Invalid Password' }, WEB], verdict: /^not named$/ },
  { name: 'script', habits: [WEB, { ...SOAP, everyHours: 300 }], verdict: /^not named$/ },
];
/** Four people whose calls a service records, one of whom hardly opens a browser; and the same service of one alone. */
const recorder = (name: string): Habit => cron('OAuth Refresh Token', name);
const RECORDED: readonly Look[] = [
  ...['one', 'two', 'three'].map((name) => ({
    ...{ name: `recorded.${name}`, habits: [recorder('Call Recorder'), WEB], verdict: /^not named$/ },
  })),
  { name: 'recorded.quiet', habits: [recorder('Call Recorder'), MONTHLY], verdict: /^not named$/ },
  { name: 'recorded.away', habits: [recorder('Call Recorder')], verdict: /^not named$/ },
  { name: 'recorded.alone', habits: [recorder('Other Recorder'), MONTHLY], verdict: /^machine likely$/ },
];
const nameOf = (name: string): string => `${name}@looks.example`;

describe('integration-user audit', () => {
  it('tells machines from people who look like them, each by its evidence', () =>
    withOrg({}, async (org) => {
      for (const { name, habits } of LOOKS) plantLogins(org, plantUser(org, nameOf(name)), habits);
      const { json, exitCode, requests } = await auditJson(org);
      expect(exitCode, json.message).to.equal(0);
      for (const { name, verdict } of LOOKS) expect(verdictOn(json.result, nameOf(name)), name).to.match(verdict);
      const monthly = said(json.result, nameOf('monthly'));
      expect(monthly?.evidence.map((one) => one.class)).to.include('ui-login-rare');
      expect(said(json.result, nameOf('soap'))?.findings.map(({ id }) => id)).to.include('password-on-license');
      expect(requests.length).to.be.lessThan(20);
    }));

  it('takes an application for people that most of its users have besides a browser', () =>
    withOrg({}, async (org) => {
      for (const { name, habits } of RECORDED) plantLogins(org, plantUser(org, nameOf(name)), habits);
      const { json } = await auditJson(org);
      for (const { name, verdict } of RECORDED) expect(verdictOn(json.result, nameOf(name)), name).to.match(verdict);
      const service = json.result?.applications.find(({ name }) => name === 'Call Recorder');
      expect(service).to.include({ forPeople: true, users: 5 });
    }));

  it('gives seats and money of the org, and goes on to migrate', () =>
    withOrg({}, async (org) => {
      const prices = ['--license-cost', 'salesforce=165.5', '--integration-license-cost', '12', '--currency', 'EUR'];
      const { json } = await auditJson(org, prices);
      const row = json.result?.licenses.find(({ name }) => name === 'Salesforce');
      expect(row)
        .to.include({ freed: 1, price: 165.5, saving: 165.5 })
        .and.deep.include({ usernames: [ERP] });
      expect(json.result?.money).to.deep.equal({
        ...{ currency: 'EUR', period: 'month', saving: 165.5, cost: 0, net: 165.5, unpriced: [] },
      });
      expect(json.result?.integration).to.deep.include({ needed: 1, missing: 0 });
      expect(said(json.result, ERP)?.next).to.equal(`sf integration-user migrate --username ${ERP} --dry-run`);
      const free = (await auditJson(org)).json.result;
      expect(free?.money).to.include({ currency: null, saving: null, cost: null, net: null });
    }));

  it('is what migrate and retire take: machines it is sure of, and integration users that nothing uses', () =>
    withOrg({}, async (org) => {
      const folder = mkdtempSync(join(tmpdir(), 'audit-'));
      try {
        const both = plantUser(org, 'both@looks.example');
        plantLogins(org, both, [cron('OAuth Client Credentials', 'Quotes'), WEB]);
        const { store } = org.org;
        const unused = String(store.find('User', { Username: 'warehouse@example.com' })[0]?.['Id']);
        for (const { Id } of store.find('LoginHistory', { UserId: unused })) store.delete('LoginHistory', String(Id));
        store.update('User', unused, { LastLoginDate: null, CreatedDate: '2020-01-01T00:00:00.000Z' });
        const file = join(folder, 'audit.json');
        const ran = await auditJson(org);
        expect(ran.json.result?.users.map(({ username }) => username)).to.include('both@looks.example');
        writeFileSync(file, ran.stdout);
        const moved = await migrateJson(org, ['--from-audit', file, '--dry-run', '--snapshot-file', join(folder, 's')]);
        expect(moved.exitCode, moved.json.message).to.equal(0);
        expect(moved.json.result?.users.map(({ username }) => username)).to.deep.equal([ERP]);
        const retired = await retire.json(org, ['--from-audit', file, '--dry-run']);
        expect(retired.json.result?.users.map(({ username }) => username)).to.deep.equal(['warehouse@example.com']);
      } finally {
        rmSync(folder, { recursive: true });
      }
    })).timeout(30_000);

  it('names what is wrong with flags all at once, before it asks the org anything', () =>
    withOrg({}, async (org) => {
      const args = ['--license-cost', 'Salesforce', '--integration-license-cost', 'x', '--since', 'yesterday'];
      const wrong = await auditJson(org, args);
      expect([wrong.exitCode, wrong.requests]).to.deep.equal([2, []]);
      expect(wrong.json.message).to.contain('"Salesforce" does not say').and.contain('"x" is no amount');
      expect(wrong.json.message).to.contain('without their currency').and.contain('"yesterday" is no day');
      expect((await auditJson(org, ['--since', '2999-01-01'])).json.message).to.contain('in the future');
      const unknown = await auditJson(org, ['--license-cost', 'Salesforc=1', '--currency', 'EUR']);
      expect(unknown.exitCode, 'what only the org can say').to.equal(1);
      expect(unknown.json.message).to.contain('no license "Salesforc"');
      expect(unknown.json.actions?.join()).to.match(/Its licenses are: Salesforce,/);
      expect((await audit(org, ['--output-file', 'x'])).exitCode).to.equal(2);
    }));

  it('finds no machine where logins of others are not shown, and says what that means', () =>
    withOrg({}, async (org) => {
      const { store } = org.org;
      for (const set of store.find('PermissionSet', {}).concat(store.find('Profile', {})))
        store.update(set['Id']?.toString().startsWith('0PS') ? 'PermissionSet' : 'Profile', String(set['Id']), {
          PermissionsManageUsers: 0,
          PermissionsMonitorLoginHistory: 0,
        });
      const { json, exitCode } = await auditJson(org);
      expect(exitCode, json.message).to.equal(0);
      const logins = json.result?.sources.find(({ name }) => name === 'LoginHistory');
      expect(logins?.status).to.equal('refused');
      expect(logins?.message).to.contain('Monitor Login History');
      expect(json.result?.counts.machines).to.deep.equal({ certain: 0, likely: 0, possible: 0 });
      expect(verdictOn(json.result, ERP)).to.equal('unclear possible');
    }));

  it('leaves frozen users out unless asked, and those without a seat always', () =>
    withOrg({}, async (org) => {
      const { store } = org.org;
      const frozen = plantUser(org, 'frozen@looks.example');
      store.update('UserLogin', String(store.find('UserLogin', { UserId: frozen })[0]?.['Id']), { IsFrozen: 1 });
      const inactive = plantUser(org, 'gone@looks.example', { IsActive: 0 });
      for (const id of [frozen, inactive]) plantLogins(org, id, [SOAP]);
      const without = (await auditJson(org)).json.result;
      for (const name of ['frozen', 'gone']) expect(said(without, `${name}@looks.example`), name).to.equal(undefined);
      const all = (await auditJson(org, ['--include-frozen'])).json.result;
      expect(said(all, 'frozen@looks.example')?.status).to.equal('frozen');
      expect(said(all, 'gone@looks.example')).to.equal(undefined);
    }));

  it('covers no more days than there are, and is less sure of fewer', () =>
    withOrg({}, async (org) => {
      plantLogins(org, plantUser(org, 'api@looks.example'), [cron('OAuth Client Credentials', 'Billing')]);
      const since = new Date(Date.now() - 3 * 86_400_000).toISOString();
      const short = (await auditJson(org, ['--since', since])).json.result;
      expect(short?.period.days).to.equal(3);
      expect(verdictOn(short, 'api@looks.example')).to.equal('machine possible');
      const long = (await auditJson(org, ['--days', '2000'])).json.result;
      expect(long?.period).to.deep.include({ daysAsked: 2000 });
      expect(long?.period.days).to.be.lessThan(181);
      expect(Date.parse(long?.resume ?? '')).to.be.greaterThan(Date.now() - 60_000);
    }));

  it('writes CSV and Markdown that no name of the org can break out of', () =>
    withOrg({}, async (org) => {
      const folder = mkdtempSync(join(tmpdir(), 'audit-'));
      try {
        const bad = plantUser(org, 'evil@looks.example', { LastName: '=HYPERLINK("x")|<img src=x>' });
        plantLogins(org, bad, [{ ...SOAP, application: '@SUM(1)|<b>' }]);
        const csv = join(folder, 'a.csv');
        expect((await audit(org, ['--output-format', 'csv', '--output-file', csv])).exitCode).to.equal(0);
        const rows = parse<Record<string, string>>(readFileSync(csv, 'utf8'), { columns: true });
        const cells = rows.flatMap((row) => Object.values(row));
        expect(cells.join('\n')).to.contain('HYPERLINK');
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).to.deep.equal([]);
        const markdown = (await audit(org, ['--output-format', 'markdown'])).stdout;
        expect(markdown).to.contain('## Audit').and.not.contain('<b>');
        writeFileSync(csv, 'mine');
        expect((await audit(org, ['--output-format', 'csv', '--output-file', csv])).exitCode).to.equal(1);
        expect(readFileSync(csv, 'utf8')).to.equal('mine');
      } finally {
        rmSync(folder, { recursive: true });
      }
    }));

  it('prints tables, what they mean, and the next command', () =>
    withOrg({}, async (org) => {
      const { stdout } = await audit(org);
      expect(stdout).to.contain('machine, likely').and.contain('Salesforce Integration');
      expect(stdout).to.contain('What was not seen').and.contain('--since 20');
    }));
});
