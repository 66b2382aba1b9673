// Over 300 lines: one command from the dry run to the way back; its cases build on the same people.
import { expect } from 'chai';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setRecordTypeVisibilities } from '../org/metadata/recordTypeVisibility.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { fillSeats, idOf, licenseId, pslId } from './change.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { apply } from './harness.ts';
import { matrixOf } from './matrix.ts';
import { migrate, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, writesOf } from './zoomInfo.ts';

const ERP = 'erp.sync@example.com';
const SET = 'Integration_ERP_Sync';
const BROAD = ['Account modifyAll', 'Account viewAll', 'Opportunity viewAll'];

/** Runs a test with an org and the name of a snapshot file. */
const on = (body: (org: RunningOrg, file: string) => Promise<void>, options: Parameters<typeof withOrg>[0] = {}) =>
  withOrg(options, (org) => withSnapshotFile((file) => body(org, file)));

/** What a user holds, in words. */
function holdings({ org }: RunningOrg, username: string): Record<string, unknown> {
  const [user] = org.store.find('User', { Username: username });
  const profile = org.store.get('Profile', String(user?.['ProfileId']));
  const name = (object: string, id: unknown, column: string) => org.store.get(object, String(id))?.[column];
  return {
    profile: profile?.['Name'],
    license: name('UserLicense', profile?.['UserLicenseId'], 'Name'),
    sets: org.store
      .find('PermissionSetAssignment', { AssigneeId: user?.['Id'] ?? null })
      .filter((row) => name('PermissionSet', row['PermissionSetId'], 'IsOwnedByProfile') !== 1)
      .map((row) =>
        row['PermissionSetGroupId'] === null
          ? name('PermissionSet', row['PermissionSetId'], 'Name')
          : name('PermissionSetGroup', row['PermissionSetGroupId'], 'DeveloperName'),
      )
      .sort(),
    licenses: org.store
      .find('PermissionSetLicenseAssign', { AssigneeId: user?.['Id'] ?? null })
      .map((row) => name('PermissionSetLicense', row['PermissionSetLicenseId'], 'DeveloperName')),
    expires: org.store
      .find('PermissionSetAssignment', { AssigneeId: user?.['Id'] ?? null })
      .flatMap((row) => row['ExpirationDate'] ?? []),
  };
}

const MIGRATED = {
  ...{ profile: PROFILE, license: 'Salesforce Integration', sets: [SET] },
  ...{ licenses: ['SalesforceAPIIntegrationPsl'], expires: [] },
};

