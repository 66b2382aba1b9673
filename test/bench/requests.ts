import { join } from 'node:path';
import { entriesIn } from '../../scripts/build/entries.ts';
import { expectCreated, expectUnchanged, inOrg } from './inOrg.ts';
import { rowsOf, type Size } from './manyUsers.ts';
import { measure, type Measured } from './measure.ts';
import { megabytes, table, times, type Section } from './section.ts';

/** Peak memory that `apply` of 200 users may take. */
const MOST_MIB = 300;
const ROOT = join(import.meta.dirname, '../..');

type Row = Measured & {
  readonly what: string;
  readonly users: number;
  readonly rows: number;
  /** What Salesforce's limits allow: 25 queries a batch, five collections of 200 rows a composite. */
  readonly least: number;
  /** Promised; undefined: nothing is. */
  readonly most?: number;
};

/** Why a command takes more than the limits allow. */
const REASONS: Readonly<Record<string, string>> = {
  create:
    'the describes come first, so that no query asks for a column which this org lacks; the profile, which no composite may hold with the set, once more where the org refuses PasswordNeverExpires; the user after the set; the checks, whose ids are known only then',
  apply:
    'as create, and one composite for each permission set, so that a refusal takes back this set alone; up to 8 users in one composite (3 of its 25 parts each)',
  'apply, again': 'the describes; the checks of what the run has not read',
  list: 'the describes; licenses and assignments of the users that were found',
  display: 'the describes; the users come first, then the rights of what they hold',
  verify: 'the describes; the rights of what the users hold; settings that only the Metadata API tells',
  export:
    'the users come first, then the rights of what they hold, then who else holds it; the record types of each set, which only the Metadata API tells, ten sets a request; the definition is planned before it is given out, which reads the org as apply does',
  'permset assign':
    'the describes; a composite takes 25 parts, as each user is its own part, so that a refusal names the user',
  'permset create': 'the describes; the set is read back',
  'profile clone':
    'the describes; once more where a profile on the license cannot hold a permission that was asked for; the profile is read back',
  'retire --deactivate':
    'what the users hold comes before what they hold can be taken away; the deactivation, which Salesforce may refuse, comes before all else, then sets, then licenses, for a license may go along with its set, each read back',
  migrate:
    'the describes; users, rights, and what else depends on the users come one after another; the trial; sets before users, as in apply; the rights of everybody are read once more and compared with those before; record types, which only the Metadata API tells',
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

const reads = (rows: number): number => Math.max(1, Math.ceil(rows / (25 * 2000)));
const writes = (rows: number): number => reads(0) + Math.max(1, Math.ceil(rows / (5 * 200))) + reads(rows);

/** The promise for `apply`: a request for 200 rows and one for 8 users, besides what every run takes. */
const mostOfApply = (size: Size): number => Math.floor(15 + rowsOf(size) / 200 + size.users / 8);

/** Every command at each number of users, against the least that the limits allow. */
export async function requestsSection(counts: readonly number[], latencyMs: number): Promise<Section> {
  const rows: Row[] = [];
  const tell = (row: Row): void => {
    rows.push(row);
    process.stderr.write(`${row.what}, users: ${String(row.users)}, requests: ${String(row.requests)}\n`);
  };
  for (const fields of [40, 41, 400]) await create(fields, latencyMs, tell);
  await parts(latencyMs, tell);
  for (const users of counts) await many(users, latencyMs, tell);
  return { title: 'Requests', lines: linesOf(rows), broken: broken(rows) };
}

async function create(fields: number, latencyMs: number, tell: (row: Row) => void): Promise<void> {
  const size = { users: 1, objects: 5, fields };
  const more = Math.max(0, Math.ceil((5 * fields) / 1000) - 1);
  const what = `create, 5 objects x ${String(fields)} fields`;
  await inOrg(size, latencyMs, async (org, file) => {
    const count = rowsOf(size);
    const first = await measure(org, 'create', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what, users: 1, rows: count, least: writes(count), most: 8 + 2 * more });
    const again = await measure(org, 'create', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: `${what}, again`, users: 1, rows: 0, least: reads(count), most: 3 });
  });
}

