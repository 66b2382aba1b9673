import { OrgError, type Org, type Session } from '../org.ts';

export type QueryResult = {
  totalSize: number;
  done: boolean;
  records: Record<string, unknown>[];
  nextRecordsUrl?: string;
};

/** Rows as they were when the query ran, shaped only when a page of them is asked for. */
export type Snapshot = {
  readonly size: number;
  readonly slice: (from: number, until: number) => Record<string, unknown>[];
};

type Cursor = { readonly userId: string; readonly rows: Snapshot; readonly pageSize: number; readonly url: string };

const cursors = new WeakMap<Org, Map<string, Cursor>>();

function cursorsOf(org: Org): Map<string, Cursor> {
  const known = cursors.get(org) ?? new Map<string, Cursor>();
  cursors.set(org, known);
  return known;
}

function page(locator: string, cursor: Cursor, from: number): QueryResult {
  const until = from + cursor.pageSize;
  const result = {
    totalSize: cursor.rows.size,
    done: until >= cursor.rows.size,
    records: cursor.rows.slice(from, until),
  };
  return result.done ? result : { ...result, nextRecordsUrl: `${cursor.url}/${locator}-${String(until)}` };
}

/**
 * The first page of these rows; when there are more, a locator keeps them as they are now for this user (facts 7.5).
 * `url` is the path before the locator.
 */
export function firstPage(session: Session, rows: Snapshot, pageSize: number, url: string): QueryResult {
  if (rows.size <= pageSize) return { totalSize: rows.size, done: true, records: rows.slice(0, rows.size) };
  const open = cursorsOf(session.org);
  // Prefix 01g: facts appendix B [recorded]. Digits only, so that the checksum is AAA.
  const locator = `01g${String(open.size + 1).padStart(12, '0')}AAA`;
  const cursor = { userId: session.userId, rows, pageSize, url };
  open.set(locator, cursor);
  return page(locator, cursor, 0);
}

/** The page that a locator such as 01g000000000001AAA-2000 names. Throws INVALID_QUERY_LOCATOR when it is not one of this user's. */
export function nextPage(session: Session, locator: string): QueryResult {
  const [, id, from] = /^(01g[A-Za-z0-9]{15})-(\d+)$/.exec(locator) ?? [];
  const cursor = id === undefined ? undefined : cursorsOf(session.org).get(id);
  const start = Number(from);
  if (id === undefined || cursor?.userId !== session.userId || start >= cursor.rows.size) {
    throw new OrgError('INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return page(id, cursor, start);
}
