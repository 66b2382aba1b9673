import { expect } from 'chai';
import { statSync, writeFileSync } from 'node:fs';
import type { RunningOrg } from '../org/rest/start.ts';
import type { StartOptions } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { dumpOf, expectSame } from './difference.ts';
import { matrixOf } from './matrix.ts';
import { migrate, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';

const ERP = 'erp.sync@example.com';
/** Told by the license itself, or too broad: lost in any org. */
const ALWAYS = ['Account modifyAll', 'Account viewAll', 'Opportunity viewAll', 'ExportReport'];
const isIndustry = (right: string): boolean => /^(CareProgram|MedicationRequest)/.test(right);

/** An integration of a person's license that works on objects of an industry cloud, too (facts 8). */
function grow(org: RunningOrg): void {
  const admin = administer(org);
  const objects = { CareProgram: ['Create', 'Read', 'Edit'], MedicationRequest: ['Read'], Lead: ['Read'] };
  const set = admin.permissionSet('Health', [], objects);
  admin.insert('FieldPermissions', {
    ...{ ParentId: set, SobjectType: 'CareProgram', Field: 'CareProgram.StartDate' },
    ...{ PermissionsRead: true, PermissionsEdit: true },
  });
  admin.assign(ERP, set);
}

const inIndustry = (
  body: (org: RunningOrg, file: string) => Promise<void>,
  switches: StartOptions['switches'] = {},
): Promise<void> =>
  withOrg({ features: { industry: true }, switches }, (org) =>
    withSnapshotFile((file) => {
      grow(org);
      return body(org, file);
    }),
  );

describe('integration-user migrate: objects that the license refuses', function () {
  this.timeout(60_000);

  it('are found out in trials that leave nothing behind, and told with what it will mean', () =>
    inIndustry(async (org, file) => {
      const [matrix, before] = [matrixOf(org, ERP), dumpOf(org)];
      const args = ['--username', ERP, '--snapshot-file', file];
      const dry = await migrateJson(org, [...args, '--dry-run']);
      expect(dry.exitCode, dry.json.message).to.equal(0);
      expectSame(before, dumpOf(org));
      const refused = (dry.json.result?.users[0]?.access?.lost ?? []).filter(({ reason }) => reason === 'refused');
      expect(refused.map(({ name, right }) => `${name} ${right ?? ''}`)).to.have.members(matrix.filter(isIndustry));
      for (const name of ['CareProgram', 'MedicationRequest']) {
        const meaning = refused.find((one) => one.name === name && one.right === 'read')?.meaning;
        expect(meaning).to.match(new RegExp(`Calls that need it will be refused.*allow the permission: \\w+ ${name}`));
      }
      const { exitCode, json } = await migrateJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users[0]?.access).to.deep.equal(dry.json.result?.users[0]?.access);
      const kept = matrix.filter((right) => !isIndustry(right) && !ALWAYS.includes(right));
      expect(matrixOf(org, ERP)).to.deep.equal(kept);
      const back = await migrateJson(org, ['--undo', file]);
      expect(back.exitCode, back.json.message).to.equal(0);
      expect(matrixOf(org, ERP)).to.deep.equal(matrix);
    }));

  it('stand in the table that a person reads', () =>
    inIndustry(async (org, file) => {
      const { stdout } = await migrate(org, ['--username', ERP, '--snapshot-file', file, '--dry-run']);
      expect(stdout)
        .to.match(/CareProgram: .*read/)
        .and.to.match(/MedicationRequest: read/);
    }));

  it('that a definition file asks for are told with their lines, before anything is written', () =>
    inIndustry(async (org, file) => {
      const definition = `${file}.yaml`;
      const set = '      objects: { Lead: { access: [read] }, MedicationRequest: { access: [read] } }';
      writeFileSync(
        definition,
        ['users:', '  - name: ERP Sync', `    username: ${ERP}`, '    permissionSet:', set].join('\n'),
      );
      const before = dumpOf(org);
      const { exitCode, json } = await migrateJson(org, ['--definition-file', definition, '--snapshot-file', file]);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain(`${definition}:5:`).and.to.contain('MedicationRequest');
      expect(() => statSync(file)).to.throw('ENOENT');
      expectSame(before, dumpOf(org));
    }));

  for (const atomicComposite of ['refused', 'licenseNotSeen', 'mixedDml'] as const)
    it(`where the org judges nothing beforehand (${atomicComposite}): refused, the user gets back what it had; without them it moves`, () =>
      inIndustry(
        async (org, file) => {
          const matrix = matrixOf(org, ERP);
          const args = ['--username', ERP, '--snapshot-file', file];
          const first = await migrateJson(org, args);
          expect(first.exitCode).to.equal(1);
          expect(first.json.message).to.match(/allow the permission: \w+ (CareProgram|MedicationRequest)/);
          expect(matrixOf(org, ERP)).to.deep.equal(matrix);
          const without = ['--exclude', 'CareProgram', '--exclude', 'MedicationRequest'];
          const other = ['--username', ERP, '--snapshot-file', `${file}.second`, ...without];
          const { exitCode, json } = await migrateJson(org, other);
          expect(exitCode, json.message).to.equal(0);
          const kept = matrix.filter((right) => !isIndustry(right) && !ALWAYS.includes(right));
          expect(matrixOf(org, ERP)).to.deep.equal(kept);
        },
        { atomicComposite },
      ));
});
