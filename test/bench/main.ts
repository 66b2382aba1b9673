/**
 * `npm run bench`: what the commands cost, in requests, memory, and time relative to each other, beside what is promised. `--latency MS`
 * lets the org answer later, `--users N` leaves larger definitions out, `--write` writes docs/benchmarks.md. Exits with 1 when a promise is broken; seconds are not promised.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchApply, benchCreate, type BenchRow } from './rows.ts';
import { broken, conditions, growth, table } from './table.ts';

const PAGE = join(import.meta.dirname, '../../docs/benchmarks.md');
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
const rows: BenchRow[] = [];
const tell = (row: BenchRow): void => {
  rows.push(row);
  process.stderr.write(`${row.what}, ${String(row.users)} users: ${String(row.requests)} requests\n`);
};
for (const fields of FIELDS) await benchCreate(fields, latencyMs, tell);
for (const users of USERS.filter((count) => count <= Number(values.users))) await benchApply(users, latencyMs, tell);

const page = [
  '# Benchmarks',
  '',
  'Written by `npm run bench -- --write`.',
  '',
  ...conditions(rows, latencyMs),
  '',
  ...table(rows),
  '',
  '## Growth',
  '',
  ...growth(rows),
].join('\n');
console.log(page);
if (values.write) writeFileSync(PAGE, `${page}\n`);
for (const text of broken(rows)) {
  console.error(`Not as promised: ${text}`);
  process.exitCode = 1;
}
