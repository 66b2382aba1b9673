import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { blockersOf } from './blocked.ts';
import { idOf, licenseId, plantSet } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, SET, STANDARD_PROFILE, ZOOMINFO } from './zoomInfo.ts';

const idsOf = (blockers: readonly { id: string }[]): string[] => blockers.map(({ id }) => id);

describe('integration-user create: a caller without the rights', () => {
  it('a standard user lacks all of them, told at once', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, ZOOMINFO, { as: 'sales.one@example.com' });
      expect(idsOf(blockers)).to.deep.equal(['caller-lacks', 'caller-lacks', 'caller-lacks']);
      const text = blockers.map(({ message, fix }) => `${message} ${fix}`).join('\n');
      for (const permission of ['ManageInternalUsers', 'ManageProfilesPermissionsets', 'AssignPermissionSets']) {
        expect(text).to.contain(permission);
      }
      expect(text).to.contain('sales.one@example.com').and.contain('sf org login web');
    }));

  it('a user without View Setup may not even read, and is told so', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, ZOOMINFO, { as: 'warehouse@example.com' });
      expect(idsOf(blockers)).to.include('unreadable');
      expect(blockers.map(({ fix }) => fix).join()).to.contain('View Setup and Configuration');
    }));

  it('a user manager has enough', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, [...NOBODY, '--object', 'Account=read'], {
        as: 'user.manager@example.com',
      });
      expect(exitCode, json.message).to.equal(0);
    }));

  it('a user manager may not show record types, which needs the Metadata API', () =>
    withOrg({}, async (org) => {
      const args = [...NOBODY, '--object', 'Account=read', '--record-type', 'Account.Partner'];
      const blockers = await blockersOf(org, args, { as: 'user.manager@example.com' });
      expect(idsOf(blockers)).to.deep.equal(['caller-lacks']);
      expect(blockers[0]?.message).to.contain('RecordTypeVisibility').and.contain('ModifyMetadata');
    }));

  for (const [missing, types] of [
    ['PermissionsManageInternalUsers', 'User'],
    ['PermissionsManageProfilesPermissionsets', 'Profile, PermissionSet'],
    ['PermissionsAssignPermissionSets', 'PermissionSetAssignment, PermissionSetLicenseAssign'],
  ] as const) {
    it(`a user manager without ${missing}`, () =>
      withOrg({}, async (org) => {
        const id = idOf(org, 'Profile', { Name: 'User Manager' });
        org.org.store.update('Profile', id, { [missing]: 0 });
        org.org.store.update('PermissionSet', idOf(org, 'PermissionSet', { ProfileId: id }), { [missing]: 0 });
        const args = [...NOBODY, '--object', 'Account=read'];
        const blockers = await blockersOf(org, args, { as: 'user.manager@example.com' });
        expect(idsOf(blockers)).to.deep.equal(['caller-lacks']);
        expect(blockers[0]?.message).to.contain(types);
        expect(blockers[0]?.message).to.contain(missing.replace('Permissions', ''));
      }));
  }

  it('nothing is lacking where nothing is to be written', () =>
    withOrg({}, async (org) => {
      const args = [...ZOOMINFO, '--profile', STANDARD_PROFILE];
      await create(org, args);
      const before = dumpOf(org);
      const { json } = await createJson(org, args, { as: 'sales.one@example.com' });
      expect(json.result?.outcome, json.message).to.equal('unchanged');
      expectSame(before, dumpOf(org));
    }));

  it('an API version that is too old', () =>
    withOrg({}, async (org: RunningOrg) => {
      const blockers = await blockersOf(org, [...ZOOMINFO, '--api-version', '58.0']);
      expect(idsOf(blockers)).to.deep.equal(['api-version-old']);
    }));
});

describe('integration-user create: several problems of every kind', () => {
  it('are told together', () =>
    withOrg({ scenario: 'no-seats' }, async (org) => {
      plantSet(org, { Name: SET, LicenseId: licenseId(org, 'Salesforce') });
      const args = [...ZOOMINFO, '--profile', 'Standard User', '--apex-class', 'ZoomInfoInbond'];
      const blockers = await blockersOf(org, [...args, '--user-permission', 'ModifyAllData', '--role', 'Integration'], {
        as: 'sales.one@example.com',
      });
      expect(idsOf(blockers)).to.have.members([
        'user-license-seats',
        'permission-set-license-seats',
        'caller-lacks',
        'caller-lacks',
        'caller-lacks',
        'set-on-other-license',
        'profile-on-other-license',
        'unknown-apex-classes',
        'broad-permission',
        'unknown-roles',
      ]);
    }));
});
