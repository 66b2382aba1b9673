import { expect } from 'chai';
import { administer } from './administer.ts';
import { dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { createJson, retire } from './harness.ts';
import { heldBy, makeSecond, makeUsed, RETIRED, retired, TOKEN, changesOf, SECOND } from './retiring.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, USERNAME, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';

describe('integration-user retire: freeze', () => {
  it('freezes, and says who still uses the user; nothing else changes', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      const ran = await retired(org);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.outcome).to.equal('updated');
      expect(changesOf(ran)).to.deep.equal([`freeze UserLogin ${USERNAME} done`]);
      expect(heldBy(org, id)).to.deep.equal({ ...before, frozen: true });
      const usage = ran.json.result?.usage[0];
      expect(usage?.frozen).to.equal(true);
      expect(usage?.uses.map(({ kind, application, count }) => [kind, application, count])).to.deep.equal([
        ['token', 'ZoomInfo', 1],
        ['login', 'ZoomInfo', 3],
        ['login', 'Old Tool', 1],
      ]);
      expect(usage?.uses[1]).to.include({ address: '192.0.2.7', loginType: 'Remote Access 2.0', status: 'Success' });
      const [used] = ran.json.result?.users[0]?.findings ?? [];
      expect(used?.id).to.equal('still-used');
      expect(used?.message).to.contain('ZoomInfo').and.not.contain('Old Tool');
      expect(ran.json.result?.unread).to.deep.equal([]);
      expect(ran.json.result?.licenses).to.deep.equal(ran.json.result?.licensesBefore);
    }));

  it('prints who uses the user, and the way on and back', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const { stdout, exitCode } = await retire(org, ['--username', USERNAME]);
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/ZoomInfo\s+Remote Access 2\.0\s+192\.0\.2\.7\s+\d{4}-\d\d-\d\d\s+3/);
      expect(stdout).to.match(/ZoomInfo\s+holds a token/);
      expect(stdout).to.contain(`Frozen: ${USERNAME}.`);
      expect(stdout).to.contain(`sf integration-user retire --deactivate --username ${USERNAME}`);
      expect(stdout).to.contain(`sf integration-user retire --unfreeze --username ${USERNAME}`);
      expect(stdout).not.to.contain(TOKEN);
    }));

  it('a second run changes nothing, and tells who tried since', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      const { store } = org.org;
      const later = new Date(Date.now() + 60_000).toISOString();
      store.insert('LoginHistory', {
        UserId: id,
        Application: 'Late Caller',
        LoginType: 'Remote Access 2.0',
        SourceIp: '192.0.2.9',
        Status: 'User is Frozen',
        LoginTime: later,
      });
      const before = dumpOf(org);
      const ran = await retired(org);
      expect(ran.json.result?.outcome).to.equal('unchanged');
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      const [tries] = ran.json.result?.users[0]?.findings ?? [];
      expect(tries?.id).to.equal('still-tries');
      expect(tries?.message).to.contain('Late Caller');
    }));

  it('--unfreeze gives back the exact state', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      await retired(org);
      const ran = await retired(org, ['--unfreeze']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(changesOf(ran)).to.deep.equal([`activate UserLogin ${USERNAME} done`]);
      expect(heldBy(org, id)).to.deep.equal(before);
      const again = await retired(org, ['--unfreeze']);
      expect(again.json.result?.outcome).to.equal('unchanged');
      expect(writesOf(again.requests)).to.deep.equal([]);
    }));
});

