import { expect } from 'chai';
import { statSync } from 'node:fs';
import { setRecordTypeVisibilities } from '../org/metadata/recordTypeVisibility.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { fillSeats, idOf, licenseId, pslId } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { matrixOf } from './matrix.ts';
import { migrateJson } from './migrating.ts';
import { inShort, writesOf } from './zoomInfo.ts';
import { ERP, BROAD, on, holdings, MIGRATED, grow } from './erpSync.ts';

describe('integration-user migrate: a user', () => {
  it('keeps what the license can hold and nothing else, by the org itself', () =>
    on(async (org, file) => {
      grow(org);
      const before = matrixOf(org, ERP);
      const { json, exitCode } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      expect(exitCode, json.message).to.equal(0);
      expect(holdings(org, ERP)).to.deep.equal(MIGRATED);
      const gone = [...BROAD, 'ExportReport'];
      expect(matrixOf(org, ERP)).to.deep.equal(before.filter((right) => !gone.includes(right)));
      const [user] = json.result?.users ?? [];
      const lost = user?.access?.lost.map(({ name, right }) => `${name} ${right ?? ''}`.trim());
      expect(lost).to.have.members(gone);
      expect(user?.access?.gained).to.deep.equal([]);
      expect(user?.access?.kept).to.be.greaterThan(200);
      expect([user?.outcome, user?.gapMilliseconds]).to.satisfy(
        ([a, b]: unknown[]) => a === 'updated' && Number(b) > 0,
      );
    }));

  it('with broad rights when they are allowed', () =>
    on(async (org, file) => {
      const args = ['--username', ERP, '--snapshot-file', file, '--allow-broad-access'];
      const before = matrixOf(org, ERP);
      const { exitCode, json } = await migrateJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      expect(matrixOf(org, ERP)).to.deep.equal(before.filter((right) => right !== 'ExportReport'));
    }));

  it('without what is excluded', () =>
    on(async (org, file) => {
      const before = matrixOf(org, ERP);
      const args = [
        '--username',
        ERP,
        '--snapshot-file',
        file,
        '--exclude',
        'opportunity',
        '--exclude',
        'Contact.Email',
      ];
      const { exitCode, json } = await migrateJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      const isOut = (right: string) => /^Opportunity|^Contact\.Email /.test(right) || BROAD.includes(right);
      expect(matrixOf(org, ERP)).to.deep.equal(before.filter((right) => !isOut(right) && right !== 'ExportReport'));
    }));

  it('an exclusion that nothing fits: the nearest is offered', () =>
    on(async (org, file) => {
      const before = dumpOf(org);
      const args = ['--username', ERP, '--snapshot-file', file, '--exclude', 'Oportunity'];
      const { exitCode, json } = await migrateJson(org, args);
      expect([exitCode, json.actions?.[0]]).to.deep.equal([1, 'Did you mean: Opportunity?']);
      expectSame(before, dumpOf(org));
    }));

  it('--dry-run tells the same and writes nothing', () =>
    on(async (org, file) => {
      grow(org);
      const before = dumpOf(org);
      const dry = await migrateJson(org, ['--username', ERP, '--snapshot-file', file, '--dry-run']);
      expectSame(before, dumpOf(org));
      expect(() => statSync(file)).to.throw('ENOENT');
      expect([dry.json.result?.outcome, dry.json.result?.snapshotFile]).to.deep.equal(['planned', null]);
      const real = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      expect(real.json.result?.users[0]?.access).to.deep.equal(dry.json.result?.users[0]?.access);
    }));

  it('in one request that changes it, after the set is there', () =>
    on(async (org, file) => {
      const { requests } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      const writes = writesOf(requests).map(inShort);
      // The first one is the trial, which is rolled back.
      expect(writes).to.deep.equal(['POST /composite', 'POST /sobjects/Profile', 'POST /composite', 'POST /composite']);
    }));

  it('an org that does not tell what its license carries is asked in a trial that leaves nothing behind', () =>
    on(async (org, file) => {
      const silent = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup'];
      const columns = Object.fromEntries(silent.map((name) => [`MaximumPermissions${name}`, 0]));
      org.org.store.update('PermissionSetLicense', pslId(org), columns);
      const [matrix, before] = [matrixOf(org, ERP), dumpOf(org)];
      const args = ['--username', ERP, '--snapshot-file', file];
      const dry = await migrateJson(org, [...args, '--dry-run']);
      expectSame(before, dumpOf(org));
      const refused = dry.json.result?.users[0]?.access?.lost.filter(({ reason }) => reason === 'refused');
      expect(refused?.map(({ name }) => name)).to.have.members([...silent, 'ExportReport']);
      expect(refused?.[0]?.meaning).to.contain("The user license doesn't allow the permission");
      const { exitCode, json } = await migrateJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      const gone = [...BROAD, ...silent, 'ExportReport'];
      expect(matrixOf(org, ERP)).to.deep.equal(matrix.filter((right) => !gone.includes(right)));
    }));

  for (const atomicComposite of ['licenseNotSeen', 'mixedDml', 'refused'] as const) {
    it(`request by request, and back, where the org does not take them together (${atomicComposite})`, () =>
      on(
        async (org, file) => {
          const before = holdings(org, ERP);
          const { exitCode, json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
          expect(exitCode, json.message).to.equal(0);
          expect(holdings(org, ERP)).to.deep.equal(MIGRATED);
          expect(json.result?.users[0]?.access?.lost).to.have.length(BROAD.length + 1);
          const back = await migrateJson(org, ['--undo', file]);
          expect(back.exitCode, back.json.message).to.equal(0);
          expect(holdings(org, ERP)).to.deep.equal(before);
        },
        { switches: { atomicComposite } },
      ));
  }

  for (const featureFlagsOnLicenseChange of ['refused', 'removed'] as const) {
    it(`feature licenses go, and come back (${featureFlagsOnLicenseChange} by the org)`, () =>
      on(
        async (org, file) => {
          const id = idOf(org, 'User', { Username: ERP });
          administer(org).update('User', id, { UserPermissionsMarketingUser: true });
          const { exitCode, json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
          expect(exitCode, json.message).to.equal(0);
          expect(org.org.store.get('User', id)).to.include({ UserPermissionsMarketingUser: 0 });
          expect((await migrateJson(org, ['--undo', file])).exitCode).to.equal(0);
          expect(org.org.store.get('User', id)).to.include({ UserPermissionsMarketingUser: 1 });
        },
        { switches: { featureFlagsOnLicenseChange } },
      ));
  }

  for (const autoAssignPermissionSetLicense of [true, false]) {
    it(`a license that came with a set goes with it or not (${String(autoAssignPermissionSetLicense)}); undo gives both back`, () =>
      on(
        async (org, file) => {
          const admin = administer(org);
          const PermissionSetLicenseId = pslId(org, 'HealthCloudStarterPsl');
          const set = admin.insert('PermissionSet', {
            Name: 'Health',
            Label: 'Health',
            LicenseId: PermissionSetLicenseId,
          });
          const AssigneeId = idOf(org, 'User', { Username: ERP });
          if (!autoAssignPermissionSetLicense)
            admin.insert('PermissionSetLicenseAssign', { AssigneeId, PermissionSetLicenseId });
          admin.assign(ERP, set);
          const before = holdings(org, ERP);
          expect(before['licenses']).to.deep.equal(['HealthCloudStarterPsl']);
          const { exitCode, json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
          expect(exitCode, json.message).to.equal(0);
          expect(holdings(org, ERP)).to.deep.equal(MIGRATED);
          const back = await migrateJson(org, ['--undo', file]);
          expect(back.exitCode, back.json.message).to.equal(0);
          expect(holdings(org, ERP)).to.deep.equal(before);
        },
        { switches: { autoAssignPermissionSetLicense } },
      ));
  }

  it('the second time nothing happens', () =>
    on(async (org, file) => {
      await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      const before = dumpOf(org);
      const { json, exitCode, requests } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      expect([exitCode, json.result?.outcome]).to.deep.equal([0, 'unchanged']);
      expect(writesOf(requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
    }));

  it('who is on the license already has nothing to move', () =>
    on(async (org, file) => {
      const { json, exitCode } = await migrateJson(org, [
        '--username',
        'warehouse@example.com',
        '--snapshot-file',
        file,
      ]);
      expect([exitCode, json.result?.outcome]).to.deep.equal([0, 'unchanged']);
      expect(json.warnings.join()).to.contain('is on the integration license already');
    }));

  it('an inactive user is not moved, and nothing is written', () =>
    on(async (org, file) => {
      administer(org).update('User', idOf(org, 'User', { Username: ERP }), { IsActive: false });
      const before = dumpOf(org);
      const { json, exitCode } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      expect(exitCode).to.equal(1);
      expect(json.message)
        .to.contain(ERP)
        .and.to.match(/inactive|not active/);
      expect(() => statSync(file)).to.throw('ENOENT');
      expectSame(before, dumpOf(org));
    }));

  it('says what a well-known permission did for the integration that loses it', () =>
    on(async (org, file) => {
      const admin = administer(org);
      admin.assign(ERP, admin.permissionSet('Broad', ['ViewAllUsers']));
      const { json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file, '--dry-run']);
      const lost = json.result?.users[0]?.access?.lost.find(({ name }) => name === 'ViewAllUsers');
      expect(lost?.meaning).to.contain('It let the integration read every user').and.to.contain('--allow-broad-access');
    }));

  it('who is not there: the nearest is offered', () =>
    on(async (org, file) => {
      const { json, exitCode } = await migrateJson(org, [
        '--username',
        'erp.snyc@example.com',
        '--snapshot-file',
        file,
      ]);
      expect(exitCode).to.equal(1);
      expect(json.actions?.join()).to.contain(ERP);
    }));

  for (const object of ['UserLicense', 'PermissionSetLicense'] as const) {
    it(`no seat of the ${object}: told before anything is written`, () =>
      on(async (org, file) => {
        const id = object === 'UserLicense' ? licenseId(org, 'Salesforce Integration') : pslId(org);
        fillSeats(org, object, id);
        const before = dumpOf(org);
        const { json, exitCode } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        expect(exitCode).to.equal(1);
        expect(json.message).to.match(/no free seat|seat/);
        expectSame(before, dumpOf(org));
      }));
  }
});

describe('integration-user migrate: what hangs on the user', () => {
  const notices = async (org: RunningOrg, file: string): Promise<Record<string, string>> => {
    const { json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file, '--dry-run']);
    const findings = json.result?.users[0]?.findings ?? [];
    return Object.fromEntries(findings.map(({ id, severity, message }) => [id, `${severity}: ${message}`]));
  };

  it('is told: applications, queues, groups, role, records, people', () =>
    on(async (org, file) => {
      const id = idOf(org, 'User', { Username: ERP });
      org.org.store.insert('Account', { Name: 'Acme', OwnerId: id });
      org.org.store.update('User', idOf(org, 'User', { Username: 'sales.one@example.com' }), {
        ManagerId: id,
        DelegatedApproverId: id,
      });
      const told = await notices(org, file);
      expect(told['migrate-applications']).to.contain('Data Loader, ERP Connector');
      expect(told['migrate-queues']).to.contain('Order_Intake');
      expect(told['migrate-public-groups']).to.contain('Integrations');
      expect(told['migrate-role']).to.contain('Integrations');
      expect(told['migrate-owned']).to.contain('Account 1');
      expect(told['migrate-manager']).to.contain('warning: Active users whose manager it is: 1.');
      expect(told['migrate-approver']).to.contain('delegated approver it is: 1.');
      expect(Object.keys(told)).not.to.include.members(['migrate-browser', 'migrate-frozen']);
    }));

  it('logins in a browser are a warning: API-only ends them', () =>
    on(async (org, file) => {
      const UserId = idOf(org, 'User', { Username: ERP });
      const login = {
        LoginType: 'Application',
        Application: 'Browser',
        Status: 'Success',
        LoginTime: '2026-11-20T10:00:00.000Z',
      };
      org.org.store.insert('LoginHistory', { UserId, ...login });
      org.org.store.insert('LoginHistory', { UserId, ...login, Status: 'Invalid Password' });
      expect((await notices(org, file))['migrate-browser']).to.match(
        /^warning: Logins in a browser, by the login history: 1, the last on 2026-11-20\./,
      );
    }));

  it('default record types are a warning: only a profile has them', () =>
    on(async (org, file) => {
      const profile = idOf(org, 'Profile', { Name: 'Legacy API User' });
      const set = idOf(org, 'PermissionSet', { ProfileId: profile });
      const recordTypeId = idOf(org, 'RecordType', { DeveloperName: 'Partner' });
      setRecordTypeVisibilities(org.org, set, [{ recordTypeId, isDefault: true, visible: true }]);
      expect((await notices(org, file))['migrate-default-record-types']).to.match(/^warning: .*Account\.Partner/);
    }));
});
