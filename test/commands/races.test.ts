import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningOrg } from '../org/rest/start.ts';
import { fillSeats, idOf, licenseId, plantSet, pslId } from './change.ts';
import { expectCorrectUser, userOf } from './correctUser.ts';
import { dumpWithoutTrail, expectSame } from './difference.ts';
import { createJson } from './harness.ts';
import { applied, BILLING, twoUsers } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE, SET, STANDARD_PROFILE, ZOOMINFO } from './zoomInfo.ts';

/** Lets somebody else change the org between the check and the write: while the request that `match` fits is on its way. */
async function meanwhile<T>(org: RunningOrg, match: RegExp, change: () => void, body: () => Promise<T>): Promise<T> {
  org.faults.add({ kind: 'slow', ms: 200, match });
  const running = body();
  const seen = (): boolean => org.requests.some(({ method, path }) => match.test(`${method} ${path}`));
  for (let waited = 0; !seen() && waited < 5000; waited += 10) await sleep(10);
  change();
  return running;
}

function plantProfile({ org }: RunningOrg): void {
  const [standard] = org.store.find('Profile', { Name: STANDARD_PROFILE });
  const [owned] = org.store.find('PermissionSet', { ProfileId: standard?.['Id'] ?? null });
  const ProfileId = org.store.newId('Profile');
  org.store.insert('Profile', { ...standard, Id: ProfileId, Name: PROFILE });
  const own = { Id: org.store.newId('PermissionSet'), Name: `X${ProfileId}`, Label: `X${ProfileId}`, IsCustom: 1 };
  org.store.insert('PermissionSet', { ...owned, ...own, ProfileId });
}

describe('integration-user create: somebody else at the same time', () => {
  for (const duplicateProfileNameCode of [
    'FIELD_INTEGRITY_EXCEPTION',
    'DUPLICATE_VALUE',
    'DUPLICATE_DEVELOPER_NAME',
  ] as const) {
    it(`made the profile: it is used (${duplicateProfileNameCode})`, () =>
      withOrg({ switches: { duplicateProfileNameCode } }, async (org) => {
        const { json, exitCode } = await meanwhile(
          org,
          /POST .*\/sobjects\/Profile$/,
          () => {
            plantProfile(org);
          },
          () => createJson(org, ZOOMINFO),
        );
        expect(exitCode, json.message).to.equal(0);
        expect(org.org.store.find('Profile', { Name: PROFILE })).to.have.length(1);
        expectCorrectUser(org);
      }));
  }

  for (const duplicatePermissionSetNameCode of ['DUPLICATE_VALUE', 'DUPLICATE_DEVELOPER_NAME'] as const) {
    it(`made the permission set: it is completed (${duplicatePermissionSetNameCode})`, () =>
      withOrg({ switches: { duplicatePermissionSetNameCode } }, async (org) => {
        const { json, exitCode } = await meanwhile(
          org,
          /POST .*\/composite$/,
          () => {
            plantSet(org, { Name: SET, Label: 'Integration - ZoomInfo' });
          },
          () => createJson(org, ZOOMINFO),
        );
        expect(exitCode, json.message).to.equal(0);
        expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
        expectCorrectUser(org);
      }));
  }

  // The request for the profile stands for "after the check": everything that follows finds no seat.
  const afterCheck = /POST .*\/sobjects\/Profile$/;

  it('took the last seat of the user license: taken back, the seat is named', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      const id = licenseId(org, 'Salesforce Integration');
      const total = org.org.store.get('UserLicense', id)?.['TotalLicenses'] ?? null;
      const fill = (): void => {
        fillSeats(org, 'UserLicense', id);
      };
      const { json, exitCode } = await meanwhile(org, afterCheck, fill, () => createJson(org, ZOOMINFO));
      org.org.store.update('UserLicense', id, { TotalLicenses: total });
      expect(exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
      expect(json.message).to.contain('LICENSE_LIMIT_EXCEEDED').and.match(/seat/);
      expect(json.actions?.join()).to.contain('license list');
    }));

  for (const pslSeatsExhaustedCode of [
    'LICENSE_LIMIT_EXCEEDED',
    'INSUFFICIENT_ACCESS',
    'INSUFFICIENT_ACCESS_OR_READONLY',
  ] as const) {
    it(`took the last seat of the permission set license: taken back, the seat is named (${pslSeatsExhaustedCode})`, () =>
      withOrg({ switches: { pslSeatsExhaustedCode } }, async (org) => {
        const before = dumpWithoutTrail(org);
        const id = pslId(org);
        const total = org.org.store.get('PermissionSetLicense', id)?.['TotalLicenses'] ?? null;
        const fill = (): void => {
          fillSeats(org, 'PermissionSetLicense', id);
        };
        const { json, exitCode } = await meanwhile(org, afterCheck, fill, () => createJson(org, ZOOMINFO));
        org.org.store.update('PermissionSetLicense', id, { TotalLicenses: total });
        expect(exitCode).to.equal(1);
        expectSame(before, dumpWithoutTrail(org));
        expect(json.message).to.contain(pslSeatsExhaustedCode).and.match(/seat/);
        expect(json.actions?.join()).to.contain('license list');
      }));
  }

  it('a user made one by one is retired when its license is refused: seat and username are free, and it is told', () =>
    withOrg({ switches: { atomicComposite: 'refused' } }, async (org) => {
      const users = org.org.store.find('User').length;
      const id = pslId(org);
      const fill = (): void => {
        fillSeats(org, 'PermissionSetLicense', id);
      };
      const { json, exitCode } = await meanwhile(org, afterCheck, fill, () => createJson(org, ZOOMINFO));
      expect(exitCode).to.equal(1);
      expect(userOf(org)).to.equal(undefined);
      const [retired, ...others] = org.org.store.find('User', { LastName: 'ZoomInfo' });
      expect(others).to.deep.equal([]);
      expect(org.org.store.find('User')).to.have.length(users + 1);
      expect(retired?.['IsActive']).to.equal(0);
      expect(json.message).to.contain(String(retired?.['Username'])).and.contain('deactivated');
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
      expect(org.org.store.find('PermissionSetLicenseAssign', { AssigneeId: retired?.['Id'] ?? null })).to.deep.equal(
        [],
      );
      // What is left is told by its id: the profile, which a user holds, cannot be deleted.
      for (const row of org.org.store.find('Profile', { Name: PROFILE }))
        expect(json.message).to.contain(String(row['Id']));
      expect(json.message).not.to.contain('the org is as it was before');

      org.org.store.update('PermissionSetLicense', id, { TotalLicenses: 5 });
      const again = await createJson(org, ZOOMINFO);
      expect(again.exitCode, again.json.message).to.equal(0);
      expectCorrectUser(org);
      expect(idOf(org, 'User', { LastName: 'ZoomInfo', IsActive: 1 })).not.to.equal(retired?.['Id']);
    }));
});

