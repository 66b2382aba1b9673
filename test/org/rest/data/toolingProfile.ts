import { NotSimulated, type HttpResponse } from '../../org.ts';
import { query } from '../../soql/query.ts';
import { isId } from '../../store/ids.ts';
import { notFound } from '../answer.ts';
import type { Call } from '../route.ts';

/**
 * GET /tooling/sobjects/Profile/ID?fields=: read only (facts 2.3 [official]). Without `fields` a real org also gives
 * Metadata, which nothing recorded shows: a gap.
 */
export function toolingProfile(call: Call): HttpResponse {
  const fields = call.request.query.get('fields');
  if (fields === null || /metadata|fullname/i.test(fields))
    throw new NotSimulated('Metadata and FullName of a tooling Profile');
  const id = call.match['id'] ?? '';
  if (!isId(id)) throw notFound();
  const soql = `SELECT ${fields} FROM Profile WHERE Id = '${id}'`;
  const [record] = query(call.session, call.instance.access, soql, { batchSize: 2000, tooling: true }).records;
  if (record === undefined) throw notFound();
  return { status: 200, body: record };
}

/** GET /tooling/sobjects/Profile: a gap; other methods, create among them, are not allowed (facts 2.3 [official]). */
export function toolingProfiles(): never {
  throw new NotSimulated('basic information of the tooling Profile');
}

/** GET /tooling/sobjects/SourceMember/describe: clients ask whether changes are tracked. They are not, so there is none. */
export function noSourceTracking(): never {
  throw notFound();
}
