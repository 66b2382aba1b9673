import { OrgError, type Field, type Session, type SObject } from '../org.ts';
import { isId, to18 } from '../store/ids.ts';
import { invalidCrossReference } from './errors.ts';

/** Rows that carry the id of a set-up entity which is no record of this schema: flows, apps, custom objects. */
const holders: readonly (readonly [object: string, column: string])[] = [
  ['FlowDefinitionView', 'DurableId'],
  ['AppDefinition', 'DurableId'],
  ['AppMenuItem', 'ApplicationId'],
  ['EntityDefinition', 'DurableId'],
];

/**
 * The 18-character form of a reference whose record exists.
 * @throws OrgError MALFORMED_ID for text that is no id (recorded), FIELD_INTEGRITY_EXCEPTION for an id of an object that
 * the field does not refer to, INVALID_CROSS_REFERENCE_KEY for one that leads nowhere (facts 4.2).
 */
export function checkReference(session: Session, object: SObject, field: Field, value: string): string {
  if (!isId(value)) throw malformed(field, value);
  const id = to18(value);
  const target = session.org.schema.byPrefix(id.slice(0, 3));
  if (target !== undefined && field.referenceTo.includes(target.name)) {
    if (!exists(session, target.name, 'Id', id)) throw invalidCrossReference(400);
    return id;
  }
  // facts 3.4: flows, apps and custom settings are set-up entities too
  if (object.name === 'SetupEntityAccess' && target === undefined) {
    if (!holders.some(([holder, column]) => exists(session, holder, column, id))) throw invalidCrossReference(400);
    return id;
  }
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, {
    fields: [field.name],
  });
}

function malformed(field: Field, value: string): OrgError {
  return /^[0-9A-Za-z]{18}$/.test(value)
    ? new OrgError('MALFORMED_ID', `malformed id ${value}`, { fields: [] })
    : new OrgError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, { fields: [field.name] });
}

function exists(session: Session, object: string, column: string, id: string): boolean {
  return session.org.store.db.prepare(`SELECT 1 FROM "${object}" WHERE "${column}" = ?`).get(id) !== undefined;
}
