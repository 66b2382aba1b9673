import { OrgError } from '../org.ts';

const boundary = /[\s,]/;

/**
 * The text that Salesforce puts before the reason of a query error: an excerpt around the place, a caret, row and column.
 * The excerpt reaches 30 characters to both sides, widened to whole words (facts 7.5 and recorded query-invalid-type).
 * Takes the 0-based place of the caret.
 */
function caret(soql: string, place: number): string {
  let from = Math.max(0, place - 30);
  while (from > 0 && !boundary.test(soql.charAt(from - 1))) from -= 1;
  let to = Math.min(soql.length, place + 31);
  while (to < soql.length && !boundary.test(soql.charAt(to))) to += 1;
  const excerpt = soql.slice(from, to).replaceAll(/\s/g, ' ');
  return `\n${excerpt}\n${' '.repeat(place - from)}^\nERROR at Row:1:Column:${String(place + 1)}\n`;
}

/** An error about the query text; the caret is left out when the place is unknown. */
export function queryError(soql: string, place: number | undefined, code: string, reason: string): OrgError {
  return new OrgError(code, place === undefined ? reason : caret(soql, place) + reason);
}

/** A syntax error. Its column counts from 0 where others count from 1, and at 0 nothing but the reason is shown (recorded query-malformed). */
export function unexpectedToken(soql: string, place: number | undefined, token: string): OrgError {
  const before = place === undefined || place === 0 ? undefined : place - 1;
  return queryError(soql, before, 'MALFORMED_QUERY', `unexpected token: '${token}'`);
}

const reference = 'Please reference your WSDL or the describe call for the appropriate names.';

/** The reason for an object that does not exist or that the caller may not see (recorded query-invalid-type). */
export function unknownObject(name: string): string {
  return `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${reference}`;
}

/** The reason for a column that does not exist or that the caller may not read (facts 7.5). */
export function unknownColumn(name: string, object: string): string {
  return `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${reference}`;
}

/** The reason for a relationship that does not exist or whose object the caller may not see (facts 7.5). */
export function unknownRelationship(name: string, where: 'field path' | 'FROM part of query call'): string {
  return `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${reference}`;
}
