import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writesOf } from '../commands/zoomInfo.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { manyUsers, prepareOrg, type Size } from './manyUsers.ts';

/** Runs `body` with a new org that has seats for the users, and a folder that holds the file which defines them. */
export async function inOrg(
  size: Size,
  latencyMs: number,
  body: (org: RunningOrg, file: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'integrations.json');
  writeFileSync(file, JSON.stringify(manyUsers(size)));
  const org = await startOrg({ latencyMs });
  try {
    prepareOrg(org, size, size.users + 100);
    await body(org, file, folder);
  } finally {
    await org.close();
    rmSync(folder, { recursive: true });
  }
}

/** @throws when the run did something else than it should, for then it is no measurement */
export function expectCreated({ org }: RunningOrg, { users, objects, fields }: Size): void {
  const count = (sql: string): number => Number(org.store.db.prepare(sql).get()?.['n']);
  const made = count("SELECT count(*) AS n FROM User WHERE Username LIKE 'app%@acme.integration' AND IsActive = 1");
  const rights = count(
    "SELECT count(*) AS n FROM FieldPermissions WHERE ParentId IN (SELECT Id FROM PermissionSet WHERE Name LIKE 'Integration_App_%')",
  );
  if (made !== users || rights !== users * objects * fields)
    throw new Error(`The run made ${String(made)} users with ${String(rights)} field rights`);
}

/** @throws when the run wrote anything */
export function expectUnchanged({ requests }: RunningOrg): void {
  const writes = writesOf(requests).length;
  if (writes > 0) throw new Error(`The run wrote ${String(writes)} times`);
}
