import { OrgError, type Access, type Row, type Session, type SObject } from '../org.ts';
import { deleteByRules } from './children.ts';
import { checkKept, checkRequired, withDefaults } from './defaults.ts';
import { entityCannotBe, insufficientAccess } from './errors.ts';
import { readGiven } from './given.ts';
import { runRules } from './runRules.ts';
import { visibleObject, visibleRecord } from './target.ts';
import { withWrite } from './transaction.ts';
import { checkUnique } from './unique.ts';

/**
 * Creates a record from what a client sent (field names in any case) and gives back its id. Generic checks first, then
 * the object's rules; a failure leaves nothing.
 * @throws OrgError in Salesforce's words.
 */
export function insertRecord(session: Session, access: Access, object: string, given: Record<string, unknown>): string {
  const target = visibleObject(session, access, object);
  if (!target.createable || !access.object(session, target).create) throw entityCannotBe('inserted', target);
  return withWrite(session.org, target, () => {
    const sent = readGiven(session, access, target, given, 'createable');
    const row = withDefaults(session, target, sent);
    checkRequired(target, row);
    runRules(session, target, (rule) => rule.beforeInsert?.(session, row, sent));
    checkUnique(session, target, row, undefined);
    const id = session.org.store.insert(target.name, row, session.userId);
    const stored = mustRow(session, target, id);
    runRules(session, target, (rule) => rule.afterInsert?.(session, stored));
    return id;
  });
}

/** Changes a record. @throws OrgError as insertRecord, and ENTITY_IS_DELETED, INVALID_CROSS_REFERENCE_KEY for its id. */
export function updateRecord(
  session: Session,
  access: Access,
  object: string,
  id: string,
  changes: Record<string, unknown>,
): void {
  const target = visibleObject(session, access, object);
  if (!target.updateable || !access.object(session, target).edit) throw entityCannotBe('updated', target);
  withWrite(session.org, target, () => {
    const before = visibleRecord(session, access, target, id);
    const row = readGiven(session, access, target, changes, 'updateable');
    checkKept(target, row);
    runRules(session, target, (rule) => rule.beforeUpdate?.(session, before, row));
    checkUnique(session, target, row, String(before['Id']));
    session.org.store.update(target.name, id, row, session.userId);
    const after = mustRowOrGone(session, target, id);
    if (after !== undefined) runRules(session, target, (rule) => rule.afterUpdate?.(session, before, after));
  });
}

/** Deletes a record with its cascading children. @throws OrgError as updateRecord, and DELETE_FAILED. */
export function deleteRecord(session: Session, access: Access, object: string, id: string): void {
  const target = visibleObject(session, access, object);
  if (!target.deletable) throw notDeletable(session, target);
  if (!access.object(session, target).delete) throw insufficientAccess();
  withWrite(session.org, target, () => {
    deleteByRules(session, target, visibleRecord(session, access, target, id));
  });
}

/** facts 4.3: a User cannot be deleted; which answer a DELETE gets is a switch. Other objects answer as by default. */
function notDeletable(session: Session, object: SObject): OrgError {
  const code = object.name === 'User' ? session.org.switches.userDelete : 'METHOD_NOT_ALLOWED';
  if (code !== 'METHOD_NOT_ALLOWED') return insufficientAccess();
  const allowed = object.updateable ? 'HEAD,GET,PATCH' : 'HEAD,GET';
  return new OrgError(code, `HTTP Method 'DELETE' not allowed. Allowed are ${allowed}`, { httpStatus: 405 });
}

function mustRow(session: Session, object: SObject, id: string): Row {
  const row = mustRowOrGone(session, object, id);
  if (row === undefined) throw new Error(`${object.name} ${id} vanished while it was written`);
  return row;
}

/** A rule may delete the record it is about: ObjectPermissions without a right go away (facts 3.1). */
function mustRowOrGone(session: Session, object: SObject, id: string): Row | undefined {
  return session.org.store.get(object.name, id);
}
