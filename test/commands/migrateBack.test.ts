import { expect } from 'chai';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { administer } from './administer.ts';
import { fillSeats, idOf, licenseId } from './change.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { matrixOf } from './matrix.ts';
import { migrate, migrateJson } from './migrating.ts';
import { inShort, writesOf } from './zoomInfo.ts';
import { ERP, on, holdings, grow } from './erpSync.ts';

describe('integration-user migrate: the snapshot file', () => {
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

  it('of long ago, after the sets of the user have grown: told, and nothing of it is lost without a word', () =>
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
});

describe('integration-user migrate: --undo', () => {
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

describe('integration-user migrate', () => {
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