describe('integration-user apply: somebody else at the same time', () => {
  it('made the profile that both share: it is used', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await meanwhile(
        org,
        /POST .*\/sobjects\/Profile$/,
        () => {
          plantProfile(org);
        },
        () => applied(org, twoUsers),
      );
      expect(exitCode, json.message ?? json.warnings.join()).to.equal(0);
      expect(org.org.store.find('Profile', { Name: PROFILE })).to.have.length(1);
      expectCorrectUser(org);
      expect(userOf(org, BILLING)?.['IsActive']).to.equal(1);
    }));

  it('made the permission set of one: it is completed', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await meanwhile(
        org,
        /POST .*\/composite$/,
        () => {
          plantSet(org, { Name: SET, Label: 'Integration - ZoomInfo' });
        },
        () => applied(org, twoUsers),
      );
      expect(exitCode, json.message ?? json.warnings.join()).to.equal(0);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
      expectCorrectUser(org);
      expect(userOf(org, BILLING)?.['IsActive']).to.equal(1);
    }));

  it('took a seat: one user is there, the other is told that its seat is gone', () =>
    withOrg({}, async (org) => {
      const id = licenseId(org, 'Salesforce Integration');
      const { json, exitCode } = await meanwhile(
        org,
        /POST .*\/sobjects\/Profile$/,
        () => {
          org.org.store.update('UserLicense', id, {
            TotalLicenses: Number(org.org.store.get('UserLicense', id)?.['UsedLicenses']) + 1,
          });
        },
        () => applied(org, twoUsers),
      );
      expect(exitCode, json.message).to.equal(68);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['created', 'failed']);
      expect(json.warnings.join('\n')).to.contain('LICENSE_LIMIT_EXCEEDED').and.match(/seat/);
      expectCorrectUser(org);
      expect(userOf(org, BILLING)).to.equal(undefined);
    }));
});
