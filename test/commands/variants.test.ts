import { expect } from 'chai';
import type { StartOptions } from '../org/rest/start.ts';
import { idOf, plantSet, pslId } from './change.ts';
import { expectCorrectUser, userOf, type Expected } from './correctUser.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, enabled, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, SET, STANDARD_PROFILE, USERNAME, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';

type Variant = {
  readonly what: string;
  readonly options: StartOptions;
  readonly args?: readonly string[];
  readonly expected?: Expected;
};

const OLD_PROFILE = 'Salesforce API Only System Integrations';
const GERMAN_PROFILE = 'Mindestzugriff – nur API-Integrationen';
const onProfile = { profilePermissions: ['PasswordNeverExpires'], setPermissions: [] };

const VARIANTS: readonly Variant[] = [
  { what: 'production', options: {} },
  { what: 'a sandbox', options: { scenario: 'sandbox' } },
  { what: 'a developer edition with one seat', options: { scenario: 'developer' } },
  { what: 'an org with the old profile alone', options: { scenario: 'old-profile' } },
  { what: 'an org with both profiles', options: { scenario: 'both-profiles' } },
  { what: 'a German org', options: { scenario: 'german' } },
  { what: 'an org without Chatter', options: { scenario: 'no-chatter' }, expected: { chatter: false } },
  { what: 'an org that shares privately', options: { scenario: 'private' } },
  {
    what: 'an org whose profile holds PasswordNeverExpires',
    options: { switches: { passwordNeverExpiresOnProfile: 'accepted' } },
    expected: onProfile,
  },
  { what: 'an org that does not see the license', options: { switches: { atomicComposite: 'licenseNotSeen' } } },
  { what: 'an org that calls it mixed DML', options: { switches: { atomicComposite: 'mixedDml' } } },
  { what: 'an org that refuses the composite', options: { switches: { atomicComposite: 'refused' } } },
  {
    what: 'an org that assigns no license by itself',
    options: { switches: { autoAssignPermissionSetLicense: false } },
  },
  { what: 'an org where Read on Contact needs Account', options: { switches: { accountReadRequired: true } } },
  {
    what: 'the standard profile as it is',
    options: {},
    args: ['--profile', STANDARD_PROFILE],
    expected: { profile: STANDARD_PROFILE },
  },
  {
    what: 'the standard profile where a profile holds PasswordNeverExpires',
    options: { switches: { passwordNeverExpiresOnProfile: 'accepted' } },
    args: ['--profile', STANDARD_PROFILE],
    expected: { profile: STANDARD_PROFILE },
  },
  {
    what: 'the old standard profile as it is',
    options: { scenario: 'both-profiles' },
    args: ['--profile', OLD_PROFILE],
    expected: { profile: OLD_PROFILE },
  },
  {
    what: 'the German standard profile as it is',
    options: { scenario: 'german' },
    args: ['--profile', GERMAN_PROFILE],
    expected: { profile: GERMAN_PROFILE },
  },
  {
    what: 'the standard profile where profiles cannot be made',
    options: { switches: { profileDml: 'refused' } },
    args: ['--profile', STANDARD_PROFILE],
    expected: { profile: STANDARD_PROFILE },
  },
];

describe('integration-user create: every org ends in the same correct user', () => {
  for (const { what, options, args = [], expected = {} } of VARIANTS) {
    it(what, () =>
      withOrg(options, async (org) => {
        const standard = org.org.store.find('Profile').map((row) => ({ ...row }));
        const { json, exitCode } = await createJson(org, [...ZOOMINFO, ...args]);
        expect(exitCode, json.message).to.equal(0);
        expect(json.result?.outcome).to.equal('created');
        expectCorrectUser(org, expected);
        const after = org.org.store.find('Profile');
        for (const row of standard) expect(after.find(({ Id }) => Id === row['Id'])).to.deep.equal(row);
        const before = dumpOf(org);
        const again = await createJson(org, [...ZOOMINFO, ...args]);
        expect(again.json.result?.outcome, again.json.message).to.equal('unchanged');
        expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
        expectSame(before, dumpOf(org));
      }),
    );
  }

  for (const atomicComposite of ['licenseNotSeen', 'mixedDml', 'refused'] as const) {
    it(`with everything that a user can be described with (composite ${atomicComposite})`, () =>
      withOrg({ switches: { atomicComposite } }, async (org) => {
        const before = dumpOf(org);
        const { stdout, stderr, exitCode } = await create(org, WHOLE);
        expect(exitCode, stderr).to.equal(0);
        expect(stdout).to.contain('writing them one by one');
        const { added, removed, changed } = difference(before, dumpOf(org));
        expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
        expect(counts(added)).to.include({
          User: 1,
          PermissionSetLicenseAssign: 1,
          PermissionSetAssignment: 4,
          GroupMember: 2,
          _RecordTypeVisibility: 1,
        });
        expect((await createJson(org, WHOLE)).json.result?.outcome).to.equal('unchanged');
      }));
  }

  for (const autoAssignPermissionSetLicense of [true, false]) {
    it(`a set of its own that is bound to the license (assigned by itself: ${String(autoAssignPermissionSetLicense)})`, () =>
      withOrg({ switches: { autoAssignPermissionSetLicense } }, async (org) => {
        plantSet(org, { Name: SET, LicenseId: pslId(org) });
        const { json, exitCode } = await createJson(org, ZOOMINFO);
        expect(exitCode, json.message).to.equal(0);
        expectCorrectUser(org);
      }));
  }

  it('a wish that nothing can hold is an error, a default a warning', () =>
    withOrg({}, async (org) => {
      org.org.store.update('PermissionSetLicense', pslId(org), { MaximumPermissionsPasswordNeverExpires: 0 });
      const before = dumpWithoutTrail(org);
      const wish = await createJson(org, [...ZOOMINFO, '--profile-permission', 'PasswordNeverExpires']);
      expect(wish.exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
      expect(wish.json.message).to.contain('PasswordNeverExpires');
      expect(wish.json.actions).to.deep.equal(['Do not ask for PasswordNeverExpires.']);
      expect(wish.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['permission-nowhere']);
      const byDefault = await createJson(org, ZOOMINFO);
      expect(byDefault.exitCode, byDefault.json.message).to.equal(0);
      expect(byDefault.json.result?.users[0]?.findings.map(({ id, severity }) => [id, severity])).to.deep.equal([
        ['default-permission-skipped', 'warning'],
      ]);
      expect(byDefault.json.warnings.join()).to.contain('PasswordNeverExpires');
      expectCorrectUser(org, { setPermissions: [] });
    }));

  it('no permission beyond those of the license, where none is wanted', () =>
    withOrg({ switches: { passwordNeverExpiresOnProfile: 'accepted' } }, async (org) => {
      // Forced permissions may be named; they come by themselves.
      const { json, exitCode } = await createJson(org, [...ZOOMINFO, '--profile-permission', 'ApiEnabled']);
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org, { setPermissions: [] });
    }));
});

