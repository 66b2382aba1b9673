import { OrgError, type Row, type Session, type Value } from '../org.ts';

/**
 * Refuses a second row with the same values in `fields`, in the platform's generic words (facts 1.4:
 * "duplicate value found: <field> duplicates value on record with id: <id>").
 */
export const refuseDuplicate = (session: Session, object: string, row: Row, fields: readonly string[]): void => {
  const equal: Record<string, Value> = {};
  for (const field of fields) equal[field] = row[field] ?? null;
  const other = session.org.store.find(object, equal).find((found) => found.Id !== row.Id);
  if (!other) return;
  throw new OrgError('DUPLICATE_VALUE', duplicateText(fields.join(', '), other), { fields });
};

/** The generic text of DUPLICATE_VALUE, with the 15-character id that recordings show. */
export const duplicateText = (field: string, other: Row): string =>
  `duplicate value found: ${field} duplicates value on record with id: ${String(other.Id).slice(0, 15)}`;
