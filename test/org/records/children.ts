import { OrgError, type Row, type Session, type SObject } from '../org.ts';
import { mustField, mustObject } from '../store/statements.ts';
import { runRules } from './runRules.ts';

/**
 * Deletes a record and, before it, the children that go with it; look-ups that may be empty are emptied.
 * @throws OrgError DELETE_FAILED when a child needs the record and does not go with it.
 */
function deleteWithChildren(session: Session, object: SObject, row: Row): void {
  const { store, schema } = session.org;
  const id = String(row['Id']);
  for (const child of object.childRelationships) {
    const childObject = mustObject(schema, child.childSObject);
    const field = mustField(schema, childObject, child.field);
    if (field.sql !== undefined || field.type !== 'reference' || /^(Created|LastModified)ById$/.test(field.name))
      continue;
    for (const childRow of store.find(childObject.name, { [field.name]: id })) {
      if (child.cascadeDelete) deleteWithChildren(session, childObject, childRow);
      else if (field.nillable) store.update(childObject.name, String(childRow['Id']), { [field.name]: null });
      else throw stillUsed(object, childObject);
    }
  }
  store.delete(object.name, id);
}

/** Runs the before rules, deletes with children, runs the after rules. */
export function deleteByRules(session: Session, object: SObject, row: Row): void {
  runRules(session, object, (rule) => rule.beforeDelete?.(session, row));
  deleteWithChildren(session, object, row);
  runRules(session, object, (rule) => rule.afterDelete?.(session, row));
}

function stillUsed(object: SObject, child: SObject): OrgError {
  const message = `Your attempt to delete ${object.label} could not be completed because it is associated with the following ${child.labelPlural.toLowerCase()}.`;
  return new OrgError('DELETE_FAILED', message, { fields: [] });
}
