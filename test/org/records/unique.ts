import { OrgError, type Row, type Session, type SObject } from '../org.ts';
import { to15 } from '../store/ids.ts';

/** @throws OrgError DUPLICATE_VALUE when another record holds the value of a unique field (text quoted from orgs). */
export function checkUnique(session: Session, object: SObject, row: Row, id: string | undefined): void {
  for (const field of object.fields) {
    const value = field.unique ? (row[field.name] ?? null) : null;
    if (value === null) continue;
    const sql = `SELECT "Id" FROM "${object.name}" WHERE "${field.name}" = ? AND "Id" IS NOT ?`;
    const other = session.org.store.db.prepare(sql).get(value, id ?? null);
    if (other === undefined) continue;
    const message = `duplicate value found: ${field.name} duplicates value on record with id: ${to15(String(other['Id']))}`;
    throw new OrgError('DUPLICATE_VALUE', message, { fields: [] });
  }
}
