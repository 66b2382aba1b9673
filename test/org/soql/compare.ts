import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, type Field, type FieldType } from '../org.ts';
import { calendarOf, dateRange, startOfDay, type DateRange } from './dates.ts';
import { characters, checkType, kindOf, plainText, valueOf, type Kind, type Refuse } from './filterValue.ts';
import { bind, type Run } from './frame.ts';
import { likePattern } from './literal.ts';

/** What a condition compares: SQL with the field that says its type. */
export type Operand = { readonly sql: string; readonly field: Field };
/** The right side of a condition, as the parser gives it. */
export type Literals = {
  readonly texts: readonly string[];
  readonly types: readonly LiteralType[];
  readonly n: number | undefined;
};

/** Text compares without case; outside ASCII that takes a function, which openFunctions registers. */
function sides(kind: Kind, sql: string, value: string | number | null, placeholder: string): [string, string] {
  if (kind !== 'text') return [sql, placeholder];
  // eslint-disable-next-line no-control-regex -- the range is that of ASCII
  if (typeof value === 'string' && !/^[\x00-\x7f]*$/.test(value))
    return [`soql_lower(${sql})`, `soql_lower(${placeholder})`];
  return [`${sql} COLLATE NOCASE`, placeholder];
}

function rangeSql(run: Run, operand: Operand, operator: string, range: DateRange): string {
  const zone = calendarOf(run.session).zone;
  const value = (day: string): string => bind(run, operand.field.type === 'date' ? day : startOfDay(day, zone));
  const { sql } = operand;
  if (operator === '=')
    return `(${sql} IS NOT NULL AND ${sql} >= ${value(range.from)} AND ${sql} < ${value(range.until)})`;
  if (operator === '!=') return `(${sql} IS NULL OR ${sql} < ${value(range.from)} OR ${sql} >= ${value(range.until)})`;
  const bound = operator === '<' || operator === '>=' ? range.from : range.until;
  return `(${sql} IS NOT NULL AND ${sql} ${operator.startsWith('<') ? '<' : '>='} ${value(bound)})`;
}

function includesSql(run: Run, sql: string, quoted: string): string {
  const values = plainText(quoted)
    .split(';')
    .map((value) => bind(run, value));
  return `(${values.map((value) => `instr(soql_lower(';' || ${sql} || ';'), soql_lower(';' || ${value} || ';')) > 0`).join(' AND ')})`;
}

function listSql(run: Run, operand: Operand, literals: Literals, refuse: Refuse): string {
  const { sql, field } = operand;
  const kind = kindOf(field);
  const parts = new Map<string, string[]>();
  const values = literals.texts.map((text, at) => {
    const type = literals.types[at] ?? literals.types[0] ?? 'STRING';
    if (type.startsWith('DATE_')) throw new NotSimulated('a date literal inside IN');
    checkType(field, type, refuse);
    return valueOf(field, text, type, refuse);
  });
  for (const value of values) {
    if (value === null) continue;
    const [left, right] = sides(kind, sql, value, bind(run, value));
    const rights = parts.get(left);
    if (rights === undefined) parts.set(left, [right]);
    else rights.push(right);
  }
  const tests = [...parts].map(([left, rights]) => `${left} IN (${rights.join(', ')})`);
  const present = tests.length === 0 ? [] : [`(${sql} IS NOT NULL AND (${tests.join(' OR ')}))`];
  return `(${[...present, ...(values.includes(null) ? [`${sql} IS NULL`] : [])].join(' OR ')})`;
}

const textual = new Set<FieldType>([
  'string',
  'picklist',
  'combobox',
  'textarea',
  'email',
  'phone',
  'url',
  'anyType',
  'encryptedstring',
  'complexvalue',
]);

function checkOperator(field: Field, operator: string, refuse: Refuse): void {
  const name = field.type === 'datetime' ? 'dateTime' : field.type;
  const invalid =
    (operator === 'LIKE' && !textual.has(field.type)) ||
    ((operator === 'INCLUDES' || operator === 'EXCLUDES') && field.type !== 'multipicklist') ||
    (['<', '<=', '>', '>='].includes(operator) && (field.type === 'boolean' || field.type === 'multipicklist'));
  if (invalid) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${name} field`);
}

/**
 * SQL of one comparison, which is always true or false, never NULL: a comparison with null fails, so its negation holds.
 * Throws INVALID_FIELD for a literal of another type and INVALID_QUERY_FILTER_OPERATOR for an operator that the type has
 * not and for a text that is no id (official: SOQL reference, fieldExpression syntax; messages community).
 */
export function compareSql(run: Run, operand: Operand, given: string, literals: Literals, refuse: Refuse): string {
  const operator = given === '<>' ? '!=' : given.toUpperCase().replaceAll(/\s+/g, ' ');
  const { sql, field } = operand;
  checkOperator(field, operator, refuse);
  if (operator === 'IN') return listSql(run, operand, literals, refuse);
  if (operator === 'NOT IN') return `(NOT ${listSql(run, operand, literals, refuse)})`;
  const text = literals.texts[0] ?? '';
  const type = literals.types[0] ?? 'STRING';
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    literals.types.forEach((each) => {
      checkType(field, each, refuse);
    });
    const any = literals.texts.map((each) => includesSql(run, sql, each)).join(' OR ');
    return `(${operator === 'EXCLUDES' ? 'NOT ' : ''}(${sql} IS NOT NULL AND (${any})))`;
  }
  checkType(field, type, refuse);
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') {
    return rangeSql(
      run,
      operand,
      operator,
      dateRange(text, literals.n, run.session.org.now(), calendarOf(run.session)),
    );
  }
  if (operator === 'LIKE') {
    if (type === 'NULL') throw new NotSimulated('LIKE with null');
    const pattern = likePattern(characters(text));
    const [left, right] = sides('text', sql, pattern, bind(run, pattern));
    return `(${sql} IS NOT NULL AND ${left.replace(' COLLATE NOCASE', '')} LIKE ${right} ESCAPE '\\')`;
  }
  const value = valueOf(field, text, type, refuse);
  if (value === null) {
    if (operator === '=') return `(${sql} IS NULL)`;
    if (operator === '!=') return `(${sql} IS NOT NULL)`;
    throw new NotSimulated(`${operator} with null`);
  }
  const [left, right] = sides(kindOf(field), sql, value, bind(run, value));
  // The look-up indexes hold no nulls, so SQLite uses them only for a test that excludes null
  if (operator === '=')
    return sql.startsWith('t') ? `(${sql} IS NOT NULL AND ${left} = ${right})` : `(${left} IS ${right})`;
  if (operator === '!=') return `(${left} IS NOT ${right})`;
  return `(${sql} IS NOT NULL AND ${left} ${operator} ${right})`;
}
