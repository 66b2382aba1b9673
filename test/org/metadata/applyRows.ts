import { NotSimulated, OrgError, type Access, type Row, type Session } from '../org.ts';
import { deleteRecord, insertRecord, updateRecord } from '../records/write.ts';
import type { WantedRow, WantedRows } from './permissionRows.ts';
import { setupEntitySections } from './setupEntities.ts';
import { isVirtual } from '../rules/allData.ts';

export type Write = () => void;

/** Writes in two stages: those that add rights, then those that take away. */
export type Writes = { readonly grow: readonly Write[]; readonly shrink: readonly Write[] };

/**
 * Runs writes in whatever order their dependencies allow: those refused are tried again as long as others succeed.
 * A deploy checks a component as a whole, records are checked one by one. Throws the first refusal that stays.
 */
export function runWrites(writes: readonly Write[]): void {
  let waiting = writes;
  while (waiting.length > 0) {
    const refused = waiting.map(attempt).filter((result) => result !== undefined);
    const first = refused[0];
    if (first !== undefined && refused.length === waiting.length) throw first.error;
    waiting = refused.map(({ write }) => write);
  }
}

function attempt(write: Write): { write: Write; error: OrgError } | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof OrgError && !(error instanceof NotSimulated)) return { write, error };
    throw error;
  }
}

/**
 * The writes that bring the child rows of a permission set to what is wanted. With `replace`, rows that are not named go
 * too (permission sets); without, they stay (profiles). source: facts 2.4, 3.6 [official]
 */
export function rowWrites(
  session: Session,
  access: Access,
  parentId: string,
  wanted: WantedRows,
  replace: boolean,
): Writes {
  const { object, key } = wanted;
  const present = session.org.store
    .find(object, { ParentId: parentId })
    .filter((row) => ownRow(row) && !isVirtual(row));
  const presentByKey = new Map(present.map((row) => [keyOf(row, key), row]));
  const grow: Write[] = [];
  const shrink: Write[] = [];
  for (const row of wanted.rows) {
    const before = presentByKey.get(keyOf(row.key, key));
    const writes = oneRow(session, access, object, parentId, before, row);
    grow.push(...writes.grow);
    shrink.push(...writes.shrink);
  }
  if (replace) {
    const named = new Set(wanted.rows.map((row) => keyOf(row.key, key)));
    const left = present.filter((row) => !named.has(keyOf(row, key)) && !isSpared(row, wanted));
    shrink.push(...left.map((row) => removal(session, access, object, row)));
  }
  return { grow, shrink };
}

function isSpared(row: Row, { spared }: WantedRows): boolean {
  return spared?.has(String(row['SobjectType'])) === true;
}

function keyOf(row: Row, column: string): string {
  return String(row[column]).toLowerCase();
}

/** Grants that metadata has no word for (connected apps and the like) are left alone. */
function ownRow(row: Row): boolean {
  const type = row['SetupEntityType'];
  return type === undefined || setupEntitySections.some((section) => section.entityType === type);
}

function oneRow(
  session: Session,
  access: Access,
  object: WantedRows['object'],
  parentId: string,
  before: Row | undefined,
  { key, values }: WantedRow,
): Writes {
  if (before === undefined) {
    if (values === undefined) return { grow: [], shrink: [] };
    const given = { ParentId: parentId, ...key, ...asJson(values) };
    // A write before may have brought the row along, as of a custom field of activities (facts 3.3).
    const insert = (): void => {
      const [brought] = session.org.store.find(object, { ParentId: parentId, ...key }).filter((row) => !isVirtual(row));
      if (brought === undefined) insertRecord(session, access, object, given);
      else updateRecord(session, access, object, String(brought['Id']), asJson(values));
    };
    return { grow: [insert], shrink: [] };
  }
  if (values === undefined) return { grow: [], shrink: [removal(session, access, object, before)] };
  const { more, less } = split(before, values);
  return {
    grow: changing(session, access, object, before, more),
    shrink: changing(session, access, object, before, less),
  };
}

function removal(session: Session, access: Access, object: string, row: Row): Write {
  return () => {
    if (session.org.store.get(object, String(row['Id'])) === undefined) return;
    deleteRecord(session, access, object, String(row['Id']));
  };
}

/** The write that changes a row; none when there is nothing to change. */
export function changing(session: Session, access: Access, object: string, row: Row, changes: Row): readonly Write[] {
  if (Object.keys(changes).length === 0) return [];
  const write = (): void => {
    updateRecord(session, access, object, String(row['Id']), asJson(changes));
  };
  return [write];
}

/** The changes of a row that add (flags switched on, other values) and those that switch off. */
export function split(before: Row, values: Row): { more: Row; less: Row } {
  const changed = Object.entries(values).filter(([column, value]) => before[column] !== value);
  const isLess = ([, value]: [string, Row[string]]): boolean => value === 0;
  return {
    more: Object.fromEntries(changed.filter((change) => !isLess(change))),
    less: Object.fromEntries(changed.filter(isLess)),
  };
}

/** Columns as the record API takes them: flags are booleans. */
export function asJson(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, column.startsWith('Permissions') ? value === 1 : value]),
  );
}
