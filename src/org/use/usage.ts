import { csvLines, type Line } from '../wire/csvLines.ts';
import { number, required, type Row } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { fromThrown, isPassing, OrgSilence } from '../wire/refusal.ts';
import { soql } from '../wire/soql.ts';
import { carry, retrying, type Org } from '../wire/transport.ts';

/** What one user has asked the API for, as far as the logs name it. */
export type Used = {
  /** Lower case. */
  readonly objects: ReadonlySet<string>;
  /** Requests of which the logs do not say what they were about, such as composite ones. */
  readonly unnamed: number;
  readonly requests: number;
};

/** What the event logs of an org tell of its API requests. */
export type Usage = {
  /** Days of UTC, `yyyy-mm-dd`, in order; none: the org has no such logs. */
  readonly days: readonly string[];
  /** By user id, of users who were asked for and have made a request. */
  readonly users: ReadonlyMap<string, Used>;
  /** Why the logs were not read: Salesforce's words, or bytes that are too many. */
  readonly refused?: string;
  readonly tooLarge?: number;
  /** Days whose logs were left out. */
  readonly left: number;
};

/** Logs that are read in all; each is in memory as a whole, one after the other. */
export const MOST_BYTES = 200 * 1024 * 1024;

/** Of many logs, only the latest: at most so many, and so many bytes together. */
export type UsagePart = { readonly most: number; readonly bytes: number };

/**
 * Reads which objects users have accessed over the API (facts 5.3), and how often. One request, and one for each log.
 * @param part undefined: all logs, or none if they are too large
 * @throws OrgRefusal, OrgSilence
 */
export async function readUsage(org: Org, ids: readonly string[], part?: UsagePart): Promise<Usage> {
  const none: Usage = { days: [], users: new Map(), left: 0 };
  const query = soql`SELECT Id, LogDate, Interval, LogFileLength FROM EventLogFile WHERE EventType = ${'ApiTotalUsage'} ORDER BY LogDate`;
  const { rows, refused } = await queryKinds(org, { logs: { object: 'EventLogFile', queries: [query] } });
  const words = refused.get('EventLogFile');
  if (words !== undefined) return { ...none, refused: words };
  const daily = new Set(rows.logs.filter((row) => row['Interval'] !== 'Hourly').map(dayOf));
  const all = rows.logs.filter((row) => row['Interval'] !== 'Hourly' || !daily.has(dayOf(row)));
  const logs = part === undefined ? all : latest(all, part);
  const bytes = logs.reduce((sum, row) => sum + number(row, 'LogFileLength'), 0);
  if (bytes > MOST_BYTES) return { ...none, tooLarge: bytes };
  const used = new Map<string, { objects: Set<string>; unnamed: number; requests: number }>();
  const wanted = new Map(ids.map((id) => [id.slice(0, 15), id]));
  for (const log of logs) {
    for await (const line of csvLines(await readLog(org, required(log, 'Id')))) {
      const id = wanted.get((line['USER_ID'] ?? '').slice(0, 15));
      if (id === undefined) continue;
      const own = used.get(id) ?? { objects: new Set(), unnamed: 0, requests: 0 };
      used.set(id, own);
      own.requests += 1;
      const { objects, isWhole } = objectsOf(line);
      for (const object of objects) own.objects.add(object);
      if (!isWhole) own.unnamed += 1;
    }
  }
  const days = new Set(logs.map(dayOf));
  const left = new Set(all.map(dayOf).filter((day) => !days.has(day))).size;
  return { days: [...days].sort(), users: used, left };
}

/** The last logs that fit, those of a day as a whole. */
function latest(logs: readonly Row[], { most, bytes }: UsagePart): Row[] {
  const days = [...new Set(logs.map(dayOf))].sort().reverse();
  const taken: Row[] = [];
  for (const day of days) {
    const more = [...taken, ...logs.filter((row) => dayOf(row) === day)];
    const size = more.reduce((sum, row) => sum + number(row, 'LogFileLength'), 0);
    if (more.length > most || size > bytes) break;
    taken.splice(0, taken.length, ...more);
  }
  return taken;
}

/** Resources that are about no object. */
const WITHOUT_OBJECT =
  /^(?:login|logout|getUserInfo|getServerTimestamp|describeGlobal)$|\/(?:limits|userinfo|sobjects|v\d+\.\d)\/?(?:\?.*)?$/i;

/**
 * The objects that a line of the log is about, in lower case, and whether these are all. Pure. Of a composite request the log does not have
 * the parts (facts 5.3).
 */
export function objectsOf(line: Line): { readonly objects: readonly string[]; readonly isWhole: boolean } {
  const resource = line['API_RESOURCE'] ?? '';
  const names = (line['ENTITY_NAME'] ?? '').split(/\W+/);
  const [, inPath = ''] = /\/sobjects\/(\w+)/i.exec(resource) ?? [];
  const objects = [...new Set([...names, inPath].filter((name) => name !== '').map((name) => name.toLowerCase()))];
  if (/\/composite\b/i.test(resource)) return { objects, isWhole: /\/composite\/sobjects\/\w/i.test(resource) };
  return { objects, isWhole: objects.length > 0 || WITHOUT_OBJECT.test(resource) };
}

async function readLog(org: Org, id: string): Promise<string> {
  const url = `/sobjects/EventLogFile/${id}/LogFile`;
  return retrying(
    org,
    (thrown) => isPassing(thrown) || thrown instanceof OrgSilence,
    () =>
      carry<string>(org, { method: 'GET', url }, { responseType: 'text/plain' }).then(asLog, (thrown: unknown) => {
        throw fromThrown(thrown);
      }),
  );
}

/** A page of maintenance comes with status 200. */
function asLog(answer: string): string {
  const [head = ''] = answer.split('\n', 1);
  if (['USER_ID', 'API_RESOURCE', 'ENTITY_NAME'].every((column) => head.includes(column))) return answer;
  throw new OrgSilence('The answer is no log of API requests.');
}

function dayOf(row: Row): string {
  return required(row, 'LogDate').slice(0, 10);
}
