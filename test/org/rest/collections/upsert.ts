import { OrgError, type Field, type HttpResponse, type SObject } from '../../org.ts';
import { updateRecord } from '../../records/write.ts';
import { createRecord } from '../data/createRecord.ts';
import { idsByKey, keyField } from '../data/externalId.ts';
import { objectOf } from '../data/object.ts';
import type { Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { givenRecords, type Given } from './given.ts';
import { saveEach } from './saveEach.ts';
import { saved } from './write.ts';

/** PATCH /composite/sobjects/X/FIELD: each result also says whether the record was `created` (recorded). */
export function upsertMany(call: Call): HttpResponse {
  const object = objectOf(call);
  const field = keyField(call, object);
  const { allOrNone, records } = givenRecords(call);
  const seen = new Set<unknown>();
  const writes = records.map((record) => () => {
    if (record.type.toLowerCase() !== object.name.toLowerCase()) {
      throw new OrgError('INVALID_TYPE', `${record.type} is not the type of the request, ${object.name}`, {
        fields: [],
      });
    }
    return upsertOne(call, object, field, record, seen);
  });
  return { status: 200, body: saveEach(call, allOrNone, writes) };
}

function upsertOne(call: Call, object: SObject, field: Field, record: Given, seen: Set<unknown>): Json {
  const key = field.type === 'id' ? record.id : valueOf(record.fields, field.name);
  if (field.type === 'id' && key === undefined) return made(call, object, record);
  // The texts below are general knowledge, as in SOAP upsert().
  if (typeof key !== 'string' && typeof key !== 'number')
    throw new OrgError('MISSING_ARGUMENT', `${field.name} not specified`, { fields: [] });
  if (seen.has(key)) throw new OrgError('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, { fields: [] });
  seen.add(key);
  const [id, ...others] = idsByKey(call, object, field, key);
  if (others.length > 0 && id !== undefined) {
    const message = `${field.name}: more than one record found for external id field: [${[id, ...others].join(', ')}]`;
    throw new OrgError('DUPLICATE_EXTERNAL_ID', message, { fields: [field.name] });
  }
  if (id === undefined) return made(call, object, record);
  const changes = Object.entries(record.fields).filter(([name]) => name.toLowerCase() !== field.name.toLowerCase());
  updateRecord(call.session, call.instance.access, object.name, id, Object.fromEntries(changes));
  return { ...saved(id), created: false };
}

function made(call: Call, object: SObject, record: Given): Json {
  return { ...saved(createRecord(call, object.name, record.fields)), created: true };
}

function valueOf(fields: Json, name: string): unknown {
  return Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
