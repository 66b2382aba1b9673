import { expect } from 'chai';
import { blockersOf } from './blocked.ts';
import { idOf, plantSet } from './change.ts';
import { create } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE, SET, USERNAME, ZOOMINFO } from './zoomInfo.ts';

const idsOf = (blockers: readonly { id: string }[]): string[] => blockers.map(({ id }) => id);

describe('integration-user create: multi-factor authentication for API logins must not reach the user', () => {
  it('asked for in so many words', () =>
    withOrg({}, async (org) => {
      for (const flag of ['--user-permission', '--profile-permission']) {
        expect(idsOf(await blockersOf(org, [...ZOOMINFO, flag, 'TwoFactorApi']))).to.deep.equal(['mfa-for-api-asked']);
      }
    }));

  it('through the profile', () =>
    withOrg({}, async (org) => {
      await create(org, ['--name', 'First', '--username', 'first@acme.integration', '--email', 'a@acme.com']);
      org.org.store.update('Profile', idOf(org, 'Profile', { Name: PROFILE }), { PermissionsTwoFactorApi: 1 });
      const blockers = await blockersOf(org, ZOOMINFO);
      expect(idsOf(blockers)).to.deep.equal(['mfa-for-api-on-profile']);
      expect(blockers[0]?.message).to.contain(PROFILE);
    }));

  it('through a set to assign', () =>
    withOrg({}, async (org) => {
      plantSet(org, { Name: 'Strict_Login', PermissionsTwoFactorApi: 1 });
      const blockers = await blockersOf(org, [...ZOOMINFO, '--permission-set', 'Strict_Login']);
      // The license cannot carry the permission either (facts 1.3).
      expect(idsOf(blockers)).to.deep.equal(['assigned-set-not-carried', 'mfa-for-api-in-set']);
      for (const { message } of blockers) expect(message).to.contain('Strict_Login').and.contain('TwoFactorApi');
    }));

  it('through a set that somebody gave the user', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const PermissionSetId = plantSet(org, { Name: 'Strict_Login', PermissionsTwoFactorApi: 1 });
      const AssigneeId = idOf(org, 'User', { Username: USERNAME });
      org.org.store.insert('PermissionSetAssignment', { AssigneeId, PermissionSetId });
      expect(idsOf(await blockersOf(org, [...ZOOMINFO, '--field', 'Account.Phone']))).to.deep.equal([
        'mfa-for-api-in-set',
      ]);
    }));

  it('through its own set, made before', () =>
    withOrg({}, async (org) => {
      plantSet(org, { Name: SET, PermissionsTwoFactorApi: 1 });
      const blockers = await blockersOf(org, ZOOMINFO);
      expect(idsOf(blockers)).to.deep.equal(['mfa-for-api-in-set']);
      expect(blockers[0]?.message).to.contain(SET);
    }));

  it('through a member of a permission set group', () =>
    withOrg({}, async (org) => {
      const PermissionSetId = plantSet(org, { Name: 'Strict_Login', PermissionsTwoFactorApi: 1 });
      const PermissionSetGroupId = idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' });
      org.org.store.insert('PermissionSetGroupComponent', { PermissionSetGroupId, PermissionSetId });
      const blockers = await blockersOf(org, [...ZOOMINFO, '--permission-set-group', 'Sales_Sync']);
      expect(idsOf(blockers)).to.deep.equal(['mfa-for-api-in-set']);
      expect(blockers[0]?.message).to.match(/Strict_Login|Sales_Sync/);
    }));
});
