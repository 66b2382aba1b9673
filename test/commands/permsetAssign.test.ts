import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { fillSeats, idOf, plantSet, pslId } from './change.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { permsetAssign } from './harness.ts';
import { expectShape } from './shape.ts';
import { applied, BILLING, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PSL, USERNAME, writesOf } from './zoomInfo.ts';

const ERP = 'erp.sync@example.com';
/** What assigning needs, and what Salesforce wants beside it. */
const RIGHTS = ['AssignPermissionSets', 'ManageProfilesPermissionsets', 'ViewSetup', 'ViewRoles'];

const both = ['--username', USERNAME, '--username', BILLING];

/** Takes license and sets from a user, as one who was made by hand has none. */
function strip(org: RunningOrg, Username: string): void {
  const AssigneeId = idOf(org, 'User', { Username });
  for (const row of org.org.store.find('PermissionSetAssignment', { AssigneeId })) {
    const set = org.org.store.get('PermissionSet', String(row['PermissionSetId']));
    if (set?.['IsOwnedByProfile'] !== 1) org.org.store.delete('PermissionSetAssignment', String(row['Id']));
  }
  for (const row of org.org.store.find('PermissionSetLicenseAssign', { AssigneeId }))
    org.org.store.delete('PermissionSetLicenseAssign', String(row['Id']));
}

async function expectBlocked(
  org: RunningOrg,
  args: readonly string[],
  ids: readonly string[],
  users: number,
): Promise<string> {
  const before = dumpOf(org);
  const { json, exitCode, requests } = await permsetAssign.json(org, args);
  expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
  expectShape(json.result, users);
  expect(json.result.blockers.map(({ id, subject }) => `${id} ${subject}`)).to.have.members(ids);
  for (const { message, fix } of json.result.blockers) {
    expect(message + fix).not.to.match(/%s|undefined/);
    expect(json.message).to.contain(message);
  }
  expect(writesOf(requests).map(inShort)).to.deep.equal([]);
  expectSame(before, dumpOf(org));
  return [json.message, ...(json.actions ?? [])].join('\n');
}

const told = (changes: readonly { action: string; type: string; name: string; status: string }[] = []): string[] =>
  changes.map(({ action, type, name, status }) => `${action} ${type} ${name} ${status}`);

