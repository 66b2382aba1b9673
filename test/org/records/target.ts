import { OrgError, type Access, type Row, type Session, type SObject } from '../org.ts';
import { isId, to18 } from '../store/ids.ts';
import { entityDeleted, invalidCrossReference, unknownObject } from './errors.ts';

/** The object of a write. @throws OrgError INVALID_TYPE when there is none, or none that the caller may see. */
export function visibleObject(session: Session, access: Access, name: string): SObject {
  const object = session.org.schema.object(name);
  if (object === undefined || object.toolingOnly || !access.seesObject(session, object)) throw unknownObject(name);
  return object;
}

/**
 * The record that a request names by id, if the caller may see it.
 * @throws OrgError MALFORMED_ID, ENTITY_IS_DELETED, INVALID_CROSS_REFERENCE_KEY (404).
 */
export function visibleRecord(session: Session, access: Access, object: SObject, id: string): Row {
  if (!isId(id) || !id.startsWith(object.keyPrefix)) {
    throw new OrgError('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${id}`, { fields: ['Id'] });
  }
  const row = session.org.store.get(object.name, id);
  if (row === undefined) throw isDeleted(session, id) ? entityDeleted() : invalidCrossReference(404);
  if (!isVisible(session, access, object, to18(id))) throw invalidCrossReference(404);
  return row;
}

/** True when the id once was a record of this org. */
export function isDeleted(session: Session, id: string): boolean {
  return session.org.store.db.prepare('SELECT 1 FROM "_Deleted" WHERE "Id" = ?').get(to18(id)) !== undefined;
}

function isVisible(session: Session, access: Access, object: SObject, id: string): boolean {
  const condition = access.visibleRows(session, object);
  if (condition === undefined) return true;
  const sql = `SELECT 1 FROM "${object.name}" t WHERE t."Id" = ? AND (${condition.replaceAll('{t}', 't')})`;
  return session.org.store.db.prepare(sql).get(id) !== undefined;
}