/** An integration as it grows over years: a group with muting, an end, record types, a class, a flow. */
function grow(org: RunningOrg): void {
  const admin = administer(org);
  admin.assign(ERP, idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' }));
  const set = admin.permissionSet('Grown', ['EditTask'], { Lead: ['Read', 'Edit'] });
  admin.insert('PermissionSetAssignment', {
    ...{ AssigneeId: idOf(org, 'User', { Username: ERP }), PermissionSetId: set },
    ExpirationDate: '2030-01-01T00:00:00.000Z',
  });
  admin.insert('SetupEntityAccess', {
    ParentId: set,
    SetupEntityId: idOf(org, 'ApexClass', { Name: 'ZoomInfoInbound' }),
  });
  const [recordType] = org.org.store.find('RecordType', { DeveloperName: 'Partner' });
  setRecordTypeVisibilities(org.org, set, [
    { recordTypeId: String(recordType?.['Id']), isDefault: false, visible: true },
  ]);
}

describe('integration-user migrate', () => {
  describe('a user', () => {
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
        expect(writes).to.deep.equal([
          'POST /composite',
          'POST /sobjects/Profile',
          'POST /composite',
          'POST /composite',
        ]);
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
        expect(lost?.meaning)
          .to.contain('It let the integration read every user')
          .and.to.contain('--allow-broad-access');
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

  describe('what hangs on the user', () => {
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

  describe('the snapshot file', () => {
    it('is for its owner alone and holds no secret', () =>
      on(async (org, file) => {
        await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        expect(statSync(file).mode & 0o777).to.equal(0o600);
        expect(readFileSync(file, 'utf8')).not.to.contain(org.tokenFor(org.adminUsername));
      }));

    it('of another is never overwritten', () =>
      on(async (org, file) => {
        writeFileSync(file, '{"mine": true}');
        const before = dumpOf(org);
        const { json, exitCode } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        expect([exitCode, readFileSync(file, 'utf8')]).to.deep.equal([1, '{"mine": true}']);
        expect(json.message).to.contain('is no snapshot file');
        expectSame(before, dumpOf(org));
      }));

    it('that cannot be written stops the migration', () =>
      on(async (org, file) => {
        const before = dumpOf(org);
        const { json, exitCode } = await migrateJson(org, ['--username', ERP, '--snapshot-file', `${file}/no/such`]);
        expect(exitCode).to.equal(1);
        expect(json.message)
          .to.match(/could not|cannot/)
          .and.to.contain('ENOENT');
        expectSame(before, dumpOf(org));
      }));
  });

  it('begun again with an old snapshot after its sets have grown: told, and nothing of it is lost without a word', () =>
    on(async (org, file) => {
      await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      await migrateJson(org, ['--undo', file]);
      const ParentId = idOf(org, 'PermissionSet', { Name: 'Existing_Set' });
      const row = { ParentId, SobjectType: 'Lead', PermissionsRead: true, PermissionsEdit: true };
      administer(org).insert('ObjectPermissions', row);
      const before = dumpOf(org);
      const { exitCode, json } = await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      expect(exitCode).to.equal(1);
      expect(json.message).to.match(/may do more now .* would lose it: Lead (read|edit), Lead (read|edit)\./);
      expectSame(before, dumpOf(org));
      const other = await migrateJson(org, ['--username', ERP, '--snapshot-file', `${file}.new`]);
      expect(other.exitCode, other.json.message).to.equal(0);
      expect(matrixOf(org, ERP)).to.include.members(['Lead read', 'Lead edit']);
    }));

  describe('--undo', () => {
    it('gives back license, profile, sets and groups, with their ends', () =>
      on(async (org, file) => {
        grow(org);
        const [before, matrix] = [holdings(org, ERP), matrixOf(org, ERP)];
        await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        const { exitCode, json, requests } = await migrateJson(org, ['--undo', file]);
        expect(exitCode, json.message).to.equal(0);
        expect(holdings(org, ERP)).to.deep.equal(before);
        expect(matrixOf(org, ERP)).to.deep.equal(matrix);
        expect(writesOf(requests).map(inShort)[0]).to.equal('POST /composite');
        const again = await migrateJson(org, ['--undo', file]);
        expect(again.json.result?.outcome).to.equal('unchanged');
      }));

    it('checks the seats first', () =>
      on(async (org, file) => {
        await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce'));
        const before = dumpOf(org);
        const { exitCode, json } = await migrateJson(org, ['--undo', file]);
        expect(exitCode).to.equal(1);
        expect(json.message).to.contain('The license Salesforce has too few free seats: 1 needed');
        expectSame(before, dumpOf(org));
      }));

    it('--dry-run writes nothing', () =>
      on(async (org, file) => {
        await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
        const before = dumpOf(org);
        const { stdout } = await migrate(org, ['--undo', file, '--dry-run']);
        expect(stdout).to.contain('Existing_Set').and.to.contain('Nothing is written');
        expect(stdout).to.match(/- PermissionSet +Integration_ERP_Sync/);
        expectSame(before, dumpOf(org));
      }));
  });

  describe('at a terminal', () => {
    it('asks, and a no leaves everything as it is', () =>
      on(async (org, file) => {
        const before = dumpOf(org);
        const asked: string[] = [];
        const answer = (question: string): boolean => {
          asked.push(question);
          return false;
        };
        const { exitCode, stderr } = await migrate(org, ['--username', ERP, '--snapshot-file', file], { answer });
        expect(exitCode).to.equal(1);
        expect(asked).to.have.length(1);
        expect(asked[0]).to.contain(`Move ${ERP} to the integration license? Rights lost: 4.`);
        expect(stderr).to.contain('Nothing was written');
        expect(() => statSync(file)).to.throw('ENOENT');
        expectSame(before, dumpOf(org));
      }));
  });

  describe('a definition', () => {
    it('is written for review, applied by migrate, and found unchanged by apply', () =>
      on(async (org, file) => {
        grow(org);
        const out = `${file}.yaml`;
        const args = ['--username', ERP, '--snapshot-file', file];
        const dry = await migrate(org, [...args, '--dry-run', '--definition-file-out', out]);
        expect(dry.exitCode, dry.stderr).to.equal(0);
        writeFileSync(out, readFileSync(out, 'utf8').replace(/^ +Lead:\n(?: {10}.*\n)+/m, ''));
        const before = matrixOf(org, ERP);
        const { json, exitCode } = await migrateJson(org, ['--definition-file', out, '--snapshot-file', file]);
        expect(exitCode, json.message).to.equal(0);
        const isOut = (right: string): boolean =>
          right.startsWith('Lead') || BROAD.includes(right) || right === 'ExportReport';
        expect(matrixOf(org, ERP)).to.deep.equal(before.filter((right) => !isOut(right)));
        const reasons = new Set(json.result?.users[0]?.access?.lost.map(({ reason }) => reason));
        expect(reasons).to.deep.equal(new Set(['notDefined']));
        const after = dumpOf(org);
        const applied = await apply(org, ['--definition-file', out, '--dry-run', '--detailed-exit-code']);
        expect(applied.exitCode, applied.stdout + applied.stderr).to.equal(0);
        expectSame(after, dumpOf(org));
      }));
  });

  describe('several users', () => {
    it('from a report: those who are machines, and why another is not taken', () =>
      on(async (org, file) => {
        const report = `${file}.audit.json`;
        const users = [
          { username: ERP.toUpperCase(), verdict: 'machine', certainty: 'likely' },
          { username: 'sales.one@example.com', verdict: 'person', certainty: 'certain' },
        ];
        writeFileSync(report, JSON.stringify({ status: 0, result: { users } }));
        const args = ['--from-audit', report, '--snapshot-file', file, '--dry-run'];
        const { json } = await migrateJson(org, args);
        expect(json.result?.users.map(({ username }) => username)).to.deep.equal([ERP]);
        const other = await migrateJson(org, [...args, '--username', 'sales.one@example.com']);
        expect([other.exitCode, other.requests]).to.deep.equal([1, []]);
        expect(other.json.message).to.contain('certain or likely a machine: person, certain');
        writeFileSync(report, JSON.stringify({ users: users.slice(1) }));
        expect((await migrateJson(org, args)).json.message).to.contain('names nobody of whom it is certain');
      }));

    const OTHER = 'sales.two@example.com';
    const both = (file: string): string[] => ['--username', ERP, '--username', OTHER, '--snapshot-file', file];
    /** What somebody else does while the question is on the screen, after the trial. */
    const MEANWHILE: Readonly<Record<string, readonly [RegExp, (org: RunningOrg) => void]>> = {
      'the last seat but one goes to somebody else': [
        /LICENSE_LIMIT_EXCEEDED/,
        ({ org: { store } }) => {
          const row = store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })[0];
          store.update('PermissionSetLicense', String(row?.['Id']), {
            TotalLicenses: Number(row?.['UsedLicenses']) + 1,
          });
        },
      ],
      'one of them is deactivated': [
        /inactive/i,
        (org) => {
          administer(org).update('User', idOf(org, 'User', { Username: OTHER }), { IsActive: false });
        },
      ],
    };
    for (const [what, [words, act]] of Object.entries(MEANWHILE)) {
      it(`of whom Salesforce refuses one because ${what}: the other is moved, exit code 68`, () =>
        on(async (org, file) => {
          const before = holdings(org, OTHER);
          const answer = (): boolean => {
            act(org);
            return true;
          };
          const { exitCode, stdout, stderr } = await migrate(org, both(file), { answer });
          expect(exitCode, stderr).to.equal(68);
          expect(stderr).to.contain('Sales Person Two').and.to.match(words).and.to.contain('taken back');
          expect(stderr).not.to.contain('ERP Sync:');
          expect(stdout).to.contain(`Rights of ${ERP}: `);
          expect([holdings(org, ERP), holdings(org, OTHER)]).to.deep.equal([MIGRATED, before]);
        }));
    }

    it('of a file that asks for what the license refuses: told with its lines, all of it, before anything is written', () =>
      on(async (org, file) => {
        const silent = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup'];
        const columns = Object.fromEntries(silent.map((name) => [`MaximumPermissions${name}`, 0]));
        org.org.store.update('PermissionSetLicense', pslId(org), columns);
        const definition = `${file}.yaml`;
        const lines = [
          ...['users:', '  - name: ERP Sync', `    username: ${ERP}`, '    permissionSet:', '      userPermissions:'],
          ...['        - EditTask', '        - ViewRoles', '        - RunReports', '  - name: Two'],
          ...[`    username: ${OTHER}`, '    permissionSet: { userPermissions: [ViewSetup] }'],
        ];
        writeFileSync(definition, lines.join('\n'));
        const before = dumpOf(org);
        for (const dry of [['--dry-run'], []]) {
          const args = ['--definition-file', definition, '--snapshot-file', file, ...dry];
          const { exitCode, json } = await migrateJson(org, args);
          expect(exitCode).to.equal(1);
          const told = (json.message ?? '')
            .split('\n')
            .flatMap((line) => /^- (.*?) to the integration/.exec(line)?.[1] ?? []);
          const refused = ['6:11: Salesforce refuses EditTask', '8:11: Salesforce refuses RunReports'];
          expect(told, json.message).to.deep.equal(
            [...refused, '11:40: Salesforce refuses ViewSetup'].map((one) => `${definition}:${one}`),
          );
          expect(() => statSync(file)).to.throw('ENOENT');
          expectSame(before, dumpOf(org));
        }
      }));
  });

  it('undone, the org is as it was but for the profile', () =>
    on(async (org, file) => {
      const before = dumpWithoutTrail(org);
      await migrateJson(org, ['--username', ERP, '--snapshot-file', file]);
      await migrateJson(org, ['--undo', file]);
      const { added } = difference(before, dumpWithoutTrail(org));
      // Assignments come back with ids of their own; the profile stays for others.
      expect(counts(added)).to.deep.equal({ PermissionSet: 1, PermissionSetAssignment: 3, Profile: 1 });
    }));
});
