import { OrgError, type Field, type HttpResponse, type SObject } from '../../org.ts';
import { retrieveRecord } from '../../records/read.ts';
import { deleteRecord, updateRecord } from '../../records/write.ts';
import { fromJson } from '../../schema/json.ts';
import { notFound } from '../answer.ts';
import { jsonBody } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { createRecord } from './createRecord.ts';
import { objectOf, versionPath } from './object.ts';
import { created, withoutAttributes } from './rows.ts';

/** GET /sobjects/X/FIELD/VALUE */
export function retrieveByKey(call: Call): HttpResponse {
  const object = objectOf(call);
  const id = onlyMatch(call, object, keyField(call, object));
  if (typeof id !== 'string') return id ?? refuseMissing();
  const fields = call.request.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  return { status: 200, body: retrieveRecord(call.session, call.instance.access, object.name, id, fields) };
}

/** PATCH /sobjects/X/FIELD/VALUE: 201 when made, 200 with a body when changed (v46 on). */
export function upsertByKey(call: Call): HttpResponse {
  const object = objectOf(call);
  const field = keyField(call, object);
  const fields = withoutAttributes(jsonBody(call.request));
  if (Object.keys(fields).some((name) => name.toLowerCase() === field.name.toLowerCase())) {
    throw new OrgError('INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
  }
  const id = onlyMatch(call, object, field);
  if (id !== undefined && typeof id !== 'string') return id;
  if (id === undefined) {
    if (field.type === 'id') throw notFound();
    const made = createRecord(call, object.name, { ...fields, [field.name]: call.match['value'] });
    return created(call, object.name, made, { created: true });
  }
  updateRecord(call.session, call.instance.access, object.name, id, fields);
  return { status: 200, body: { id, success: true, errors: [], created: false } };
}

/** DELETE /sobjects/X/FIELD/VALUE */
export function removeByKey(call: Call): HttpResponse {
  const object = objectOf(call);
  const id = onlyMatch(call, object, keyField(call, object));
  if (typeof id !== 'string') return id ?? refuseMissing();
  deleteRecord(call.session, call.instance.access, object.name, id);
  return { status: 204 };
}

function refuseMissing(): never {
  throw notFound();
}

/** The field of the URL: the Id, an external id, or one with idLookup. Throws 404 for any other (general knowledge). */
export function keyField(call: Call, object: SObject): Field {
  const name = call.match['field'] ?? '';
  const field = call.session.org.schema.field(object, name);
  const { access } = call.instance;
  if (field !== undefined && (field.externalId || field.idLookup) && access.field(call.session, object, field).read)
    return field;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
}

/** The id of the record with the key; undefined when there is none; the 300 answer, a list of URLs, when several. */
function onlyMatch(call: Call, object: SObject, field: Field): string | HttpResponse | undefined {
  const ids = idsByKey(call, object, field, call.match['value'] ?? '');
  if (ids.length <= 1) return ids[0];
  return { status: 300, body: ids.map((id) => `${versionPath(call)}/sobjects/${object.name}/${id}`) };
}

/** Ids of the records whose key field has a value given as JSON or URL text. */
export function idsByKey(call: Call, object: SObject, field: Field, value: unknown): string[] {
  const rows = call.session.org.store.find(object.name, { [field.name]: fromJson(field, value) });
  return rows.map((row) => String(row['Id']));
}