/** The commands that make one part of a user. */
async function parts(latencyMs: number, tell: (row: Row) => void): Promise<void> {
  await inOrg({ users: 1, objects: 5, fields: 40 }, latencyMs, async (org) => {
    const one = { users: 1, least: writes(1) };
    const clone = await measure(org, 'profile/clone', ['--name', 'Bench Profile', '--no-prompt']);
    tell({ ...clone, ...one, what: 'profile clone', rows: 1 });
    const set = ['--name', 'Bench', '--object', 'Account=read', '--field', 'Account.Website', '--no-prompt'];
    tell({ ...(await measure(org, 'permset/create', set)), ...one, what: 'permset create', rows: 3 });
  });
}

async function many(users: number, latencyMs: number, tell: (row: Row) => void): Promise<void> {
  const size = { users, objects: 5, fields: 40 };
  await inOrg(size, latencyMs, async (org, file, folder) => {
    const count = rowsOf(size);
    const first = await measure(org, 'apply', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what: 'apply', users, rows: count, least: writes(count + users), most: mostOfApply(size) });
    const again = await measure(org, 'apply', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: 'apply, again', users, rows: 0, least: reads(count), most: 10 });
    const reading = { users, rows: 0, least: reads(count) };
    const one = ['--username', 'app001@acme.integration'];
    tell({ ...(await measure(org, 'list', [])), what: 'list', ...reading });
    tell({ ...(await measure(org, 'license/list', [])), what: 'license list', ...reading });
    tell({ ...(await measure(org, 'display', one)), what: 'display', ...reading });
    tell({ ...(await measure(org, 'verify', ['--definition-file', file], [0, 1])), what: 'verify', ...reading });
    tell({
      ...(await measure(org, 'export', ['--output-file', join(folder, 'out.yaml')])),
      what: 'export',
      ...reading,
    });
    const names = Array.from({ length: users }, (_, at) => `app${String(at + 1).padStart(3, '0')}@acme.integration`);
    const each = names.flatMap((name) => ['--username', name]);
    const assign = ['--permission-set', 'Existing_Set', ...each];
    const assigned = await measure(org, 'permset/assign', [...assign, '--no-prompt']);
    tell({ ...assigned, what: 'permset assign', users, rows: users, least: writes(users) });
    const retired = await measure(org, 'retire', [...each, '--deactivate', '--no-prompt']);
    tell({ ...retired, what: 'retire --deactivate', users, rows: 4 * users, least: writes(4 * users) });
  });
}

function linesOf(rows: readonly Row[]): string[] {
  const base = rows[0]?.ms ?? 1;
  const cells = rows.map(({ what, users, rows: count, requests, least, most, roundTrips, ms, peakMiB }) => [
    ...[what, String(users), String(count), String(requests), String(least), String(most ?? ''), String(roundTrips)],
    ...[times(ms, base), megabytes(peakMiB), what.startsWith('apply') ? megabytes(MOST_MIB) : ''],
  ]);
  const columns = ['command', 'users', 'rows', 'requests', 'least', 'at most', 'one after another', 'time'];
  const measured = new Set(rows.map(({ what }) => (what.split(/,| --/)[0] ?? '').replace(' ', '/')));
  const absent = entriesIn(ROOT)
    .filter((name) => name.startsWith('commands/'))
    .map((name) => name.replace('commands/integration-user/', ''))
    .filter((name) => !measured.has(name));
  return [
    'Rows are permission sets, their object and field rights, and the assignments of set and license. Requests are all that the org got. The least is what the limits allow when everything is known beforehand: 25 queries of 2,000 rows a batch, five collections of 200 rows a composite, one request to read, one to write, one to read back. Time is that of the command without the start of Node, as a multiple of the first row.',
    '',
    ...table([...columns, 'peak memory', 'memory at most'], cells),
    '',
    'Why more than the least:',
    '',
    ...Object.entries(REASONS).map(([what, reason]) => `- ${what}: ${reason}.`),
    ...(absent.length > 0 ? ['', `Not measured: ${absent.join(', ')}.`] : []),
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
