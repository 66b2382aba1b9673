import { OrgError, type HttpResponse } from '../../org.ts';
import { retrieveRecord } from '../../records/read.ts';
import { deleteRecord, updateRecord } from '../../records/write.ts';
import { jsonBody, type Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { createRecord } from './createRecord.ts';
import { objectOf, versionPath } from './object.ts';

/** POST /sobjects/X: 201 with Location (facts 7.6 [official]). */
export function create(call: Call): HttpResponse {
  const object = objectOf(call);
  const id = createRecord(call, object.name, withoutAttributes(jsonBody(call.request)));
  return created(call, object.name, id, {});
}

/** The answer to a record made; `more` are members of its body besides id, success and errors. */
export function created(call: Call, object: string, id: string, more: Json): HttpResponse {
  const headers = { Location: `${versionPath(call)}/sobjects/${object}/${id}` };
  return { status: 201, headers, body: { id, success: true, errors: [], ...more } };
}

/** GET /sobjects/X/ID?fields=A,B */
export function retrieve(call: Call): HttpResponse {
  const fields = call.request.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  const object = objectOf(call).name;
  return { status: 200, body: retrieveRecord(call.session, call.instance.access, object, idOf(call), fields) };
}

/** PATCH /sobjects/X/ID */
export function update(call: Call): HttpResponse {
  const changes = withoutAttributes(jsonBody(call.request));
  updateRecord(call.session, call.instance.access, objectOf(call).name, idOf(call), changes);
  return { status: 204 };
}

/** DELETE /sobjects/X/ID */
export function remove(call: Call): HttpResponse {
  deleteRecord(call.session, call.instance.access, objectOf(call).name, idOf(call));
  return { status: 204 };
}

function idOf(call: Call): string {
  return call.match['id'] ?? '';
}

/** The fields of a body: attributes are no field, and an Id may not be given (general knowledge). */
export function withoutAttributes(body: Json): Json {
  const { attributes: _, ...fields } = body;
  if (Object.keys(fields).some((name) => name.toLowerCase() === 'id')) {
    throw new OrgError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  }
  return fields;
}
