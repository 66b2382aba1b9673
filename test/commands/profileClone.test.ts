import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { fillSeats, idOf, licenseId, pslId } from './change.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, enabled, expectSame } from './difference.ts';
import { profileClone } from './harness.ts';
import { expectShape } from './shape.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, STANDARD_PROFILE, writesOf } from './zoomInfo.ts';

const NAME = 'Finance API';
const FORCED = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];
const HOLDS = { switches: { passwordNeverExpiresOnProfile: 'accepted' } } as const;

const permissionsOf = ({ org }: RunningOrg, Name: string): string[] => enabled(org.store.find('Profile', { Name })[0]);

async function expectBlocked(org: RunningOrg, args: readonly string[], ids: readonly string[]): Promise<string> {
  const before = dumpWithoutTrail(org);
  const { json, exitCode } = await profileClone.json(org, args);
  expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
  expectShape(json.result);
  expect(json.result.blockers.map(({ id, subject }) => `${id} ${subject}`)).to.have.members(ids);
  for (const { message, fix } of json.result.blockers) expect(message + fix).not.to.match(/%s|undefined/);
  expectSame(before, dumpWithoutTrail(org));
  return [json.message, ...(json.actions ?? [])].join('\n');
}

describe('integration-user profile clone', () => {
  it('makes the profile with what the license switches on, and nothing the second time', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode, requests } = await profileClone.json(org, ['--name', NAME]);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result);
      expect(json.result).to.include({ outcome: 'created', dryRun: false });
      expect(json.result.users).to.deep.equal([
        {
          ...{ name: NAME, username: null, id: null, outcome: 'created', findings: [], credential: null },
          changes: [{ action: 'create', type: 'Profile', name: NAME, status: 'done' }],
        },
      ]);
      expect(json.warnings).to.deep.equal([]);
      expect(requests.length).to.be.at.most(4);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      expect(counts(added)).to.deep.include({ Profile: 1, PermissionSet: 1 });
      expect(permissionsOf(org, NAME)).to.deep.equal(FORCED);
      const complete = dumpOf(org);
      const again = await profileClone.json(org, ['--name', NAME.toUpperCase()]);
      expect([again.exitCode, again.json.result?.outcome], again.json.message).to.deep.equal([0, 'unchanged']);
      expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
      expectSame(complete, dumpOf(org));
    }));

  it('with user permissions more; a profile that is there gains them', () =>
    withOrg(HOLDS, async (org) => {
      await profileClone.json(org, ['--name', NAME]);
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME, '--permission', 'PasswordNeverExpires']);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.outcome).to.equal('updated');
      expect(permissionsOf(org, NAME)).to.deep.equal([...FORCED, 'PasswordNeverExpires']);
      // One that is asked for no more stays.
      expect((await profileClone.json(org, ['--name', NAME])).json.result?.outcome).to.equal('unchanged');
    }));

  it('takes over the user permissions of its source', () =>
    withOrg(HOLDS, async (org) => {
      await profileClone.json(org, ['--name', PROFILE, '--permission', 'PasswordNeverExpires']);
      const before = dumpOf(org);
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME, '--source', PROFILE]);
      expect(exitCode, json.message).to.equal(0);
      expect(permissionsOf(org, NAME)).to.deep.equal([...FORCED, 'PasswordNeverExpires']);
      expect(difference(before, dumpOf(org)).changed).to.deep.equal({});
      const standard = await profileClone.json(org, ['--name', 'Bare API', '--source', STANDARD_PROFILE]);
      expect(standard.exitCode, standard.json.message).to.equal(0);
      expect(permissionsOf(org, 'Bare API')).to.deep.equal(FORCED);
    }));

  it('says what of its source is not taken over', () =>
    withOrg({}, async (org) => {
      await profileClone.json(org, ['--name', PROFILE]);
      const ParentId = idOf(org, 'PermissionSet', { ProfileId: idOf(org, 'Profile', { Name: PROFILE }) });
      org.org.store.insert('ObjectPermissions', { ParentId, SobjectType: 'Invoice__c', PermissionsRead: 1 });
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME, '--source', PROFILE]);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result);
      expect(json.warnings.join())
        .to.contain(PROFILE)
        .and.match(/\b1 object and field rights/);
      const cloned = idOf(org, 'PermissionSet', { ProfileId: idOf(org, 'Profile', { Name: NAME }) });
      expect(org.org.store.find('ObjectPermissions', { ParentId: cloned })).to.deep.equal([]);
    }));

  it('of a source that is not there, or on another license: the names there are', () =>
    withOrg({}, async (org) => {
      const text = await expectBlocked(
        org,
        ['--name', NAME, '--source', 'Standard User'],
        ['unknown-source Standard User'],
      );
      expect(text).to.contain(STANDARD_PROFILE);
    }));

  it('needs no free seat', () =>
    withOrg({}, async (org) => {
      fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration'));
      fillSeats(org, 'PermissionSetLicense', pslId(org));
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME]);
      expect(exitCode, json.message).to.equal(0);
    }));

  it('--dry-run writes nothing', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME, '--dry-run']);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result);
      expect(json.result).to.include({ outcome: 'planned', dryRun: true });
      expectSame(before, dumpOf(org));
    }));

  it('tells a person what was made, and where to see it', () =>
    withOrg({}, async (org) => {
      const { stdout, stderr, exitCode } = await profileClone(org, ['--name', NAME]);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout)
        .to.contain(`${NAME} was made.`)
        .and.contain(idOf(org, 'Profile', { Name: NAME }));
      expect(stdout).not.to.match(/Integration user Finance/);
    }));

  it('what cannot be: a name on another license, permissions that are unknown, broad or nowhere to be held', () =>
    withOrg({}, async (org) => {
      await expectBlocked(org, ['--name', 'standard user'], ['profile-on-other-license standard user']);
      await expectBlocked(
        org,
        [
          '--name',
          NAME,
          '--permission',
          'PasswordNeverExpire',
          '--permission',
          'ViewAllData',
          '--permission',
          'TwoFactorApi',
        ],
        ['unknown-permission PasswordNeverExpire', 'broad-permission ViewAllData', 'mfa-for-api-asked TwoFactorApi'],
      );
      // Only the org knows this one: it is asked, and refuses.
      const args = ['--name', NAME, '--permission', 'PasswordNeverExpires'];
      await expectBlocked(org, args, ['permission-nowhere PasswordNeverExpires']);
    }));

  it('an org without the license', () =>
    withOrg({ scenario: 'scratch' }, async (org) => {
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME]);
      expect(exitCode).to.equal(1);
      expect(json.result?.blockers.map(({ id }) => id)).to.include('user-license-missing');
    }));

  it('an org that makes no profiles says so, and how to do without', () =>
    withOrg({ switches: { profileDml: 'refused' } }, async (org) => {
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME]);
      expect(exitCode).to.equal(1);
      expectShape(json.result);
      expect(json.result.users[0]?.changes.map(({ status }) => status)).to.deep.equal(['failed']);
      expect(json.actions?.join()).to.contain(STANDARD_PROFILE);
    }));

  it('a lost answer: it is there once', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'drop-after', match: /POST .*\/sobjects\/Profile$/ });
      const { json, exitCode } = await profileClone.json(org, ['--name', NAME]);
      expect([exitCode, json.result?.outcome], json.message).to.deep.equal([0, 'created']);
      expect(org.org.store.find('Profile', { Name: NAME })).to.have.length(1);
    }));

  it('somebody who may not make profiles is told before the first write', () =>
    withOrg({}, async (org) => {
      administer(org);
      const { json, exitCode, requests } = await profileClone.json(org, ['--name', NAME], {
        as: 'sales.two@example.com',
      });
      expect(exitCode).to.equal(1);
      expect(writesOf(requests).map(inShort)).to.deep.equal([]);
      expect(json.name).to.be.oneOf(['BlockedError', 'OrgUnreachableError']);
    }));

  it('bad flags exit with 2', () =>
    withOrg({}, async (org) => {
      for (const args of [[], ['--name', NAME, '--nope']])
        expect((await profileClone.json(org, args)).exitCode, args.join(' ')).to.equal(2);
    }));
});
