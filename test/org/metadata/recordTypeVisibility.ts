import type { Org } from '../org.ts';

/**
 * Which record types a permission set (or the set of a profile) shows. No sObject holds this: metadata only
 * (facts 3.4), so it lives in a table of its own.
 */
const table = '_RecordTypeVisibility';

export type Visibility = { readonly recordTypeId: string; readonly isDefault: boolean; readonly visible: boolean };

/** The stored rows of one permission set. */
export function recordTypeVisibilities(org: Org, permissionSetId: string): readonly Visibility[] {
  ensureTable(org);
  const rows = org.store.db
    .prepare(`SELECT RecordTypeId, IsDefault, Visible FROM ${table} WHERE ParentId = ? ORDER BY RecordTypeId`)
    .all(permissionSetId);
  return rows.map((row) => ({
    recordTypeId: String(row['RecordTypeId']),
    isDefault: row['IsDefault'] === 1,
    visible: row['Visible'] === 1,
  }));
}

/** Puts these rows in the place of those of the same record types. */
export function setRecordTypeVisibilities(org: Org, permissionSetId: string, rows: readonly Visibility[]): void {
  ensureTable(org);
  const put = org.store.db.prepare(
    `INSERT OR REPLACE INTO ${table} (ParentId, RecordTypeId, IsDefault, Visible) VALUES (?, ?, ?, ?)`,
  );
  for (const row of rows) put.run(permissionSetId, row.recordTypeId, Number(row.isDefault), Number(row.visible));
}

export function clearRecordTypeVisibilities(org: Org, permissionSetId: string): void {
  ensureTable(org);
  org.store.db.prepare(`DELETE FROM ${table} WHERE ParentId = ?`).run(permissionSetId);
}

function ensureTable(org: Org): void {
  org.store.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (ParentId TEXT, RecordTypeId TEXT, IsDefault INTEGER, Visible INTEGER,
       PRIMARY KEY (ParentId, RecordTypeId))`,
  );
}
