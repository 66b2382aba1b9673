import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditResult } from '../../src/report/audit/result.ts';
import { scoreOf, type Score } from '../audit/score.ts';
import { startOrg } from '../org/rest/start.ts';
import { keptDatabase } from '../org/scenarios/large/kept.ts';
import { sizeOf } from '../org/scenarios/large/size.ts';
import { truthOf } from '../org/scenarios/large/truth.ts';
import { largeScenario } from '../org/scenarios/table.ts';
import { measure, type Measured } from './measure.ts';
import { megabytes, seconds, table, times, type Section } from './section.ts';

/** Promised, however large the org. */
const MOST = { requests: 40, peakMiB: 300, falseCertain: 0 };
const LEAST_RECALL = 0.95;
const KEPT = join(import.meta.dirname, '../../.cache/orgs');

type Audited = { readonly users: number; readonly measured: Measured; readonly score: Score };

/** `audit` of generated orgs of each size: what it takes, and how true it is. */
export async function auditSection(counts: readonly number[], latencyMs: number): Promise<Section> {
  const audited: Audited[] = [];
  for (const users of counts) {
    process.stderr.write(`audit, users: ${String(users)}\n`);
    audited.push(await auditOf(users, latencyMs));
  }
  const largest = audited.at(-1);
  return {
    title: 'Audit',
    lines: [...costs(audited), ...(largest === undefined ? [] : ['', ...truths(largest)])],
    broken: audited.flatMap(brokenIn),
  };
}

async function auditOf(users: number, latencyMs: number): Promise<Audited> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'));
  const size = sizeOf(users);
  const database = join(folder, 'org.db');
  keptDatabase(size, KEPT, database);
  const org = await startOrg({ scenario: largeScenario(size), database, latencyMs });
  try {
    const file = join(folder, 'audit.json');
    const measured = await measure(org, 'audit', ['--output-format', 'json', '--output-file', file]);
    const result = JSON.parse(readFileSync(file, 'utf8')) as AuditResult;
    return { users, measured, score: scoreOf(result, truthOf(size)) };
  } finally {
    await org.close();
    rmSync(folder, { recursive: true });
  }
}

function costs(audited: readonly Audited[]): string[] {
  const rows = audited.map(({ users, measured }, at) => {
    const before = audited[at - 1] ?? { users, measured };
    const { requests, roundTrips, rows: count, ms, peakMiB } = measured;
    return [
      ...[String(users), times(users, before.users), String(requests), String(MOST.requests), String(roundTrips)],
      ...[String(count), times(count, before.measured.rows), seconds(ms), times(ms, before.measured.ms)],
      ...[megabytes(peakMiB), megabytes(MOST.peakMiB)],
    ];
  });
  const columns = [
    ...['users', 'times', 'requests', 'at most', 'one after another', 'rows', 'times', 'time', 'times'],
    ...['peak memory', 'memory at most'],
  ];
  return [
    'Generated orgs with ten logins a user: of a thousand users six are machines, at least 37 in all, and about a hundred look like one. Rows are those that the org gave. Times: each row against the one above it.',
    '',
    ...table(columns, rows),
  ];
}

function truths({ users, score }: Audited): string[] {
  const cells = score.rows.map(({ kind, planted, certain, likely, possible, shared, unclear, unnamed }) => [
    kind,
    ...[planted, certain, likely, possible, shared, unclear, unnamed].map(String),
  ]);
  const flaws = score.flaws.map(({ flaw, planted, found, missed, wrong }) => [
    flaw,
    ...[planted, found, missed.length, wrong.length].map(String),
  ]);
  const columns = ['planted', 'users', 'machine, certain', 'likely', 'possible', 'shared', 'unclear', 'not named'];
  return [
    `Of ${String(users)} users, held against what each is in truth: ${percent(score.recall)} of the machines are called machines, at least ${percent(LEAST_RECALL)} promised; ${percent(score.precision)} of those called machines are machines. People called machines: ${String(score.people.certain.length)} for certain, none promised; ${String(score.people.likely.length)} likely, ${String(score.people.possible.length)} possible.`,
    '',
    ...table(columns, cells),
    '',
    'Of the integration users:',
    '',
    ...table(['wrong with them', 'users', 'found', 'missed', 'made up'], flaws),
  ];
}

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

function brokenIn({ users, measured: { requests, peakMiB }, score }: Audited): string[] {
  const what = `audit, ${String(users)} users`;
  const certain = score.people.certain.map(({ username }) => username);
  return [
    ...(requests > MOST.requests ? [`${what}: ${String(requests)} requests, more than ${String(MOST.requests)}`] : []),
    ...(peakMiB > MOST.peakMiB ? [`${what}: ${megabytes(peakMiB)}, more than ${megabytes(MOST.peakMiB)}`] : []),
    ...(certain.length > MOST.falseCertain
      ? [`${what}: people called machines for certain: ${certain.join(', ')}`]
      : []),
    ...(score.recall < LEAST_RECALL ? [`${what}: ${percent(score.recall)} of the machines found`] : []),
  ];
}
