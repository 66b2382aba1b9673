import { NotSimulated, OrgError, type Access, type Field, type Row, type Session, type SObject } from '../org.ts';
import { fromJson } from '../schema/json.ts';
import { checkValue } from './value.ts';
import { noSuchColumn, notWritable } from './errors.ts';

/**
 * The stored form of what a client sent for a record, under the schema's spelling of the names (any case is accepted:
 * recorded user creation v28). Only what the client may write passes.
 * @throws OrgError INVALID_FIELD, JSON_PARSER_ERROR, INVALID_FIELD_FOR_INSERT_UPDATE and those of checkValue.
 */
export function readGiven(
  session: Session,
  access: Access,
  object: SObject,
  given: Record<string, unknown>,
  writable: 'createable' | 'updateable',
): Row {
  const fields = namedFields(session, access, object, given);
  const row: Row = {};
  for (const [field, value] of fields) row[field.name] = fromJson(field, value);
  const refused = [...fields.keys()].filter((field) => !field[writable] || !access.field(session, object, field).edit);
  if (refused.length > 0) throw notWritable(refused);
  for (const field of fields.keys()) row[field.name] = checkValue(session, object, field, row[field.name] ?? null);
  return row;
}

function namedFields(
  session: Session,
  access: Access,
  object: SObject,
  given: Record<string, unknown>,
): Map<Field, unknown> {
  const fields = new Map<Field, unknown>();
  for (const [name, value] of Object.entries(given)) {
    if (name === 'attributes') continue;
    const field = session.org.schema.field(object, name);
    if (field === undefined)
      throw isParent(object, name)
        ? new NotSimulated(`a parent given by external id: ${name}`)
        : noSuchColumn(object, name);
    if (field.type === 'id')
      throw new OrgError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
    if (!access.field(session, object, field).read) throw noSuchColumn(object, name);
    fields.set(field, value);
  }
  return fields;
}

function isParent(object: SObject, name: string): boolean {
  return object.fields.some((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
}
