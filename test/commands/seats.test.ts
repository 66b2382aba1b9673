import { expect } from 'chai';
import { blockersOf, printedError } from './blocked.ts';
import { fillSeats, idOf, licenseId, pslId } from './change.ts';
import { dumpWithoutTrail, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { PSL, USERNAME, ZOOMINFO } from './zoomInfo.ts';

const idsOf = (blockers: readonly { id: string }[]): string[] => blockers.map(({ id }) => id);

describe('integration-user create: licenses and seats', () => {
  it('no seat of either license: both are told, with their numbers', () =>
    withOrg({ scenario: 'no-seats' }, async (org) => {
      const blockers = await blockersOf(org, ZOOMINFO);
      expect(idsOf(blockers)).to.deep.equal(['user-license-seats', 'permission-set-license-seats']);
      expect(blockers[0]?.message).to.contain('Salesforce Integration').and.contain('1 in all, 1 used');
      expect(blockers[1]?.message).to.contain('Salesforce API Integration').and.contain('1 in all, 1 used');
      expect(blockers[0]?.fix).to.contain('license list');
      expect(await printedError(org, ZOOMINFO)).to.contain('2 problems');
    }));

  it('no seat of the user license', () =>
    withOrg({}, async (org) => {
      fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration'));
      expect(idsOf(await blockersOf(org, ZOOMINFO))).to.deep.equal(['user-license-seats']);
    }));

  it('no seat of the permission set license', () =>
    withOrg({}, async (org) => {
      fillSeats(org, 'PermissionSetLicense', pslId(org));
      expect(idsOf(await blockersOf(org, ZOOMINFO))).to.deep.equal(['permission-set-license-seats']);
    }));

  it('no seat of a permission set license that was asked for', () =>
    withOrg({}, async (org) => {
      fillSeats(org, 'PermissionSetLicense', pslId(org, 'SalesUserPsl'));
      const blockers = await blockersOf(org, [...ZOOMINFO, '--permission-set-license', 'SalesUserPsl']);
      expect(blockers.map(({ id, subject }) => [id, subject])).to.deep.equal([
        ['permission-set-license-seats', 'Sales User'],
      ]);
    }));

  it('a full license is no obstacle where nothing more is needed of it', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration'));
      fillSeats(org, 'PermissionSetLicense', pslId(org));
      const { json, exitCode } = await createJson(org, [...ZOOMINFO, '--field', 'Account.Phone']);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.outcome).to.equal('updated');
    }));

  it('activating an inactive user takes a seat', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      org.org.store.update('User', idOf(org, 'User', { Username: USERNAME }), { IsActive: 0 });
      fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration'));
      expect(idsOf(await blockersOf(org, ZOOMINFO))).to.deep.equal(['user-license-seats']);
    }));

  it('a further permission set license is assigned too', () =>
    withOrg({}, async (org) => {
      const args = [...ZOOMINFO, '--permission-set-license', 'FieldServiceIntegrationPsl'];
      const { json, exitCode } = await createJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      const held = org.org.store.find('PermissionSetLicenseAssign', {
        AssigneeId: idOf(org, 'User', { Username: USERNAME }),
      });
      expect(held.map((row) => row['PermissionSetLicenseId'])).to.have.members([
        pslId(org),
        pslId(org, 'FieldServiceIntegrationPsl'),
      ]);
    }));

  it('a permission set license that does not go with the user license: its words, and the org as before', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      const args = [...ZOOMINFO, '--permission-set-license', 'HealthCloudStarterPsl'];
      const { json, exitCode } = await createJson(org, args);
      expect(exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
      expect(json.message).to.contain('FIELD_INTEGRITY_EXCEPTION').and.contain("user license doesn't support it");
      expect(json.message).to.contain('HealthCloudStarterPsl');
    }));

  it('disabled licenses', () =>
    withOrg({}, async (org) => {
      org.org.store.update('UserLicense', licenseId(org, 'Salesforce Integration'), { Status: 'Disabled' });
      org.org.store.update('PermissionSetLicense', pslId(org), { Status: 'Disabled' });
      expect(idsOf(await blockersOf(org, ZOOMINFO))).to.deep.equal([
        'user-license-disabled',
        'permission-set-license-disabled',
      ]);
    }));

  it('an edition without the license: edition and way out are named', () =>
    withOrg({ scenario: 'scratch' }, async (org) => {
      const blockers = await blockersOf(org, ZOOMINFO);
      expect(idsOf(blockers)).to.deep.equal(['user-license-missing', 'permission-set-license-missing']);
      expect(blockers[0]?.message).to.contain('Developer Edition');
      expect(blockers[1]?.message).to.contain(PSL);
      expect(blockers[0]?.fix).to.contain('Match Production Licenses');
    }));
});
