import IntegrationUserMigrate, {
  type IntegrationUserMigrateResult,
} from '../../src/commands/integration-user/migrate.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
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
