import { createHash } from 'node:crypto';
import type { Org, Row } from '../org.ts';

/** Tables that no sObject stands for, the columns that tell a row from the others, and those that only tell when. */
const tables: readonly {
  readonly name: string;
  readonly key: readonly string[];
  readonly times?: readonly string[];
}[] = [
  { name: '_RecordTypeVisibility', key: ['ParentId', 'RecordTypeId'] },
  { name: '_Metadata', key: ['Type', 'FullName'], times: ['CreatedDate', 'LastModifiedDate'] },
  { name: '_ConnectedApp', key: ['Id'] },
  { name: '_Consumer', key: ['Id'], times: ['StagedAt', 'StagedEnd'] },
  { name: '_Password', key: ['UserId'] },
];
const secrets = ['Secret', 'StagedSecret', 'Hash', 'TokenHash'];

/** Every stored row that `store.dump()` does not show, each with an Id, sorted. Of a secret it has a digest: another one shows, none can be read. */
export function dumpMetadata(org: Org): Record<string, Row[]> {
  const { db } = org.store;
  const there = tables.filter(
    ({ name }) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined,
  );
  const dump = there.map(({ name, key, times = [] }): [string, Row[]] => {
    const rows = db.prepare(`SELECT * FROM ${name} ORDER BY ${key.join(', ')}`).all() as Row[];
    const kept = rows.filter((row) => !isOrphan(org, name, row));
    return [name, kept.map((row) => ({ Id: key.map((column) => row[column]).join(' '), ...shown(row, times) }))];
  });
  return Object.fromEntries(dump.filter(([, rows]) => rows.length > 0));
}

/** Record types shown by a permission set that is gone. */
function isOrphan({ store }: Org, table: string, row: Row): boolean {
  return table === '_RecordTypeVisibility' && store.get('PermissionSet', String(row['ParentId'])) === undefined;
}

function shown(row: Row, times: readonly string[]): Row {
  const columns = Object.entries(row).filter(([name]) => !times.includes(name));
  return Object.fromEntries(
    columns.map(([name, value]) => [name, secrets.includes(name) && value !== null ? digest(String(value)) : value]),
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
