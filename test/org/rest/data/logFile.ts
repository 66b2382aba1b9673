import type { HttpResponse } from '../../org.ts';
import { retrieveRecord } from '../../records/read.ts';
import { notFound } from '../answer.ts';
import type { Call } from '../route.ts';

/** GET /sobjects/EventLogFile/ID/LogFile: the log itself as CSV (facts 5.3 [official]). */
export function logFile(call: Call): HttpResponse {
  const id = call.match['id'] ?? '';
  const { Id } = retrieveRecord(call.session, call.instance.access, 'EventLogFile', id, ['Id']);
  const content = call.session.org.store.get('EventLogFile', String(Id))?.LogFile;
  if (typeof content !== 'string') throw notFound();
  return { status: 200, headers: { 'Content-Type': 'text/csv' }, body: content };
}
