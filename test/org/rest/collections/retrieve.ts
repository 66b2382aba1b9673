import { OrgError, type HttpResponse } from '../../org.ts';
import { retrieveRecord } from '../../records/read.ts';
import { objectOf } from '../data/object.ts';
import { jsonBody } from '../jsonBody.ts';
import type { Call } from '../route.ts';

/** GET /composite/sobjects/X?ids=&fields= */
export function retrieveMany(call: Call): HttpResponse {
  return read(call, list(call.request.query.get('ids')), list(call.request.query.get('fields')));
}

/** POST /composite/sobjects/X with {ids, fields}: up to 2,000 records. */
export function retrieveManyByBody(call: Call): HttpResponse {
  const { ids, fields } = jsonBody(call.request);
  if (Array.isArray(ids) && ids.length > 2000) {
    throw new OrgError(
      'EXCEEDED_ID_LIMIT',
      'record limit reached. cannot submit more than 2000 records into this call',
    );
  }
  return read(call, strings(ids), strings(fields));
}

function list(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function read(call: Call, ids: readonly string[], fields: readonly string[]): HttpResponse {
  const object = objectOf(call).name;
  const missing = [...(ids.length === 0 ? ['ids'] : []), ...(fields.length === 0 ? ['fields'] : [])];
  if (missing.length > 0)
    throw new OrgError('MISSING_ARGUMENT', `Required arguments are missing: ${missing.join(', ')}`);
  return { status: 200, body: ids.map((id) => readOne(call, object, id, fields)) };
}

/** Null stands for a record that is not there or out of sight; a wrong field fails the call (official). */
function readOne(call: Call, object: string, id: string, fields: readonly string[]): unknown {
  try {
    return retrieveRecord(call.session, call.instance.access, object, id, fields);
  } catch (error) {
    const absent = ['NOT_FOUND', 'ENTITY_IS_DELETED', 'MALFORMED_ID'];
    if (error instanceof OrgError && absent.includes(error.errorCode)) return null;
    throw error;
  }
}