describe('integration-user create: an org that makes no profiles', () => {
  const cases = [
    ['production', STANDARD_PROFILE],
    ['old-profile', OLD_PROFILE],
    ['german', GERMAN_PROFILE],
  ] as const;
  for (const [scenario, profile] of cases) {
    it(`names its standard profile as the way, and that way works (${scenario})`, () =>
      withOrg({ scenario, switches: { profileDml: 'refused' } }, async (org) => {
        const before = dumpOf(org);
        const { json, exitCode } = await createJson(org, ZOOMINFO);
        expect(exitCode).to.equal(1);
        expectSame(before, dumpOf(org));
        expect(json.message).to.contain('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
        const flag = `--profile "${profile}"`;
        expect(json.actions?.join()).to.contain(flag);
        const again = await createJson(org, [...ZOOMINFO, '--profile', profile]);
        expect(again.exitCode, again.json.message).to.equal(0);
        expectCorrectUser(org, { profile });
      }));
  }

  it('is no obstacle where the profile is there', () =>
    withOrg({ switches: { profileDml: 'refused' } }, async (org) => {
      const [standard] = org.org.store.find('Profile', { Name: STANDARD_PROFILE });
      const [owned] = org.org.store.find('PermissionSet', { ProfileId: standard?.['Id'] ?? null });
      const ProfileId = org.org.store.newId('Profile');
      org.org.store.insert('Profile', { ...standard, Id: ProfileId, Name: PROFILE });
      org.org.store.insert('PermissionSet', {
        ...owned,
        ...{
          Id: org.org.store.newId('PermissionSet'),
          Name: `X${ProfileId}`,
          Label: `X${ProfileId}`,
          ProfileId,
          IsCustom: 1,
        },
      });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org);
    }));
});

describe('integration-user create: an org where Read on Contact needs Read on Account', () => {
  const contact = [...ZOOMINFO.slice(0, 6), '--object', 'Contact=read'];

  it('shows its words and the flag that is missing, and stays as it was', () =>
    withOrg({ switches: { accountReadRequired: true } }, async (org) => {
      const before = dumpWithoutTrail(org);
      const { json, exitCode } = await createJson(org, contact);
      expect(exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
      expect(json.message)
        .to.contain('FIELD_INTEGRITY_EXCEPTION')
        .and.contain('depends on permission(s): Read Account');
      expect(json.actions?.join()).to.contain('--object Account=read');
      const mended = await createJson(org, [...contact, '--object', 'Account=read']);
      expect(mended.exitCode, mended.json.message).to.equal(0);
    }));

  it('elsewhere Account is not added silently', () =>
    withOrg({}, async (org) => {
      expect((await createJson(org, contact)).exitCode).to.equal(0);
      const ParentId = idOf(org, 'PermissionSet', { Name: SET });
      const rows = org.org.store.find('ObjectPermissions', { ParentId });
      expect(rows.map((row) => [row['SobjectType'], ...enabled(row)])).to.deep.equal([['Contact', 'Read']]);
    }));
});

describe('integration-user create: time zone, locale and language are those of the org', () => {
  it('in a German org', () =>
    withOrg({ scenario: 'german' }, async (org) => {
      await create(org, ZOOMINFO);
      expect(userOf(org, USERNAME)).to.include({
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'de_DE',
        LanguageLocaleKey: 'de',
      });
    }));
});