describe('integration-user retire: deactivate', () => {
  for (const tokensOfInactiveUser of ['kept', 'gone'] as const)
    it(`deactivates, revokes, takes away, gives seats back (tokens of inactive users: ${tokensOfInactiveUser})`, () =>
      withOrg({ switches: { tokensOfInactiveUser } }, async (org) => {
        const id = await makeUsed(org, WHOLE);
        const ran = await retired(org, ['--deactivate']);
        expect(ran.exitCode, ran.json.message).to.equal(0);
        expect(heldBy(org, id)).to.deep.equal(RETIRED);
        expect(changesOf(ran)).to.deep.equal([
          `deactivate User ${USERNAME} done`,
          'delete OauthToken ZoomInfo done',
          `delete AuthSession ${USERNAME} done`,
          `unassign PermissionSetAssignment ${SET} done`,
          'unassign PermissionSetAssignment Existing_Set done',
          'unassign PermissionSetAssignment Sales_Sync done',
          'unassign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl done',
        ]);
        const { licenses, licensesBefore } = ran.json.result ?? {};
        for (const kind of ['userLicense', 'permissionSetLicense'] as const)
          expect(licenses?.[kind]?.free, kind).to.equal((licensesBefore?.[kind]?.free ?? 0) + 1);
        expect(org.org.store.find('PermissionSet', { Name: SET }), 'the set is kept').to.have.length(1);
        expect(ran.json.result?.usage[0]?.uses.map(({ kind }) => kind)).to.include('token');
        for (const { path } of ran.requests) expect(path).not.to.contain(TOKEN);

        const before = dumpOf(org);
        const again = await retired(org, ['--deactivate']);
        expect(again.exitCode).to.equal(0);
        expect(again.json.result?.outcome).to.equal('unchanged');
        expect(again.requests.map(inShort)).to.deep.equal(Array(2).fill('POST /composite/batch'));
        expectSame(before, dumpOf(org));
      }));

  it('frozen before, it stays frozen, and that is nothing to repair', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      expect((await retired(org, ['--deactivate'])).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal({ ...RETIRED, frozen: true });
    }));

  it('prints the seats before and after', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const { stdout } = await retire(org, ['--username', USERNAME, '--deactivate']);
      expect(stdout).to.contain('Salesforce Integration: seats used 2 before, 1 now, of 5; free: 4.');
      expect(stdout).to.contain('Salesforce API Integration: seats used 2 before, 1 now, of 5; free: 4.');
      expect(stdout).to.contain(`Retired: ${USERNAME}.`);
    }));

  it('a license that comes and goes with its permission set is not given back twice', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const { store } = org.org;
      const license = store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })[0]?.['Id'];
      const admin = administer(org);
      const set = admin.insert('PermissionSet', { Name: 'Bound', Label: 'Bound', LicenseId: license });
      for (const row of store.find('PermissionSetAssignment', { AssigneeId: id }))
        if (store.get('PermissionSet', String(row['PermissionSetId']))?.['IsOwnedByProfile'] !== 1)
          admin.remove('PermissionSetAssignment', String(row['Id']));
      for (const row of store.find('PermissionSetLicenseAssign', { AssigneeId: id }))
        admin.remove('PermissionSetLicenseAssign', String(row['Id']));
      admin.assign(USERNAME, set);
      expect(heldBy(org, id)).to.include({ sets: 1, licenses: 1 });
      const ran = await retired(org, ['--deactivate']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      expect(
        ran.requests.filter(({ method, path }) => method === 'DELETE' && path.includes('LicenseAssign')),
      ).to.deep.equal([]);
      expect(new Set(ran.json.result?.users[0]?.changes.map(({ status }) => status))).to.deep.equal(new Set(['done']));
    }));
});

describe('integration-user retire: --delete-permission-set', () => {
  it('deletes the set that is its own, in the same breath as its assignment', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(changesOf(ran)).to.include(`delete PermissionSet ${SET} done`);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
    }));

  it('deletes it later too, when nobody has it any more', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      await retired(org, ['--deactivate']);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(changesOf(ran)).to.deep.equal([`delete PermissionSet ${SET} done`]);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
    }));

  it('keeps one that somebody else has, says who, and retires the user all the same', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const set = String(org.org.store.find('PermissionSet', { Name: SET })[0]?.['Id']);
      await makeSecond(org);
      administer(org).assign(SECOND, set);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      const [kept] = (ran.json.result?.users[0]?.findings ?? []).filter((one) => one.id === 'set-kept-shared');
      expect(kept?.message).to.contain(SECOND);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
    }));

  it('keeps one that is part of a group', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const set = String(org.org.store.find('PermissionSet', { Name: SET })[0]?.['Id']);
      const group = String(org.org.store.find('PermissionSetGroup', { DeveloperName: 'Sales_Sync' })[0]?.['Id']);
      administer(org).insert('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.users[0]?.findings.map((one) => one.id)).to.include('set-kept-in-group');
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
    }));

  it('is refused without --deactivate, and so are two modes at once', () =>
    withOrg({}, async (org) => {
      for (const flags of [['--delete-permission-set'], ['--deactivate', '--unfreeze'], ['--freeze', '--deactivate']]) {
        const { exitCode, requests } = await retire(org, ['--username', USERNAME, ...flags]);
        expect(exitCode, flags.join(' ')).to.equal(2);
        expect(requests).to.deep.equal([]);
      }
    }));
});

describe('integration-user retire: and back', () => {
  it('create brings a retired user back, with everything', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      await retired(org, ['--deactivate', '--delete-permission-set']);
      const ran = await createJson(org, ZOOMINFO);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.users[0]?.changes.map(({ action, type }) => `${action} ${type}`)).to.include(
        'activate User',
      );
      expect(heldBy(org, id)).to.deep.equal({ ...before, tokens: 0, sessions: 0 });
    }));

  it('one that was frozen first is told how to let it work again', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      await retired(org, ['--deactivate']);
      const ran = await createJson(org, ZOOMINFO);
      expect(ran.exitCode, 'a check fails').to.equal(1);
      const frozen = ran.json.result?.users[0]?.findings.find((one) => one.id === 'user-frozen');
      expect(frozen?.fix).to.contain('sf integration-user retire --unfreeze');
      expect((await retired(org, ['--unfreeze'])).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.include({ active: true, frozen: false, sets: 1, licenses: 1 });
      expect((await createJson(org, ZOOMINFO)).exitCode).to.equal(0);
    }));
});

describe('integration-user retire: without the audit trail', () => {
  it('a refused run leaves no row behind', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      await retired(org);
      expectSame(before, dumpWithoutTrail(org));
    }));
});
