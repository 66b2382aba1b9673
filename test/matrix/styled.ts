/** Pages of a query that are still to be asked for, by their path. */
export type Pages = Map<string, string>;

type Exchange = {
  readonly origin: string;
  readonly path: string;
  readonly sent: string;
  readonly type: string;
  readonly body: string;
};
type Members = Readonly<Record<string, unknown>>;
type Count = (what: string) => void;

/** Rows of a page; real ones have at least 200, which a small org never fills. */
const ROWS = 100;
const UNKNOWN = { zzz_FutureMember: 'not known yet', AAA_OtherMember: { nested: [null, 1] } };

/** The same answer in another style. Text that is neither JSON nor XML stays as it is. */
export function styled({ origin, path, sent, type, body }: Exchange, pages: Pages, count: Count): string {
  if (body === '') return body;
  if (type.includes('xml')) return styledXml(body, count);
  if (!type.includes('json')) return body;
  return JSON.stringify(jsonOf(origin, path, sent, JSON.parse(body), pages, count));
}

function jsonOf(origin: string, path: string, sent: string, answer: unknown, pages: Pages, count: Count): unknown {
  if (path.endsWith('/composite/batch') && isMembers(answer) && Array.isArray(answer['results'])) {
    const { batchRequests } = JSON.parse(sent) as { batchRequests: { url: string }[] };
    const results = answer['results'].map((one: Members, at) => ({
      ...one,
      result: jsonOf(origin, `/services/data/${batchRequests[at]?.url ?? ''}`, '', one['result'], pages, count),
    }));
    return shuffledMembers({ ...answer, results }, count);
  }
  if (isMembers(answer) && Array.isArray(answer['records'])) return queryOf(origin, path, answer, pages, count);
  return value(answer, count, path.endsWith('/describe'));
}

/** Rows without ORDER BY come in any order, a page may end anywhere, and the address of the next be whole or not; answers of groups have one page. */
function queryOf(origin: string, path: string, answer: Members, pages: Pages, count: Count): unknown {
  const soql = new URLSearchParams(path.split('?')[1]).get('q') ?? '';
  const rows = answer['records'] as Members[];
  const isOrdered = /\bORDER BY\b/i.test(soql) || soql === '' || answer['done'] !== true;
  if (!isOrdered && rows.length > 1) count('rows');
  const ordered = isOrdered ? rows : [...rows].reverse();
  const isGrouped = ordered.some((row) => (row['attributes'] as Members | undefined)?.['type'] === 'AggregateResult');
  const records = ordered.map((row) => value(row, count));
  const whole = { ...answer, records };
  if (isGrouped || records.length <= ROWS || answer['done'] !== true) return shuffledMembers(whole, count);
  const version = /\/v\d+\.\d\//.exec(path)?.[0] ?? '/v67.0/';
  const locator = `/services/data${version}query/01gZZ${String(pages.size + 1).padStart(10, '0')}AAA`;
  const starts = Array.from({ length: Math.ceil(records.length / ROWS) }, (_, at) => at * ROWS);
  const cut = starts.map((start) => ({
    ...whole,
    records: records.slice(start, start + ROWS),
    done: start + ROWS >= records.length,
    ...(start + ROWS < records.length
      ? { nextRecordsUrl: `${start === 0 ? origin : ''}${locator}-${String(start + ROWS)}` }
      : {}),
  }));
  cut.slice(1).forEach((page, at) => pages.set(`${locator}-${String((at + 1) * ROWS)}`, JSON.stringify(page)));
  count('pages');
  return shuffledMembers(cut[0] ?? {}, count);
}

/** A value of an answer with its members in another order, unknown ones among them, without those that are null, and times in Zulu. */
function value(given: unknown, count: Count, isDescribe = false): unknown {
  if (Array.isArray(given)) return given.map((one) => value(one, count));
  if (typeof given === 'string') return time(given, count);
  if (!isMembers(given)) return given;
  const entries = Object.entries(given).flatMap(([name, one]) => {
    if (one === null) {
      count('null');
      return [];
    }
    const inside = name === 'DurableId' ? shortId(one, count) : value(one, count);
    return [
      [name, isDescribe && name === 'fields' && Array.isArray(inside) ? (inside.toReversed() as unknown) : inside],
    ];
  });
  return shuffledMembers(Object.fromEntries(entries) as Members, count);
}

function shuffledMembers(given: Members, count: Count): Members {
  count('members');
  const entries = Object.entries(given).reverse();
  return { ...UNKNOWN, ...Object.fromEntries(entries) };
}

/** A DurableId is text, in which an id may have 15 characters. */
function shortId(given: unknown, count: Count): unknown {
  if (typeof given !== 'string' || !/^300[A-Za-z0-9]{15}$/.test(given)) return given;
  count('id');
  return given.slice(0, 15);
}

function time(text: string, count: Count): string {
  const zulu = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\+0000$/.exec(text)?.[1];
  if (zulu === undefined) return text;
  count('time');
  return `${zulu}Z`;
}

/** Other prefixes, blanks between elements, comments: what XML leaves to who writes it. */
function styledXml(xml: string, count: Count): string {
  count('xml');
  return xml
    .replace(/soapenv(?=[:=])/g, 'SOAP-ENV')
    .replace(/<(fault\w+)>/g, '<$1 xmlns="">')
    .replace(/(<\/(?:records|result|SOAP-ENV:Body)>)/g, '$1\n  <!-- \u00e9 -->\n  ');
}

function isMembers(given: unknown): given is Members {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
