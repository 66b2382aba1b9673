import { expect } from 'chai';
import { componentsIn } from '../../src/org/metadata/readMetadata.ts';
import { settingsOf } from '../../src/verify/profileSettings.ts';
import { outcomeOf } from '../../src/verify/rolledBack.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { withDefinition } from './definitionFile.ts';
import { makeIntegrationUsers } from './integrationUsers.ts';
import { DEFINITION, findings, inShort, makeUser } from './verified.ts';
import { verify, verifyJson, breakIt, WAREHOUSE } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { inShort as asked, PROFILE, USERNAME, writesOf } from './zoomInfo.ts';

const STANDARD = 'Minimum Access - API Only Integrations';

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
      makeIntegrationUsers(org, 199);
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
      makeIntegrationUsers(org, 6);
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
