import { expect } from 'chai';
import fc from 'fast-check';
import { matrixOf } from '../commands/matrix.ts';
import { migrateJson, withSnapshotFile } from '../commands/migrating.ts';
import { withOrg } from '../commands/withOrg.ts';
import { anyIntegration, plant } from './anyIntegration.ts';
import { isKept } from './expectedAccess.ts';

const USERNAME = 'grown@example.com';
const RUNS = Number(process.env['MIGRATE_RUNS'] ?? 6);

/** Where a run breaks off: at which request, and whether the org has done what was asked. */
const anyBreak = fc.record({
  at: fc.integer({ min: 1, max: 24 }),
  kind: fc.constantFrom('drop-before' as const, 'drop-after' as const, 'expired' as const, 'garbage' as const),
});

describe('migrate, for any integration', function () {
  this.timeout(RUNS * 30_000);

  it('keeps exactly what the license can hold, and undo gives back exactly what was, wherever they break off', () =>
    fc.assert(
      fc.asyncProperty(
        anyIntegration,
        fc.option(anyBreak, { nil: undefined }),
        anyBreak,
        (integration, first, second) =>
          withOrg({}, (org) =>
            withSnapshotFile(async (file) => {
              plant(org, integration, USERNAME);
              const before = matrixOf(org, USERNAME);
              const args = ['--username', USERNAME, '--snapshot-file', file];
              if (first) {
                org.faults.add({ ...first, times: first.kind === 'expired' ? 100 : 1 });
                await migrateJson(org, args);
                org.faults.clear();
              }
              const { exitCode, json } = await migrateJson(org, args);
              expect(exitCode, JSON.stringify(json.message ?? json.result?.users[0]?.access)).to.equal(0);
              expect(matrixOf(org, USERNAME)).to.deep.equal(before.filter(isKept));
              org.faults.add({ ...second, at: (second.at % 6) + 1, times: second.kind === 'expired' ? 100 : 1 });
              await migrateJson(org, ['--undo', file]);
              org.faults.clear();
              const back = await migrateJson(org, ['--undo', file]);
              expect(back.exitCode, back.json.message).to.equal(0);
              expect(matrixOf(org, USERNAME)).to.deep.equal(before);
            }),
          ),
      ),
      { numRuns: RUNS },
    ));
});
