import { join } from 'node:path';
import { entriesIn } from '../../scripts/build/entries.ts';
import { benchCommands, type Row } from './everyCommand.ts';
import { megabytes, table, times, type Section } from './section.ts';

/** Peak memory that `apply` of 200 users may take. */
const MOST_MIB = 300;
const ROOT = join(import.meta.dirname, '../..');

/** Why a command takes more than the limits allow. */
const REASONS: Readonly<Record<string, string>> = {
  create:
    'the describes come first, so that no query asks for a column which this org lacks; the profile, which no composite may hold with the set, once more where the org refuses PasswordNeverExpires; the user after the set; the checks, whose ids are known only then',
  apply:
    'as create; a permission set is never split over requests, so a composite holds four of 206 rows; up to 23 users in a composite, each a part, their licenses and sets two collections',
  'apply, again': 'the describes; the checks of what the run has not read',
  list: 'the describes; licenses and assignments of the users that were found',
  display: 'the describes; the users come first, then the rights of what they hold',
  verify: 'the describes; the rights of what the users hold; settings that only the Metadata API tells',
  export:
    'the users come first, then the rights of what they hold, then who else holds it; the record types of each set, which only the Metadata API tells, ten sets a request; the definition is planned before it is given out, which reads the org as apply does',
  'permset assign': 'the describes',
  'permset create': 'the describes; the set is read back',
  'profile clone':
    'the describes; once more where a profile on the license cannot hold a permission that was asked for; the profile is read back',
  'retire --deactivate':
    'what the users hold comes before what they hold can be taken away; the deactivation, which Salesforce may refuse, comes before all else, then sets, then licenses, for a license may go along with its set, each read back',
  migrate:
    'the describes; users, rights, and what else depends on the users come one after another; the trial, in which as many users as fit share a request that is rolled back; sets before users, as in apply, and up to 20 users in a composite; the rights of everybody are read once more and compared with those before; record types, which only the Metadata API tells',
  'migrate --undo':
    'what the snapshot says is read and compared before anything is written; up to 20 users in a composite, each a part; the sets that the migration has made are looked for and deleted when nobody holds them any more; all is read back',
  'credential create':
    'the app is five components, which only the Metadata API tells and writes, one type a request; a deployment is asked until it is done; the secret comes from a resource of its own',
  'credential test':
    'the five components of the app, one type a request; a token, whose it is, a query with it, and its end',
  'credential rotate':
    'the five components of the app; a secret is staged, read, tried as in credential test, and only then put in place',
  'credential password': 'who the user and the caller are, then what they may',
  'credential revoke':
    'who the user and the caller are, then what they may, then the logins; tokens end one by one, sessions together; what is left is read',
};

/** Commands that another section measures. */
const ELSEWHERE: Readonly<Record<string, string>> = { audit: '[Audit](#audit)' };

/** Every command at each number of users, against the least that the limits allow. */
export async function requestsSection(counts: readonly number[], latencyMs: number): Promise<Section> {
  const rows: Row[] = [];
  const tell = (row: Row): void => {
    rows.push(row);
    process.stderr.write(`${row.what}, users: ${String(row.users)}, requests: ${String(row.requests)}\n`);
  };
  await benchCommands(counts, latencyMs, tell);
  return { title: 'Requests', lines: linesOf(rows), broken: [...broken(rows), ...untold(rows)] };
}

function linesOf(rows: readonly Row[]): string[] {
  const base = rows[0]?.ms ?? 1;
  const cells = rows.map(({ what, users, rows: count, requests, least, most, roundTrips, ms, peakMiB }) => [
    ...[what, String(users), String(count), String(requests), String(least), String(most ?? ''), String(roundTrips)],
    ...[times(ms, base), megabytes(peakMiB), what.startsWith('apply') ? megabytes(MOST_MIB) : ''],
  ]);
  const columns = ['command', 'users', 'rows', 'requests', 'least', 'at most', 'one after another', 'time'];
  const absent = absentFrom(rows);
  return [
    'Rows are permission sets, their object and field rights, and the assignments of set and license. Requests are all that the org got. The least is what the limits allow when everything is known beforehand: 25 queries of 2,000 rows a batch, five collections of 200 rows a composite, one request to read, one to write, one to read back. Time is that of the command without the start of Node, as a multiple of the first row. Commands about one user or one thing are measured once, the others with more and more users.',
    '',
    ...table([...columns, 'peak memory', 'memory at most'], cells),
    '',
    'Why more than the least:',
    '',
    ...Object.entries(REASONS).map(([what, reason]) => `- ${what}: ${reason}.`),
    '',
    ...absent.map((what) => `- ${what}: see ${ELSEWHERE[what] ?? 'no section'}.`),
  ];
}

function absentFrom(rows: readonly Row[]): string[] {
  const measured = new Set(rows.map(({ what }) => (what.split(/,| --/)[0] ?? '').replace(' ', '/')));
  return entriesIn(ROOT)
    .filter((name) => name.startsWith('commands/'))
    .map((name) => name.replace('commands/integration-user/', ''))
    .filter((name) => !measured.has(name));
}

/** What the page must tell and does not: a command, or why one takes more than the least. */
function untold(rows: readonly Row[]): string[] {
  const hasReason = (what: string): boolean => what in REASONS || (what.split(',')[0] ?? '') in REASONS;
  const more = rows.filter(({ what, requests, least }) => requests > least && !hasReason(what)).map(({ what }) => what);
  return [
    ...absentFrom(rows)
      .filter((what) => !(what in ELSEWHERE))
      .map((what) => `${what} is not measured`),
    ...[...new Set(more)].map((what) => `why ${what} takes more requests than the least is not told`),
  ];
}

function broken(rows: readonly Row[]): string[] {
  return rows.flatMap(({ what, users, requests, most, peakMiB }) => [
    ...(most !== undefined && requests > most
      ? [`${what}, ${String(users)} users: ${String(requests)} requests, more than ${String(most)}`]
      : []),
    ...(what.startsWith('apply') && peakMiB > MOST_MIB
      ? [`${what}, ${String(users)} users: ${megabytes(peakMiB)}, more than ${megabytes(MOST_MIB)}`]
      : []),
  ]);
}
