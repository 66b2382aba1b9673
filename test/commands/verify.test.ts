// Over 300 lines: one command and its formats, over the same users.
import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { componentsIn } from '../../src/org/readMetadata.ts';
import { settingsOf } from '../../src/verify/profileSettings.ts';
import { outcomeOf } from '../../src/verify/rolledBack.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { junitProblems, sarifProblems } from '../report/schemas.ts';
import { administer } from './administer.ts';
import { idOf, licenseId, pslId } from './change.ts';
import { withDefinition } from './definitionFile.ts';
import { DEFINITION, findings, inShort, makeUser } from './verified.ts';
import { offlineJson, verify, verifyJson, withoutOrg } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { inShort as asked, PROFILE, USERNAME, writesOf } from './zoomInfo.ts';

const WAREHOUSE = 'warehouse@example.com';
const STANDARD = 'Minimum Access - API Only Integrations';

async function inFolder(body: (file: (name: string) => string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  try {
    await body((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Somebody gives the user a set that views all data. */
function breakIt(org: RunningOrg, username = WAREHOUSE): void {
  const admin = administer(org);
  admin.assign(username, admin.permissionSet('Broad', ['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup']));
}

const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);
/** Without a definition. */
const plain = (org: RunningOrg, args: readonly string[] = [], logins: readonly string[] = []) =>
  verifyJson(org, args, { logins }).then(({ json }) => [
    ...(json.result?.findings ?? []),
    ...(json.result?.users.flatMap((user) => user.findings) ?? []),
  ]);

describe('integration-user verify', () => {
  it('passes a user that is as it should be, and says what it did not look at', () =>
    withOrg({}, async (org) => {
      const { stdout, exitCode, requests } = await verify(org, []);
      expect(exitCode, stdout).to.equal(0);
      expect(stdout).to.match(/warehouse@example\.com \(errors: 0, warnings: 1, infos: 4, accepted: 0\)/);
      expect(stdout).to.match(/info +own-session-not-done +The proof by a session of warehouse@example\.com itself/);
      expect(stdout).to.contain('Passed. Users checked: 1; errors: 0, warnings: 1, infos: 4, accepted: 0.');
      expect(writesOf(requests)).to.deep.equal([]);
    }));

  it('fails with exit code 1 when a check of severity error fails, and gives all of it under --json', () =>
    withOrg({}, async (org) => {
      breakIt(org);
      const { stdout, exitCode } = await verify(org, []);
      expect([exitCode, stdout.trimEnd().split('\n').at(-1)]).to.deep.equal([
        1,
        'Failed. Users checked: 1; errors: 1, warnings: 1, infos: 6, accepted: 0.',
      ]);
      const { json } = await verifyJson(org, []);
      expect(json.status).to.equal(1);
      expect(json.result).to.include.keys('orgId', 'users', 'findings', 'counts', 'passed', 'checks', 'expired');
      expect(json.result).to.deep.include({
        orgId: org.org.id,
        passed: false,
        counts: { users: 1, errors: 1, warnings: 1, infos: 6, accepted: 0 },
      });
      expect(json.result?.users[0]?.findings[0]).to.deep.equal({
        id: 'broad-permission',
        severity: 'error',
        subject: 'ViewAllData',
        message: `${WAREHOUSE} has "ViewAllData", which reaches over the whole org, by "Broad".`,
        why: "Whoever gets hold of this integration's login gets all of that. An integration rarely needs it.",
        fix: 'Take "ViewAllData" out of "Broad" and give access to the objects that the integration needs.',
      });
    }));

  it('counts broad access as a warning where it is allowed', () =>
    withOrg({}, async (org) => {
      breakIt(org);
      const { exitCode, json } = await verifyJson(org, ['--allow-broad-access']);
      expect([exitCode, json.result?.counts.errors, json.result?.counts.warnings]).to.deep.equal([0, 0, 2]);
    }));

  it('takes at most 6 requests for one user, and 3 more through its own session', () =>
    withOrg({}, async (org) => {
      await makeUser(org);
      await withDefinition(DEFINITION, async (file) => {
        const args = ['--username', USERNAME, '--definition-file', file];
        const first = await verifyJson(org, args);
        expect(first.json.result?.users).to.have.length(1);
        expect(first.requests.map(asked)).to.have.length.at.most(6);
        const second = await verifyJson(org, [...args, '--as', USERNAME], { logins: [USERNAME] });
        expect(second.requests.map(asked)).to.have.length.at.most(9);
        expect(second.exitCode).to.equal(0);
      });
    }));

  it('takes at most 15 requests for 200 users, with a definition of each', () =>
    withOrg({}, async (org) => {
      makeMany(org, 199);
      const whole = await verifyJson(org);
      expect(whole.json.result?.users).to.have.length(200);
      expect(whole.requests.map(asked)).to.have.length.at.most(15);
      const users = (whole.json.result?.users ?? []).map(({ username }) => ({
        name: username.split('@')[0] ?? username,
        username,
        profile: { name: STANDARD, permissions: [] },
        permissionSet: { name: `Set_${username.split('@')[0] ?? ''}`, objects: { Account: { access: ['read'] } } },
      }));
      await withDefinition({ users }, async (file) => {
        const { requests, json } = await verifyJson(org, ['--definition-file', file]);
        expect(json.result?.users).to.have.length(200);
        expect(requests.map(asked)).to.have.length.at.most(15);
      });
    })).timeout(60_000);

  it('leaves what is only worth knowing out of the table of many users', () =>
    withOrg({}, async (org) => {
      makeMany(org, 6);
      breakIt(org);
      const { stdout } = await verify(org, []);
      expect(stdout).to.contain('broad-permission').and.not.contain('login-from-anywhere');
      expect(stdout).to.match(/Users checked: 7; errors: 1, warnings: 7, infos: \d+/);
    }));

  it('names users that the org does not have: of the definition as a finding, of the flag as an error', () =>
    withOrg({}, async (org) => {
      expect((await findings(org)).map(inShort)).to.deep.equal([`user-missing ${USERNAME}`]);
      const { json, exitCode } = await verifyJson(org, ['--username', 'warehous@example.com']);
      expect([exitCode, json.name, json.actions]).to.deep.equal([
        1,
        'UnknownUserError',
        ['Did you mean warehouse@example.com?'],
      ]);
    }));

  it('says so when there is no integration user', () =>
    withOrg({}, async (org) => {
      org.org.store.update('User', idOf(org, 'User', { Username: WAREHOUSE }), {
        ProfileId: idOf(org, 'Profile', { Name: 'Standard User' }),
      });
      const { stdout, exitCode } = await verify(org, []);
      expect([exitCode, stdout]).to.satisfy(
        ([code, text]: [number, string]) => code === 0 && text.includes('no integration user'),
      );
    }));

  it('judges any user that is named', () =>
    withOrg({}, async (org) => {
      const found = await plain(org, ['--username', 'ERP.sync@example.com']);
      expect(ids(found)).to.include.members(['profile-on-license', 'broad-object-right', 'several-applications']);
      expect(found.find(({ id }) => id === 'several-applications')?.message).to.match(
        /is used by 2 applications: "Data Loader" \(\d{4}-\d\d-\d\d\), "ERP Connector" \(\d{4}-\d\d-\d\d\)\.|is used by 2 applications: "ERP Connector"/,
      );
    }));

  it('tells of private sharing', () =>
    withOrg({ scenario: 'private' }, async (org) => {
      expect(ids(await plain(org))).to.include('private-records');
    }));

  it('tells of users in a sandbox that look like those of production', () =>
    withOrg({ scenario: 'sandbox' }, async (org) => {
      expect(ids(await plain(org))).not.to.include('sandbox-username');
      await makeUser(org);
      expect((await findings(org)).map(inShort)).to.include(`sandbox-username ${USERNAME}`);
    }));

  it('takes a number of days without a login', () =>
    withOrg({}, async (org) => {
      expect(ids(await plain(org, ['--unused-days', '1']))).to.include('unused');
      expect(ids(await plain(org, ['--unused-days', '30']))).not.to.include('unused');
    }));

  it('tells login IP ranges, as the Metadata API gives them', () =>
    withOrg({}, async (org) => {
      const range =
        '<loginIpRanges><endAddress>192.0.2.9</endAddress><startAddress>192.0.2.1</startAddress></loginIpRanges>';
      const body = `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><readMetadataResponse><result><records><fullName>${STANDARD}</fullName>${range}</records></result></readMetadataResponse></e:Body></e:Envelope>`;
      expect(settingsOf(componentsIn(body), [STANDARD]).get(STANDARD)).to.deep.equal({
        ipRanges: ['192.0.2.1 - 192.0.2.9'],
        reason: undefined,
      });
      expect(ids(await plain(org)))
        .to.include('login-from-anywhere')
        .and.not.include('login-ip-ranges');
    }));

  it('goes on when the org refuses the Metadata API, and says what is not known for that', () =>
    withOrg({}, async (org) => {
      await makeUser(org);
      org.faults.add({ kind: 'status', code: 403, match: /Soap/, times: 2 });
      const found = await findings(org);
      expect(found.map(inShort)).to.include.members([
        `profile-settings-unread ${PROFILE}`,
        `record-types-not-readable ${USERNAME}`,
      ]);
      expect(found.find(({ id }) => id === 'profile-settings-unread')?.message).to.contain(
        'TotalRequests Limit exceeded',
      );
      expect(ids(found)).not.to.include.oneOf(['login-from-anywhere', 'missing-record-type']);
    }));

  it('proves nothing to who may not see the rights of others', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await verifyJson(org, [], { as: WAREHOUSE });
      expect(exitCode).to.equal(1);
      expect(json.result?.findings.map(inShort).join()).to.match(/rights-not-readable/);
    }));

  it('proves more by the own session: a write that is taken back, a query that is refused', () =>
    withOrg({}, async (org) => {
      const before = JSON.stringify(org.org.store.find('Account').length);
      const { requests, json } = await verifyJson(org, ['--as', WAREHOUSE], { logins: [WAREHOUSE] });
      expect(ids(json.result?.users[0]?.findings ?? [])).to.deep.equal([
        'cross-check-not-possible',
        'password-expires',
        'password-policy',
        'login-from-anywhere',
      ]);
      const write = requests.find(({ path }) => path.endsWith('/composite'));
      expect(JSON.stringify(write?.body)).to.contain('"allOrNone":true');
      expect(JSON.stringify(org.org.store.find('Account').length)).to.equal(before);
    }));

  it('tells a session that the org refuses, and a write that it refuses', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'status', code: 403, match: /userinfo/ });
      const refused = await plain(org, ['--as', WAREHOUSE], [WAREHOUSE]);
      expect(refused.map(inShort)).to.include(`own-session-refused ${WAREHOUSE}`);
      org.faults.clear();
      const error = [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'no create' }];
      expect(outcomeOf('Account', error)).to.deep.equal({
        outcome: 'refused',
        object: 'Account',
        reason: 'INSUFFICIENT_ACCESS_OR_READONLY: no create',
      });
    }));

  it('asks for a login that sf has, before it asks the org anything', () =>
    withOrg({}, async (org) => {
      const { json, exitCode, requests } = await verifyJson(org, ['--as', 'nobody']);
      expect([exitCode, requests.length]).to.deep.equal([1, 0]);
      expect(json.message).to.match(/sf has no login "nobody"/);
      expect(json.actions?.[0]).to.contain('sf org login jwt');
    }));
});

