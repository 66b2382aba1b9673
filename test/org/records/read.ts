import { OrgError, type Access, type Field, type Row, type Session, type SObject } from '../org.ts';
import { toJson } from '../schema/json.ts';
import { isId, to18 } from '../store/ids.ts';
import { entityDeleted, noSuchColumn, notFound } from './errors.ts';
import { isDeleted, visibleRecord } from './target.ts';

/**
 * One record as GET /sobjects/{object}/{id} gives it, with the fields asked for or all that the caller may read.
 * @throws OrgError NOT_FOUND for an object or record that is not there for the caller (facts 7.6), ENTITY_IS_DELETED,
 * INVALID_FIELD.
 */
export function retrieveRecord(
  session: Session,
  access: Access,
  object: string,
  id: string,
  fields?: readonly string[],
): Record<string, unknown> {
  const target = session.org.schema.object(object);
  if (target === undefined || target.toolingOnly || !access.seesObject(session, target)) throw notFound();
  if (!access.object(session, target).read) throw notFound();
  const row = findRow(session, access, target, id);
  const shown = fields === undefined ? readable(session, access, target) : named(session, access, target, fields);
  const url = `/services/data/v${session.apiVersion.toFixed(1)}/sobjects/${target.name}/${String(row['Id'])}`;
  const attributes = { type: target.name, url };
  return {
    attributes,
    ...Object.fromEntries(shown.map((field) => [field.name, toJson(field, row[field.name] ?? null)])),
  };
}

function findRow(session: Session, access: Access, object: SObject, id: string): Row {
  if (!isId(id)) {
    const message = `Provided external ID field does not exist or is not accessible: ${id}`;
    throw new OrgError('NOT_FOUND', message, { httpStatus: 404 });
  }
  if (session.org.store.get(object.name, id) === undefined)
    throw isDeleted(session, to18(id)) ? entityDeleted() : notFound();
  try {
    return visibleRecord(session, access, object, id);
  } catch {
    throw notFound();
  }
}

function readable(session: Session, access: Access, object: SObject): readonly Field[] {
  return object.fields.filter((field) => access.field(session, object, field).read);
}

function named(session: Session, access: Access, object: SObject, names: readonly string[]): readonly Field[] {
  return names.map((name) => {
    const field = session.org.schema.field(object, name);
    if (field === undefined || !access.field(session, object, field).read) throw noSuchColumn(object, name);
    return field;
  });
}
