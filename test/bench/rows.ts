import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writesOf } from '../commands/zoomInfo.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { manyUsers, prepareOrg, rowsOf, type Size } from './manyUsers.ts';
import { measure, type Measured } from './measure.ts';

/** One line of the table. */
export type BenchRow = Measured & {
  readonly what: string;
  readonly users: number;
  /** Rows that it writes. */
  readonly rows: number;
  /** Requests that are allowed; undefined: none is promised. */
  readonly mostRequests: number | undefined;
};

type Tell = (row: BenchRow) => void;

/** What DESIGN.md and the tests promise of one `create` with five objects; each five collections of field rights more take one. */
const CREATE_FIRST = 8;
const CREATE_AGAIN = 3;
const APPLY_AGAIN = 10;

/** The promise for `apply`: a request for 200 rows and one for 8 users, besides what every run takes. */
function mostOfApply(size: Size): number {
  return Math.floor(15 + rowsOf(size) / 200 + size.users / 8);
}

/** `create` of one user with five objects, twice. */
export function benchCreate(fields: number, latencyMs: number, tell: Tell): Promise<void> {
  const size = { users: 1, objects: 5, fields };
  const what = `create, 5 objects x ${String(fields)} fields`;
  const more = Math.max(0, Math.ceil((5 * fields) / 1000) - 1);
  return inOrg(size, latencyMs, async (org, file) => {
    const first = await measure(org, 'create', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what, users: 1, rows: rowsOf(size), mostRequests: CREATE_FIRST + 2 * more });
    const again = await measure(org, 'create', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: `${what}, again`, users: 1, rows: 0, mostRequests: CREATE_AGAIN });
  });
}

/** `apply` of many users, twice, and then what reads them. */
export function benchApply(users: number, latencyMs: number, tell: Tell): Promise<void> {
  const size = { users, objects: 5, fields: 40 };
  return inOrg(size, latencyMs, async (org, file) => {
    const first = await measure(org, 'apply', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what: 'apply', users, rows: rowsOf(size), mostRequests: mostOfApply(size) });
    const again = await measure(org, 'apply', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: 'apply, again', users, rows: 0, mostRequests: APPLY_AGAIN });
    const reading = { users, rows: 0, mostRequests: undefined };
    tell({ ...(await measure(org, 'list', [])), what: 'list', ...reading });
    const one = ['--username', 'app001@acme.integration'];
    tell({ ...(await measure(org, 'display', one)), what: 'display', ...reading });
  });
}

/** `apply` for a pipeline: every change is in its output. */
export function benchApplyJson(users: number, latencyMs: number, tell: Tell): Promise<void> {
  const size = { users, objects: 5, fields: 40 };
  return inOrg(size, latencyMs, async (org, file) => {
    const first = await measure(org, 'apply', ['--definition-file', file, '--json']);
    expectCreated(org, size);
    tell({ ...first, what: 'apply --json', users, rows: rowsOf(size), mostRequests: mostOfApply(size) });
  });
}

async function inOrg(
  size: Size,
  latencyMs: number,
  body: (org: RunningOrg, file: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'integrations.json');
  writeFileSync(file, JSON.stringify(manyUsers(size)));
  const org = await startOrg({ latencyMs });
  try {
    prepareOrg(org, size);
    await body(org, file);
  } finally {
    await org.close();
    rmSync(folder, { recursive: true });
  }
}

/** A run that did something else than it should is no measurement. */
function expectCreated({ org }: RunningOrg, { users, objects, fields }: Size): void {
  const count = (sql: string): number => Number(org.store.db.prepare(sql).get()?.['n']);
  const made = count("SELECT count(*) AS n FROM User WHERE Username LIKE 'app%@acme.integration' AND IsActive = 1");
  const rights = count(
    "SELECT count(*) AS n FROM FieldPermissions WHERE ParentId IN (SELECT Id FROM PermissionSet WHERE Name LIKE 'Integration_App_%')",
  );
  if (made !== users || rights !== users * objects * fields)
    throw new Error(`The run made ${String(made)} users with ${String(rights)} field rights`);
}

function expectUnchanged({ requests }: RunningOrg): void {
  const writes = writesOf(requests).length;
  if (writes > 0) throw new Error(`The second run wrote ${String(writes)} times`);
}
