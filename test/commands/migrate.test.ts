import { expect } from 'chai';
import { dumpOf, dumpWithoutTrail } from './difference.ts';
import { migrate, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';

const ERP = 'erp.sync@example.com';

describe('integration-user migrate', () => {
  it('a user', () =>
    withOrg({}, (org) =>
      withSnapshotFile(async (file) => {
        const dry = await migrate(org, ['--username', ERP, '--dry-run', '--snapshot-file', file]);
        console.log(dry.stdout, dry.stderr, dry.exitCode);
        const before = dumpWithoutTrail(org);
        const ran = await migrate(org, ['--username', ERP, '--snapshot-file', file, '--no-prompt']);
        console.log(
          ran.stdout,
          ran.stderr,
          ran.exitCode,
          ran.requests.map((r) => `${r.method} ${r.path} ${r.status}`),
        );
        const again = await migrate(org, ['--username', ERP, '--snapshot-file', file, '--no-prompt']);
        console.log(again.stdout, again.stderr, again.exitCode);
        const back = await migrate(org, ['--undo', file, '--no-prompt']);
        console.log(
          back.stdout,
          back.stderr,
          back.exitCode,
          back.requests.map((r) => `${r.method} ${r.path} ${r.status}`),
        );
      }),
    ));
});
