import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** One `create`: at most so many requests the first time (DESIGN.md). */
const CREATE_FIRST = 8;
const CREATE_SECOND = 3;
const APPLY_SECOND = 10;

/** The promise for `apply`: a request for 200 rows and one for 8 users, besides what every run takes. */
function mostOfApply(size: Size): number {
  return Math.floor(15 + rowsOf(size) / 200 + size.users / 8);
}

/** `create` of one user with five objects, twice. */
export function benchCreate(fields: number, latencyMs: number, tell: (row: BenchRow) => void): Promise<void> {
  const size = { users: 1, objects: 5, fields };
  const what = `create, 5 objects x ${String(fields)} fields`;
  // Five collections of field rights fit into one request; each five more take one.
  const more = Math.max(0, Math.ceil((5 * fields) / 1000) - 1);
  return inOrg(size, latencyMs, async (org, file) => {
    const run = async (outcome: string, written: number, most: number | undefined): Promise<void> => {
      const measured = await measure(org, 'create', ['--definition-file', file]);
      expectOutcome(measured, outcome);
      const name = outcome === 'unchanged' ? `${what}, again` : what;
      tell({ ...measured, what: name, users: 1, rows: written, mostRequests: most });
    };
    await run('created', rowsOf(size), CREATE_FIRST + 2 * more);
    await run('unchanged', 0, fields < 400 ? CREATE_SECOND : undefined);
  });
}

/** `apply` of many users, twice, and then what reads them. */
export function benchApply(users: number, latencyMs: number, tell: (row: BenchRow) => void): Promise<void> {
  const size = { users, objects: 5, fields: 40 };
  return inOrg(size, latencyMs, async (org, file) => {
    const first = await measure(org, 'apply', ['--definition-file', file]);
    expectOutcome(first, 'created');
    tell({ ...first, what: 'apply', users, rows: rowsOf(size), mostRequests: mostOfApply(size) });
    const second = await measure(org, 'apply', ['--definition-file', file]);
    expectOutcome(second, 'unchanged');
    tell({ ...second, what: 'apply, again', users, rows: 0, mostRequests: APPLY_SECOND });
    const reading = { users, rows: 0, mostRequests: undefined };
    tell({ ...(await measure(org, 'list', [])), what: 'list', ...reading });
    const one = ['--username', 'app001@acme.integration'];
    tell({ ...(await measure(org, 'display', one)), what: 'display', ...reading });
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
function expectOutcome({ result }: Measured, outcome: string): void {
  const given = (result as { outcome?: unknown } | undefined)?.outcome;
  if (given !== outcome) throw new Error(`The run should be ${outcome} and is ${String(given)}`);
}
