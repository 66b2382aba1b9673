import { NotSimulated, OrgError, type HttpResponse } from '../../org.ts';
import { query, queryMore } from '../../soql/query.ts';
import type { Call } from '../route.ts';
import { columnsOf } from './columns.ts';

/** GET /query?q= */
export function runQuery(call: Call): HttpResponse {
  return run(call, { tooling: false });
}

/** GET /queryAll?q= */
export function runQueryAll(call: Call): HttpResponse {
  return run(call, { tooling: false, all: true });
}

/** GET /tooling/query?q= */
export function runToolingQuery(call: Call): HttpResponse {
  return run(call, { tooling: true });
}

/** Rows; with columns=true, which sf sends before it prints a table, what the columns are instead. */
function run(call: Call, options: { tooling: boolean; all?: boolean }): HttpResponse {
  const soql = soqlOf(call);
  const result = query(call.session, call.instance.access, soql, { ...options, batchSize: batchSize(call) });
  const wantsColumns = call.request.query.get('columns') === 'true';
  return { status: 200, body: wantsColumns ? columnsOf(call.session.org.schema, soql) : result };
}

/** GET /query/LOCATOR */
export function nextPage(call: Call): HttpResponse {
  return { status: 200, body: queryMore(call.session, call.match['locator'] ?? '') };
}

function soqlOf(call: Call): string {
  const soql = call.request.query.get('q');
  if (soql !== null) return soql;
  if (call.request.query.has('explain')) throw new NotSimulated('query?explain=');
  throw new OrgError('MALFORMED_QUERY', 'A query string has to be specified');
}

/** The page size of Sforce-Query-Options: 2000 by default, brought into 200..2000 (facts 7.5 [official]). */
function batchSize(call: Call): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(call.request.headers['sforce-query-options'] ?? '')?.[1];
  return asked === undefined ? 2000 : Math.min(2000, Math.max(200, Number(asked)));
}