describe('integration-user verify: files', () => {
  it('writes each format whole, refuses to overwrite, and prints it without a file', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        for (const [format, begins] of [
          ['json', '{'],
          ['junit', '<?xml'],
          ['sarif', '{'],
          ['markdown', '## '],
        ] as const) {
          const path = file(format);
          const args = ['--output-format', format];
          const { stdout } = await verify(org, args);
          expect(stdout.startsWith(begins), format).to.equal(true);
          const ran = await verify(org, [...args, '--output-file', path]);
          expect([ran.exitCode, ran.stdout]).to.satisfy(
            ([code, text]: [number, string]) =>
              code === 0 && text.includes(`Wrote ${path}`) && text.includes('Passed.'),
          );
          expect(readFileSync(path, 'utf8').startsWith(begins)).to.equal(true);
          const again = await verifyJson(org, [...args, '--output-file', path]);
          expect([again.exitCode, again.requests.length]).to.deep.equal([1, 0]);
          expect((await verify(org, [...args, '--output-file', path, '--overwrite'])).exitCode).to.equal(0);
        }
        expect(await junitProblems(readFileSync(file('junit'), 'utf8'), 'jenkins')).to.deep.equal([]);
        expect(sarifProblems(JSON.parse(readFileSync(file('sarif'), 'utf8')))).to.deep.equal([]);
        const table = await verifyJson(org, ['--output-file', file('table')]);
        expect([table.exitCode, existsSync(file('table'))]).to.deep.equal([2, false]);
      }),
    ));

  it('accepts what the baseline accepts, until its day', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        breakIt(org);
        const path = file('accepted.yaml');
        const entry = { id: 'broad-permission', username: WAREHOUSE, subject: 'ViewAllData', reason: 'agreed' };
        const write = (expires: string): void => {
          writeFileSync(path, stringify({ accepted: [{ ...entry, expires }] }));
        };
        write('2999-12-31');
        const now = await verifyJson(org, ['--baseline', path]);
        expect([now.exitCode, now.json.result?.passed, now.json.result?.counts.accepted]).to.deep.equal([0, true, 1]);
        expect(now.json.result?.users[0]?.findings[0]?.accepted).to.deep.equal({
          reason: 'agreed',
          expires: '2999-12-31',
        });
        expect((await verify(org, ['--baseline', path])).stdout).to.match(
          /accepted +broad-permission.*agreed, until 2999-12-31/,
        );
        write('2020-12-31');
        const later = await verifyJson(org, ['--baseline', path]);
        expect(later.exitCode).to.equal(1);
        expect(later.json.result?.expired).to.deep.equal([
          { id: 'broad-permission', username: WAREHOUSE, subject: 'ViewAllData', expires: '2020-12-31' },
        ]);
        expect(later.json.warnings.join()).to.contain('the entry has expired on 2020-12-31');
      }),
    ));

  it('writes the baseline, keeping the reasons that are there and forgetting what is gone', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        breakIt(org);
        const path = file('accepted.json');
        const made = await verify(org, ['--baseline', path, '--update-baseline']);
        expect([made.exitCode, made.stdout]).to.satisfy(
          ([code, text]: [number, string]) => code === 0 && text.includes('with 1 accepted findings'),
        );
        const { accepted } = JSON.parse(readFileSync(path, 'utf8')) as { accepted: Record<string, string>[] };
        const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
        expect(accepted).to.deep.equal([
          {
            id: 'broad-permission',
            username: WAREHOUSE,
            subject: 'ViewAllData',
            reason: 'to be reviewed',
            expires: until,
          },
        ]);
        const gone = { id: 'user-frozen', username: WAREHOUSE, subject: WAREHOUSE, reason: 'x', expires: until };
        const other = { ...gone, username: 'other@acme.com' };
        writeFileSync(path, JSON.stringify({ accepted: [{ ...accepted[0], reason: 'agreed' }, gone, other] }));
        await verify(org, ['--baseline', path, '--update-baseline']);
        const again = JSON.parse(readFileSync(path, 'utf8')) as { accepted: Record<string, string>[] };
        expect(again.accepted).to.deep.equal([{ ...accepted[0], reason: 'agreed' }, other]);
      }),
    ));

  it('says what is wrong with a baseline before it asks the org', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        const path = file('accepted.yaml');
        const missing = await verifyJson(org, ['--baseline', path]);
        expect([missing.exitCode, missing.requests.length]).to.deep.equal([1, 0]);
        for (const [text, said] of [
          ['accepted: [{id: user-frozen}]', /must have required property/],
          ['accepted: [', /cannot be used/],
          ['accepted: [{id: a, subject: b, reason: c, expires: soon}]', /expires must match/],
        ] as const) {
          writeFileSync(path, text);
          const { json, exitCode, requests } = await verifyJson(org, ['--baseline', path]);
          expect([exitCode, requests.length]).to.deep.equal([1, 0]);
          expect(json.message).to.match(said);
        }
        expect((await verifyJson(org, ['--update-baseline'])).exitCode).to.equal(2);
      }),
    ));
});

