import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError } from '../org.ts';
import { unexpectedToken } from './errors.ts';
import { misplacedToken } from './grammar.ts';
import { scan, type Scope } from './scan.ts';

export type Parsed = { readonly soql: string; readonly query: Query; readonly scope: Scope };

/** Both given, or the library builds a new parser for each query. */
const options = { allowApexBindVariables: false, ignoreParseErrors: false };
const maximumLength = 100_000;
const found = /(?:but found: |but found --> )'?([\s\S]*?)'?(?: <--)?$/;

/** Tests and clients ask the same again and again. */
const read = new Map<string, Query | string>();
const mostRead = 1000;

/** The query as the library reads it, or its complaint. */
function queryOf(soql: string): Query | string {
  const known = read.get(soql);
  if (known !== undefined) return known;
  if (read.size >= mostRead) read.clear();
  const now = parsed(soql);
  read.set(soql, now);
  return now;
}

function parsed(soql: string): Query | string {
  try {
    return parseQuery(soql, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function complaint(soql: string): string | undefined {
  const query = queryOf(soql);
  return typeof query === 'string' ? query : undefined;
}

function atEnd(message: string | undefined): boolean {
  return message === undefined || found.exec(message)?.[1] === '';
}

/** The parser names the token that it stumbled over, not its place: that is the last one up to which the text is well begun. */
function placeOf(soql: string, token: string): number | undefined {
  let place: number | undefined;
  for (let at = soql.indexOf(token); at >= 0; at = soql.indexOf(token, at + token.length)) {
    if (place !== undefined && !atEnd(complaint(soql.slice(0, at)))) break;
    place = at;
  }
  return place;
}

type Stumble = { readonly token: string; readonly start: number | undefined };

function stumbleOf(soql: string, message: string): Stumble {
  const lexing = /unexpected character: ->([\s\S]+?)<- at offset: (\d+)/.exec(message);
  if (lexing?.[1] !== undefined) {
    // Salesforce reads word by word, so a syntax error before the bad character comes first
    const before = soql.slice(0, Number(lexing[2]));
    const earlier = complaint(before);
    if (earlier !== undefined && !atEnd(earlier)) return stumbleOf(before, earlier);
    return { token: lexing[1], start: Number(lexing[2]) };
  }
  const token = found.exec(message)?.[1] ?? '';
  return token === '' ? { token: '<EOF>', start: undefined } : { token, start: placeOf(soql, token) };
}

function checkSyntax(soql: string, scope: Scope): void {
  const message = complaint(soql);
  const own = misplacedToken(scope);
  const stumble = message === undefined ? undefined : stumbleOf(soql, message);
  if (own !== undefined && own.start <= (stumble?.start ?? soql.length))
    throw unexpectedToken(soql, own.start, own.text);
  if (stumble !== undefined) throw unexpectedToken(soql, stumble.start, stumble.token);
}

/**
 * Parses a SOQL text. Throws MALFORMED_QUERY as Salesforce words it (facts 7.5; recorded query-malformed, query-malformed-caret)
 * and NotSimulated for clauses that the simulated org does not have.
 */
export function parse(soql: string): Parsed {
  if (soql.length > maximumLength) {
    throw new OrgError('MALFORMED_QUERY', 'SOQL statements cannot be longer than 100000 characters.');
  }
  if (/\bALL\s+ROWS\s*$/i.test(soql)) throw new NotSimulated('ALL ROWS in a query over the API');
  const scope = scan(soql);
  checkSyntax(soql, scope);
  const query = queryOf(soql);
  if (typeof query === 'string') throw new Error(`Read well and not at all: ${soql}`);
  refuseClauses(query);
  return { soql, query, scope };
}

/** Throws NotSimulated for a clause that the facts do not cover. */
export function refuseClauses(
  query: Pick<Query, 'usingScope' | 'withDataCategory' | 'withSecurityEnforced' | 'withAccessLevel' | 'for' | 'update'>,
): void {
  if (query.usingScope !== undefined) throw new NotSimulated('SOQL clause USING SCOPE');
  if (query.withDataCategory !== undefined) throw new NotSimulated('SOQL clause WITH DATA CATEGORY');
  if (query.withSecurityEnforced === true) throw new NotSimulated('SOQL clause WITH SECURITY_ENFORCED over the API');
  if (query.withAccessLevel !== undefined)
    throw new NotSimulated(`SOQL clause WITH ${query.withAccessLevel} over the API`);
  if (query.for !== undefined) throw new NotSimulated(`SOQL clause FOR ${query.for}`);
  if (query.update !== undefined) throw new NotSimulated(`SOQL clause UPDATE ${query.update}`);
}
