import type { HttpRequest, HttpResponse } from '../org.ts';
import { isObject } from './jsonBody.ts';

/** A request as tests see it: nothing in it can sign anybody in. */
export type LoggedRequest = {
  /** Counted from 1 since clearRequests. */
  readonly ordinal: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly soql?: string;
  readonly soapOperation?: string;
  readonly body?: unknown;
  /** Of the caller; known once the request is answered. */
  username?: string;
  /** When it had come in, and when its answer was sent: milliseconds since 1970. */
  readonly receivedAt: number;
  answeredAt?: number;
  /** Records of queries in the answer, those of its parts among them. */
  rows?: number;
  /** 0 when the connection was dropped. */
  status: number;
};

export type RequestLog = readonly LoggedRequest[];

const secret = /^(newpassword|password|client_secret|assertion|refresh_token|access_token|token|sessionid)$/i;
const hidden = '(hidden)';

/** The log entry of a request, its status not known yet. */
export function logEntry(ordinal: number, request: HttpRequest): LoggedRequest {
  const { method, path } = request;
  const soql = /\/query(all)?$/i.test(path) ? request.query.get('q') : null;
  const text = request.body.toString('utf8');
  const soapOperation = path.startsWith('/services/Soap/') ? operation(text) : undefined;
  return {
    ordinal,
    method,
    path,
    query: Object.fromEntries([...request.query].map(([name, value]) => [name, secret.test(name) ? hidden : value])),
    ...(soql === null ? {} : { soql }),
    ...(soapOperation === undefined ? {} : { soapOperation }),
    ...(text === '' ? {} : { body: withoutSecrets(text, request.headers['content-type'] ?? '') }),
    receivedAt: Date.now(),
    status: 0,
  };
}

function operation(envelope: string): string | undefined {
  return /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(envelope)?.[1];
}

function withoutSecrets(text: string, type: string): unknown {
  if (type.includes('form-urlencoded')) {
    return Object.fromEntries(
      [...new URLSearchParams(text)].map(([name, value]) => [name, secret.test(name) ? hidden : value]),
    );
  }
  if (type.includes('multipart')) return '(multipart)';
  try {
    return hide(JSON.parse(text));
  } catch {
    return text.replace(/(<(?:\w+:)?(sessionId|ZipFile)>)[^<]*/gi, `$1${hidden}`);
  }
}

function hide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hide);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, secret.test(name) ? hidden : hide(item)]),
  );
}

/** How many records of queries an answer holds, in the parts of a batch or composite too, or as CSV of a bulk query. */
export function rowsIn({ headers = {}, body }: HttpResponse): number {
  return Number(headers['Sforce-NumberOfRecords'] ?? rowsOf(body));
}

function rowsOf(body: unknown): number {
  if (!isObject(body)) return 0;
  const { records, results, compositeResponse } = body;
  const parts = [results, compositeResponse].filter((some) => Array.isArray(some)).flat() as unknown[];
  const inside = parts.map((part) => (isObject(part) ? rowsOf(part['result'] ?? part['body']) : 0));
  return (Array.isArray(records) ? records.length : 0) + inside.reduce((sum, count) => sum + count, 0);
}
