import IntegrationUserMigrate, {
  type IntegrationUserMigrateResult,
} from '../../src/commands/integration-user/migrate.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, licenseId, pslId } from './change.ts';
import { run, runJson, type Options, type Ran, type RanJson } from './harness.ts';

/** `integration-user migrate` as a person sees it. */
export function migrate(org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> {
  return run(IntegrationUserMigrate, org, args, options);
}

export function migrateJson(
  org: RunningOrg,
  args: readonly string[],
  options?: Options,
): Promise<RanJson<IntegrationUserMigrateResult>> {
  return runJson(IntegrationUserMigrate, org, args, options);
}

/** Gives a test the name of a file that is not there yet, in a folder of its own. */
export async function withSnapshotFile<T>(body: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  try {
    return await body(join(folder, 'snapshot.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** So many integrations on the license of a person, each with a permission set. */
export function makeMany(org: RunningOrg, count: number): string[] {
  org.org.store.update('UserLicense', licenseId(org, 'Salesforce Integration'), { TotalLicenses: count + 100 });
  org.org.store.update('UserLicense', licenseId(org, 'Salesforce'), { TotalLicenses: count + 100 });
  org.org.store.update('PermissionSetLicense', pslId(org), { TotalLicenses: count + 100 });
  const admin = administer(org);
  const ProfileId = idOf(org, 'Profile', { Name: 'Legacy API User' });
  return Array.from({ length: count }, (_, at) => {
    const username = `sync.${String(at)}@example.com`;
    admin.insert('User', {
      ...{ Username: username, LastName: `Sync ${String(at)}`, Alias: `sync${String(at)}`, Email: 'team@example.com' },
      ...{ ProfileId, IsActive: true, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US' },
      EmailEncodingKey: 'UTF-8',
    });
    admin.assign(username, idOf(org, 'PermissionSet', { Name: 'Existing_Set' }));
    return username;
  });
}
