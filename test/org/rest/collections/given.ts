import { OrgError } from '../../org.ts';
import { isObject, jsonBody, type Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';

/** One record of a collections call: its type, its id when it has one, and its fields. */
export type Given = { readonly type: string; readonly id: string | undefined; readonly fields: Json };

/**
 * The records of a POST or PATCH. Throws for what makes the whole call fail: no record (recorded), more than 200, none or
 * no type, more than 10 chunks, several types of which one is a setup object (facts 7.3).
 */
export function givenRecords(call: Call): { allOrNone: boolean; records: Given[] } {
  const body = jsonBody(call.request);
  const list = body['records'];
  if (!Array.isArray(list) || list.length === 0) {
    throw new OrgError('REQUIRED_FIELD_MISSING', 'At least 1 record is required');
  }
  checkCount(list.length);
  const records = list.map(toGiven);
  checkTypes(
    call,
    records.map((record) => record.type),
  );
  return { allOrNone: body['allOrNone'] === true, records };
}

/** Throws EXCEEDED_ID_LIMIT above 200 records (text quoted in public issues). */
export function checkCount(count: number): void {
  if (count <= 200) return;
  throw new OrgError('EXCEEDED_ID_LIMIT', 'record limit reached. cannot submit more than 200 records into this call');
}

/** Throws for types that may not share a call (facts 7.3 [official]; the code is UNKNOWN: `switches.mixedCollectionsCode`). */
export function checkTypes(call: Call, types: readonly string[]): void {
  const { schema, switches } = call.session.org;
  const names = types.map((type) => type.toLowerCase());
  const isMixed = new Set(names).size > 1 && names.some((name) => schema.object(name)?.setup === true);
  if (isMixed) {
    const message = 'Several object types cannot be written in one call when one of them is a setup object';
    throw new OrgError(switches.mixedCollectionsCode, message);
  }
  const chunks = names.filter((name, index) => name !== names[index - 1]).length;
  if (chunks > 10) {
    const message =
      'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.';
    throw new OrgError('LIMIT_EXCEEDED', message);
  }
}

function toGiven(record: unknown): Given {
  const attributes = isObject(record) ? record['attributes'] : undefined;
  const type = isObject(attributes) ? attributes['type'] : undefined;
  if (!isObject(record) || typeof type !== 'string') {
    throw new OrgError('INVALID_INPUT', 'Each record must have attributes with a type');
  }
  const entries = Object.entries(record).filter(([name]) => name !== 'attributes');
  const id = entries.find(([name]) => name.toLowerCase() === 'id')?.[1];
  const fields = Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== 'id'));
  return { type, id: typeof id === 'string' && id !== '' ? id : undefined, fields };
}