describe('integration-user verify --offline', () => {
  it('checks a definition without any org', () =>
    withDefinition(DEFINITION, async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect([exitCode, json.result?.passed, json.result?.orgId]).to.deep.equal([0, true, null]);
    }));

  it('finds what is wrong in it', () => {
    const set = { objects: { Acount: { access: ['read'] } }, userPermissions: ['ModifyAllDta'] };
    return withDefinition({ users: [{ name: 'ZoomInfo', permissionSet: set }] }, async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect(exitCode).to.equal(1);
      expect(
        json.result?.users.map(({ username, findings: found }) => [username, ...found.map(inShort)]),
      ).to.deep.equal([['ZoomInfo', 'defined-unknown-object Acount', 'defined-unknown-permission ModifyAllDta']]);
      expect(json.result?.users[0]?.findings[0]?.fix).to.contain('Account');
    });
  });

  it('needs a definition, and nothing that is about an org', () =>
    withDefinition(DEFINITION, async (file) => {
      expect((await withoutOrg(['--offline'])).exitCode).to.equal(2);
      const args = ['--offline', '--definition-file', file];
      for (const more of [
        ['--as', 'x'],
        ['--username', 'x'],
        ['--unused-days', '3'],
      ])
        expect((await withoutOrg([...args, ...more])).exitCode, more.join(' ')).to.equal(2);
      expect((await withoutOrg(['--definition-file', join(file, 'not-there'), '--offline'])).exitCode).not.to.equal(0);
    }));

  it('tells a file that is wrong with line and column', () =>
    withDefinition('users: [{nam: ZoomInfo}]', async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect(exitCode).to.equal(1);
      expect(json.message).to.match(/:1:\d+/);
    }));
});

/** Integration users as an administrator makes them, each with a permission set of its own. */
function makeMany(org: RunningOrg, count: number): void {
  const admin = administer(org);
  org.org.store.update('UserLicense', licenseId(org, 'Salesforce Integration'), { TotalLicenses: 500 });
  org.org.store.update('PermissionSetLicense', pslId(org), { TotalLicenses: 500 });
  const ProfileId = idOf(org, 'Profile', { Name: STANDARD });
  for (let at = 1; at <= count; at += 1) {
    const name = `sync${String(at).padStart(3, '0')}`;
    const id = admin.insert('User', {
      Username: `${name}@acme.integration`,
      LastName: name,
      Alias: name,
      Email: 'team@example.com',
      ProfileId,
      TimeZoneSidKey: 'America/Los_Angeles',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      IsActive: true,
    });
    admin.insert('PermissionSetLicenseAssign', { AssigneeId: id, PermissionSetLicenseId: pslId(org) });
    admin.assign(`${name}@acme.integration`, admin.permissionSet(`Set_${name}`, [], { Account: ['Read'] }));
  }
}