describe('integration-user permset assign', () => {
  it('assigns to several users, the license first, and nothing the second time', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      strip(org, USERNAME);
      const before = dumpOf(org);
      const args = [...both, '--permission-set', 'Existing_Set', '--permission-set-group', 'Sales_Sync'];
      const { json, exitCode, requests } = await permsetAssign.json(org, args);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result, 2);
      expect(json.result.users.map(({ username, outcome }) => [username, outcome])).to.deep.equal([
        [USERNAME, 'updated'],
        [BILLING, 'updated'],
      ]);
      expect(told(json.result.users[0]?.changes)).to.deep.equal([
        `assign PermissionSetLicenseAssign ${PSL} done`,
        'assign PermissionSetAssignment Existing_Set done',
        'assign PermissionSetAssignment Sales_Sync done',
      ]);
      expect(told(json.result.users[1]?.changes)).to.deep.equal(['assign PermissionSetAssignment Sales_Sync done']);
      expect(writesOf(requests)).to.have.length(1);
      expect(requests.length).to.be.at.most(4);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      expect(counts(added)).to.include({ PermissionSetLicenseAssign: 1 });
      const complete = dumpOf(org);
      const again = await permsetAssign.json(org, args);
      expect([again.exitCode, again.json.result?.outcome], again.json.message).to.deep.equal([0, 'unchanged']);
      expect(writesOf(again.requests)).to.deep.equal([]);
      expectSame(complete, dumpOf(org));
    }));

  it('usernames and names are compared without case', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const args = ['--username', USERNAME.toUpperCase(), '--permission-set', 'existing_set'];
      const { json, exitCode } = await permsetAssign.json(org, args);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.outcome).to.equal('updated');
      expect((await permsetAssign.json(org, args)).json.result?.outcome).to.equal('unchanged');
    }));

  it('a license alone', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      strip(org, USERNAME);
      const { json, exitCode } = await permsetAssign.json(org, [
        '--username',
        USERNAME,
        '--permission-set-license',
        PSL,
      ]);
      expect(exitCode, json.message).to.equal(0);
      expect(told(json.result?.users[0]?.changes)).to.deep.equal([`assign PermissionSetLicenseAssign ${PSL} done`]);
    }));

  it('a user on another license gets the set, and no integration license', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode } = await permsetAssign.json(org, ['--username', ERP, '--permission-set', 'Account_Read']);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result);
      expect(json.result.users[0]).to.include({
        username: ERP,
        outcome: 'updated',
        id: idOf(org, 'User', { Username: ERP }),
      });
      expect(told(json.result.users[0]?.changes)).to.deep.equal(['assign PermissionSetAssignment Account_Read done']);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      expect(counts(added))
        .to.include({ PermissionSetAssignment: 1 })
        .and.not.have.property('PermissionSetLicenseAssign');
    }));

  it('an unknown user, set, group and license: all told, with the nearest names, nobody gets anything', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const text = await expectBlocked(
        org,
        [
          ...['--username', USERNAME, '--username', 'biling@acme.integration', '--username', 'nobody@nowhere.example'],
          ...['--permission-set', 'Existing_Sett', '--permission-set-group', 'Sales_Synk'],
          ...['--permission-set-license', 'SalesforceAPIIntegrationPls'],
        ],
        [
          'unknown-users biling@acme.integration',
          'unknown-users-none-near nobody@nowhere.example',
          'unknown-permission-sets Existing_Sett',
          'unknown-groups Sales_Synk',
          'unknown-permission-set-licenses SalesforceAPIIntegrationPls',
        ],
        3,
      );
      expect(text).to.contain(BILLING).and.contain('Existing_Set').and.contain('Sales_Sync').and.contain(PSL);
    }));

  it('an inactive user', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      org.org.store.update('User', idOf(org, 'User', { Username: BILLING }), { IsActive: 0 });
      await expectBlocked(org, [...both, '--permission-set', 'Account_Read'], [`user-inactive ${BILLING}`], 2);
    }));

  it('a set that demands multi-factor authentication for API logins', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      plantSet(org, { Name: 'Strict_Login', PermissionsTwoFactorApi: 1 });
      const { json, exitCode } = await permsetAssign.json(org, [
        '--username',
        USERNAME,
        '--permission-set',
        'Strict_Login',
      ]);
      expect(exitCode).to.equal(1);
      expect(json.result?.blockers.map(({ id }) => id)).to.include('mfa-for-api-in-set');
    }));

  it('more seats needed than free', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      strip(org, USERNAME);
      fillSeats(org, 'PermissionSetLicense', pslId(org));
      await expectBlocked(
        org,
        [...both, '--permission-set', 'Account_Read'],
        ['permission-set-license-seats Salesforce API Integration'],
        2,
      );
    }));

  it('one user that the org refuses: 68, the other has it, and what was written of the one is taken back', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const before = dumpWithoutTrail(org);
      // Sales_Extras is bound to the license of people; the other user has it already.
      const args = [
        '--username',
        USERNAME,
        '--username',
        ERP,
        '--permission-set',
        'Account_Read',
        '--permission-set',
        'Sales_Extras',
      ];
      const { json, exitCode } = await permsetAssign.json(org, args);
      expect([exitCode, json.status], json.message).to.deep.equal([68, 68]);
      expectShape(json.result, 2);
      expect(json.result.users.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'updated']);
      expect(json.result.users[0]?.changes.filter(({ status }) => status === 'done')).to.deep.equal([]);
      expect(json.warnings.join('\n')).to.contain('Sales_Extras').and.contain(USERNAME);
      const { added, removed } = difference(before, dumpWithoutTrail(org));
      expect(removed).to.deep.equal({});
      expect(added['PermissionSetAssignment']?.map((row) => row['AssigneeId'])).to.deep.equal([
        idOf(org, 'User', { Username: ERP }),
      ]);
    }));

  it('all are refused: 1, and the org is as before', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const before = dumpWithoutTrail(org);
      const { json, exitCode } = await permsetAssign.json(org, [...both, '--permission-set', 'Sales_Extras']);
      expect(exitCode).to.equal(1);
      expectShape(json.result, 2);
      expect(json.message).to.contain(USERNAME).and.contain(BILLING).and.contain('Sales_Extras');
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('the same user twice is one, or an error, never two rows', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const args = ['--username', USERNAME, '--username', USERNAME.toUpperCase(), '--permission-set', 'Existing_Set'];
      const { json, exitCode } = await permsetAssign.json(org, args);
      if (exitCode !== 0) expect(json.result?.blockers.map(({ id }) => id)).to.deep.equal(['duplicate-username']);
      const row = {
        AssigneeId: idOf(org, 'User', { Username: USERNAME }),
        PermissionSetId: idOf(org, 'PermissionSet', { Name: 'Existing_Set' }),
      };
      expect(org.org.store.find('PermissionSetAssignment', row)).to.have.length(exitCode === 0 ? 1 : 0);
    }));

  it('a lost answer: everybody has it once', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      org.faults.add({
        kind: 'drop-after',
        match: /POST .*\/(composite|composite\/sobjects|PermissionSetAssignment)$/,
      });
      const { json, exitCode } = await permsetAssign.json(org, [...both, '--permission-set', 'Account_Read']);
      expect(exitCode, json.message).to.equal(0);
      const PermissionSetId = idOf(org, 'PermissionSet', { Name: 'Account_Read' });
      for (const Username of [USERNAME, BILLING]) {
        const AssigneeId = idOf(org, 'User', { Username });
        expect(org.org.store.find('PermissionSetAssignment', { AssigneeId, PermissionSetId })).to.have.length(1);
      }
    }));

  it('--dry-run writes nothing; a person sees who gets what', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const before = dumpOf(org);
      const { stdout, stderr, exitCode } = await permsetAssign(org, [
        ...both,
        '--permission-set',
        'Account_Read',
        '--dry-run',
      ]);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout)
        .to.contain('nothing is written')
        .and.contain('Account_Read')
        .and.contain(USERNAME)
        .and.contain(BILLING);
      expectSame(before, dumpOf(org));
    }));

  it('somebody with rights over assignments alone has enough', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const { permissionSet, assign } = administer(org);
      assign('sales.two@example.com', permissionSet('Assigner', RIGHTS));
      const args = ['--username', USERNAME, '--permission-set', 'Account_Read'];
      const { json, exitCode } = await permsetAssign.json(org, args, { as: 'sales.two@example.com' });
      expect(exitCode, json.message).to.equal(0);
    }));

  it('bad flags exit with 2', () =>
    withOrg({}, async (org) => {
      for (const args of [[], ['--permission-set', 'X'], ['--username', USERNAME], [...both, '--nope']])
        expect((await permsetAssign.json(org, args)).exitCode, args.join(' ')).to.equal(2);
    }));
});
