import type { DatabaseSync } from 'node:sqlite';
import { OrgError, type Access, type Session, type SObject, type Value } from '../org.ts';
import { aggregateSql, countSql, isAggregateQuery, isCount } from './aggregate.ts';
import { newFrame, type Run } from './frame.ts';
import { openFunctions } from './functions.ts';
import { visibleObject } from './object.ts';
import { firstPage, nextPage, type QueryResult, type Snapshot } from './paging.ts';
import { parse } from './parse.ts';
import type { Plan } from './plan.ts';
import { selectSql } from './select.ts';
import { shapeRow, type Shaping } from './shape.ts';
import { statements } from '../store/statements.ts';

export type { QueryResult } from './paging.ts';

const tokensPerPage = 500;
const tokensPerQuery = 2500;

function noQueryMore(what: string): OrgError {
  return new OrgError(
    'EXCEEDED_ID_LIMIT',
    `${what} does not support queryMore(), use LIMIT to restrict the results to a single batch`,
  );
}

const prepared = new WeakMap<DatabaseSync, ReturnType<typeof statements>>();

function rowsOf(run: Run, sql: string): Value[][] {
  const { db } = run.session.org.store;
  const prepare = prepared.get(db) ?? statements(db);
  if (!prepared.has(db)) openFunctions(db);
  prepared.set(db, prepare);
  const statement = prepare(sql);
  statement.setReturnArrays(true);
  return statement.all(...run.values) as unknown as Value[][];
}

/** A query made ready to run. */
export type Compiled = {
  readonly run: Run;
  readonly object: SObject;
  /** COUNT() alone, without GROUP BY. */
  readonly counts: boolean;
  readonly aggregate: boolean;
  readonly sql: string;
  /** Without columns for a count. */
  readonly plan: Plan;
};

/** What is asked of a query besides its text: `all` includes deleted rows, `tooling` is the Tooling API. */
type Options = { readonly tooling: boolean; readonly all?: boolean };

/**
 * Reads a SOQL query as this user (facts 7.5): parses it, checks it against schema and access, and gives the SQL of it.
 * Throws OrgError with the codes MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD and others as an org does, NotSimulated for
 * what the facts do not cover.
 */
export function compile(session: Session, access: Access, soql: string, { tooling, all = false }: Options): Compiled {
  const parsed = parse(soql);
  const run: Run = { session, access, soql, tooling, all, values: [], aliases: 0 };
  const object = visibleObject(run, parsed.scope, parsed.query.sObject ?? '');
  const frame = newFrame(run, parsed.scope, object, parsed.query.sObjectAlias);
  if (isCount(parsed.query)) {
    const plan = { object, columns: [], nodes: [], id: undefined };
    return { run, object, counts: true, aggregate: true, sql: countSql(frame, parsed.query), plan };
  }
  const aggregate = isAggregateQuery(parsed.query);
  const read = aggregate ? aggregateSql(frame, parsed.query) : selectSql(frame, parsed.query);
  return { run, object, counts: false, aggregate, ...read };
}

/** Runs a SOQL query as this user as one SQL statement and shapes its rows. Throws as {@link compile}. */
export function query(
  session: Session,
  access: Access,
  soql: string,
  options: Options & { readonly batchSize: number },
): QueryResult {
  const { run, object, counts, aggregate, sql, plan } = compile(session, access, soql, options);
  let rows = rowsOf(run, sql);
  if (counts) return { totalSize: Number(rows[0]?.[0]), done: true, records: [] };
  const base = `/services/data/v${session.apiVersion.toFixed(1)}${options.tooling ? '/tooling' : ''}`;
  const size = Math.min(2000, Math.max(200, options.batchSize));
  const snapshot = (of: Plan, from: readonly (readonly Value[])[]): Snapshot => ({
    size: from.length,
    slice: (start, until) => from.slice(start, until).map((row) => shapeRow(of, row, shaping)),
  });
  const shaping: Shaping = {
    sobjectsUrl: `${base}/sobjects`,
    page: (of, from) => firstPage(session, snapshot(of, from), size, `${base}/query`),
  };
  // facts 7.5 [community] and 5.2 [recorded]
  if (aggregate && rows.length > size) throw noQueryMore('Aggregate query');
  if (object.name === 'EntityDefinition' && !aggregate && rows.length > size) throw noQueryMore(object.name);
  // facts 2.3 [official]
  const single = plan.nodes.some(
    (node) => node.kind === 'field' && (node.key === 'Metadata' || node.key === 'FullName'),
  );
  if (options.tooling && single && rows.length > 1) {
    throw new OrgError(
      'MALFORMED_QUERY',
      `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${String(rows.length)}`,
    );
  }
  // facts 5.2: 500 rows a batch, 2,500 a query
  const tokens = object.name === 'OauthToken' && !aggregate;
  if (tokens) rows = rows.slice(0, tokensPerQuery);
  return firstPage(session, snapshot(plan, rows), tokens ? Math.min(size, tokensPerPage) : size, `${base}/query`);
}

/** The next page of an earlier query. Throws INVALID_QUERY_LOCATOR for a locator that is not one of this user's. */
export function queryMore(session: Session, locator: string): QueryResult {
  return nextPage(session, locator);
}
