import { NotSimulated, OrgError, type HttpResponse } from '../../org.ts';
import { answerTo } from '../answer.ts';
import { isObject, jsonBody } from '../jsonBody.ts';
import { matchPath, type Call } from '../route.ts';
import { isRefusedUnit } from './atomicUnit.ts';
import { executionOrder } from './order.ts';
import { parseParts, requestOf, type Part } from './part.ts';
import { runParts } from './runParts.ts';

/** POST /composite (facts 7.1). Always 200 once the call itself is well formed; each part tells how it went. */
export function composite(call: Call): HttpResponse {
  const { session } = call;
  const body = jsonBody(call.request);
  const parts = parseParts(body['compositeRequest'], session.apiVersion);
  const tooMany = overLimit(parts);
  if (tooMany !== undefined) return tooMany;
  for (const part of parts) checkAllowed(part);
  const atomic = body['allOrNone'] === true;
  if (atomic && isRefusedUnit(session, objectsOf(parts))) throw refusedUnit();
  const order = executionOrder(parts, collates(body['collateSubrequests'], session.apiVersion));
  return { status: 200, body: { compositeResponse: runParts(call, parts, order, atomic).results } };
}

function collates(given: unknown, apiVersion: number): boolean {
  return typeof given === 'boolean' ? given : apiVersion >= 49;
}

/** At most 25 parts (answer recorded), at most 5 of them queries or collections (official, text not recorded). */
function overLimit(parts: readonly Part[]): HttpResponse | undefined {
  if (parts.length > 25) return limitAnswer('The request can’t contain more than 25 operations.');
  const heavy = parts.filter((part) =>
    /^\/services\/data\/[^/]+\/(query|queryAll|composite\/sobjects)\b/i.test(part.url),
  );
  if (heavy.length > 5)
    return limitAnswer('The request can’t contain more than 5 query and sObject Collections operations.');
  return undefined;
}

function limitAnswer(message: string): HttpResponse {
  const { body } = answerTo(new OrgError('LIMIT_EXCEEDED', message));
  const part = { body, httpHeaders: {}, httpStatusCode: 400, referenceId: null };
  return { status: 200, body: { compositeResponse: [part] } };
}

/** Resources allowed inside: facts 7.1. How others are refused is not known. */
function checkAllowed(part: Part): void {
  const inner = /^\/services\/data\/[^/]+\/(.*)/i.exec(part.url)?.[1];
  if (inner === undefined || /^(sobjects|query|queryAll|composite\/sobjects)(\/|\?|$)/i.test(inner)) return;
  throw new NotSimulated(`${part.url} inside a composite request`);
}

/** The object types that the parts write to, in lower case. */
export function objectsOf(parts: readonly Part[]): Set<string> {
  const names = parts.flatMap((part) => {
    const { path } = requestOf(part.method, part.url, undefined);
    const object = matchPath('/services/data/:version/sobjects/:object/*', path)?.['object'];
    const records = isObject(part.body) && Array.isArray(part.body['records']) ? part.body['records'] : [];
    return [object, ...records.map(typeOf)];
  });
  return new Set(names.filter((name) => name !== undefined).map((name) => name.toLowerCase()));
}

function typeOf(record: unknown): string | undefined {
  const attributes = isObject(record) ? record['attributes'] : undefined;
  return isObject(attributes) ? String(attributes['type']) : undefined;
}

/** For `switches.atomicComposite` 'refused': code and text are made up, as nothing is recorded (facts 10). */
export function refusedUnit(): OrgError {
  const message = 'insufficient access rights: these objects cannot be written in one transaction';
  return new OrgError('INSUFFICIENT_ACCESS', message, { httpStatus: 403 });
}
