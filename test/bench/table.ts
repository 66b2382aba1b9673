import { availableParallelism } from 'node:os';
import type { BenchRow } from './rows.ts';

/** Peak memory that `apply` of 200 users may take. */
const MOST_MIB = 300;

const COLUMNS = ['command', 'users', 'rows', 'requests', 'at most', 'time', 'peak memory', 'at most'] as const;

/** The lines of a Markdown table. */
function table(rows: readonly BenchRow[]): string[] {
  const base = rows[0]?.ms ?? 1;
  const cells = rows.map(({ what, users, rows: written, requests, mostRequests, ms, peakMiB }) => [
    what,
    String(users),
    String(written),
    String(requests),
    mostRequests === undefined ? '' : String(mostRequests),
    `${(ms / base).toFixed(1)} x`,
    `${peakMiB.toFixed(0)} MB`,
    what.startsWith('apply') ? `${String(MOST_MIB)} MB` : '',
  ]);
  const widths = COLUMNS.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const isText = (at: number): boolean => at === 0;
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isText(at) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(COLUMNS), line(rule), ...cells.map(line)];
}

/** How requests, time and memory grow with the users: what is proportional has the growth of the users. */
function growth(rows: readonly BenchRow[]): string[] {
  return ['apply', 'apply, again', 'list', 'display'].flatMap((what) => {
    const own = rows.filter((row) => row.what === what);
    return own.slice(1).flatMap((row, at) => {
      const before = own[at];
      if (before === undefined) return [];
      const times = (a: number, b: number): string => (a / b).toFixed(1);
      return `- ${what}, ${String(before.users)} -> ${String(row.users)} users (${times(row.users, before.users)} x): requests ${times(row.requests, before.requests)} x, time ${times(row.ms, before.ms)} x, memory ${times(row.peakMiB, before.peakMiB)} x`;
    });
  });
}

/** Rows that break a promise, in words. */
export function broken(rows: readonly BenchRow[]): string[] {
  return rows.flatMap(({ what, users, requests, mostRequests, peakMiB }) => [
    ...(mostRequests !== undefined && requests > mostRequests
      ? [`${what}, ${String(users)} users: ${String(requests)} requests, more than ${String(mostRequests)}`]
      : []),
    ...(what.startsWith('apply') && peakMiB > MOST_MIB
      ? [`${what}, ${String(users)} users: ${peakMiB.toFixed(0)} MB, more than ${String(MOST_MIB)} MB`]
      : []),
  ]);
}

/** The page that `--write` writes. */
export function page(rows: readonly BenchRow[], latencyMs: number): string[] {
  const notKept = broken(rows).map((text) => `- Not as promised: ${text}.`);
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench -- --write`.',
    '',
    ...conditions(rows, latencyMs),
    '',
    ...table(rows),
    ...(notKept.length > 0 ? ['', ...notKept] : []),
    '',
    '## Growth',
    '',
    ...growth(rows),
  ];
}

/** What the numbers were taken under. */
function conditions(rows: readonly BenchRow[], latencyMs: number): string[] {
  const rest = Math.min(...rows.map(({ atRestMiB }) => atRestMiB));
  return [
    `- A simulated org on the same computer, ${String(latencyMs)} ms before each answer; Node ${process.versions.node}, ${process.platform} ${process.arch}, ${String(availableParallelism())} processors, which org and command share.`,
    `- Every command ran as built, in a process of its own. Memory is its largest resident set; before the command began it was ${rest.toFixed(0)} MB, which is Node with everything loaded.`,
    '- Requests are all that the org got. Rows are permission sets, their object and field rights, and the assignments of set and license.',
    '- Time is that of the command without the start of Node, as a multiple of the first row: seconds would say more about the computer.',
    '- At most, for apply: 15 + rows / 200 + users / 8 requests, 10 the second time, and 300 MB.',
  ];
}
