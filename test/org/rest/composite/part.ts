import { OrgError, type HttpRequest } from '../../org.ts';
import { isObject, type Json } from '../jsonBody.ts';

/** One sub-request of a composite or a graph, as given. */
export type Part = {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly httpHeaders: Json | undefined;
};

/**
 * Checks the form of the sub-requests. Throws, for the whole call: members missing, an illegal reference id (v52 on, text
 * official), one used twice, headers that a part may not set (facts 7.1 [official]; texts not recorded).
 */
export function parseParts(list: unknown, apiVersion: number): Part[] {
  if (!Array.isArray(list) || list.length === 0) throw malformed('compositeRequest must hold at least one subrequest');
  const parts = list.map(toPart);
  const seen = new Set<string>();
  for (const { referenceId, httpHeaders } of parts) {
    checkReferenceId(referenceId, apiVersion);
    if (seen.has(referenceId)) throw malformed(`Duplicate referenceId ('${referenceId}')`);
    seen.add(referenceId);
    checkHeaders(httpHeaders);
  }
  return parts;
}

function malformed(message: string): OrgError {
  return new OrgError('JSON_PARSER_ERROR', message);
}

function toPart(value: unknown): Part {
  if (!isObject(value)) throw malformed('A subrequest must be an object');
  const { method, url, referenceId, body, httpHeaders } = value;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string') {
    throw malformed('A subrequest must have method, url and referenceId');
  }
  return { method, url, referenceId, body, httpHeaders: isObject(httpHeaders) ? httpHeaders : undefined };
}

function checkReferenceId(id: string, apiVersion: number): void {
  if (apiVersion < 52 || /^[a-z0-9]\w*$/i.test(id)) return;
  const rule = "must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
  throw malformed(`Provided referenceId ('${id}') ${rule}`);
}

function checkHeaders(headers: Json | undefined): void {
  const own = ['accept', 'authorization', 'content-type'];
  const bad = Object.keys(headers ?? {}).find((name) => own.includes(name.toLowerCase()));
  if (bad !== undefined) throw new OrgError('INVALID_INPUT', `Subrequests may not set the header ${bad}`);
}

/** The HTTP request that a part stands for. Recorded query URLs hold raw blanks, so no encoding is asked for. */
export function requestOf(method: string, url: string, body: unknown, headers: Json = {}): HttpRequest {
  const cut = url.indexOf('?');
  const path = (cut < 0 ? url : url.slice(0, cut)).replace(/^\/+/, '/');
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]);
  return {
    method,
    path,
    query: new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)),
    headers: Object.fromEntries(given),
    body: Buffer.from(body === undefined || body === null ? '' : JSON.stringify(body)),
  };
}
