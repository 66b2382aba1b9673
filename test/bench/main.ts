/**
 * `npm run bench`: what the commands cost, in requests, memory, and time relative to each other, beside what is promised.
 * --latency MS lets the org answer later, --users N leaves larger definitions out, --write writes docs/benchmarks.md.
 * Exits with 1 when a promise is broken; seconds are not promised.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectBuilt } from './built.ts';
import { benchApply, benchApplyJson, benchCreate, type BenchRow } from './rows.ts';
import { broken, page } from './table.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIELDS = [40, 41, 400];
const USERS = [1, 10, 50, 200];

const { values } = parseArgs({
  options: {
    latency: { type: 'string', default: '0' },
    users: { type: 'string', default: '200' },
    write: { type: 'boolean', default: false },
  },
});
const latencyMs = Number(values.latency);
const users = USERS.filter((count) => count <= Number(values.users));
const rows: BenchRow[] = [];
const tell = (row: BenchRow): void => {
  rows.push(row);
  process.stderr.write(`${row.what}, users: ${String(row.users)}, requests: ${String(row.requests)}\n`);
};

expectBuilt(ROOT);
for (const fields of FIELDS) await benchCreate(fields, latencyMs, tell);
for (const count of users) await benchApply(count, latencyMs, tell);
await benchApplyJson(users.at(-1) ?? 1, latencyMs, tell);

const text = page(rows, latencyMs).join('\n');
console.log(text);
if (values.write) writeFileSync(join(ROOT, 'docs/benchmarks.md'), `${text}\n`);
for (const promise of broken(rows)) {
  console.error(`Not as promised: ${promise}`);
  process.exitCode = 1;
}
