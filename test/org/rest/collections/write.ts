import { OrgError, type HttpResponse } from '../../org.ts';
import { deleteRecord, updateRecord } from '../../records/write.ts';
import { isId } from '../../store/ids.ts';
import { createRecord } from '../data/createRecord.ts';
import type { Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { checkCount, checkTypes, givenRecords, type Given } from './given.ts';
import { saveEach } from './saveEach.ts';

/** POST /composite/sobjects */
export function createMany(call: Call): HttpResponse {
  const { allOrNone, records } = givenRecords(call);
  const writes = records.map((record) => () => {
    if (record.id !== undefined) {
      // General knowledge, as in SOAP create().
      throw new OrgError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', { fields: ['Id'] });
    }
    return saved(createRecord(call, record.type, record.fields));
  });
  return { status: 200, body: saveEach(call, allOrNone, writes) };
}

/** PATCH /composite/sobjects */
export function updateMany(call: Call): HttpResponse {
  const { allOrNone, records } = givenRecords(call);
  return {
    status: 200,
    body: saveEach(
      call,
      allOrNone,
      records.map((record) => () => updateOne(call, record)),
    ),
  };
}

function updateOne(call: Call, record: Given): Json {
  // Recorded text.
  if (record.id === undefined)
    throw new OrgError('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: [] });
  updateRecord(call.session, call.instance.access, record.type, record.id, record.fields);
  return saved(record.id);
}

/** DELETE /composite/sobjects?ids=A,B&allOrNone= */
export function deleteMany(call: Call): HttpResponse {
  const ids = (call.request.query.get('ids') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw new OrgError('REQUIRED_FIELD_MISSING', 'At least 1 record is required');
  checkCount(ids.length);
  const { schema } = call.session.org;
  checkTypes(
    call,
    ids.map((id) => schema.byPrefix(id.slice(0, 3))?.name ?? ''),
  );
  const writes = ids.map((id) => () => {
    const object = schema.byPrefix(id.slice(0, 3));
    // Recorded text.
    if (object === undefined || !isId(id)) throw new OrgError('MALFORMED_ID', `malformed id ${id}`, { fields: [] });
    deleteRecord(call.session, call.instance.access, object.name, id);
    return saved(id);
  });
  return { status: 200, body: saveEach(call, call.request.query.get('allOrNone') === 'true', writes) };
}

export function saved(id: string): Json {
  return { id, success: true, errors: [] };
}
