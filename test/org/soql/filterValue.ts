import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError, type Field, type FieldType } from '../org.ts';
import { isDate, readDatetime } from './dates.ts';
import { readId, readString, type Character } from './literal.ts';

/** Makes the error for a reason, with the caret under the field. */
export type Refuse = (code: string, reason: string) => OrgError;

/** What a type of field is to a filter. */
export type Kind = 'text' | 'id' | 'boolean' | 'number' | 'date' | 'datetime' | 'other';

const kinds: Partial<Record<FieldType, Kind>> = {
  id: 'id',
  reference: 'id',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'other',
  base64: 'other',
  address: 'other',
  location: 'other',
};
const fitting: Readonly<Record<Kind, ReadonlySet<LiteralType>>> = {
  text: new Set(['STRING']),
  id: new Set(['STRING']),
  boolean: new Set(['BOOLEAN']),
  number: new Set(['INTEGER', 'DECIMAL']),
  date: new Set(['DATE', 'DATE_LITERAL', 'DATE_N_LITERAL']),
  datetime: new Set(['DATETIME', 'DATE_LITERAL', 'DATE_N_LITERAL']),
  other: new Set(),
};
const names: Partial<Record<FieldType, string>> = { id: 'ID', datetime: 'dateTime', reference: 'reference' };

export function kindOf(field: Field): Kind {
  return kinds[field.type] ?? 'text';
}

/** Throws INVALID_FIELD for a literal that does not fit the type of the field (community, known wording). */
export function checkType(field: Field, type: LiteralType, refuse: Refuse): void {
  if (type === 'NULL') return;
  const kind = kindOf(field);
  if (kind === 'other') throw new NotSimulated(`a filter on a field of type ${field.type}`);
  if (type.endsWith('CURRENCY_PREFIX')) throw new NotSimulated('an amount with a currency code');
  if (fitting[kind].has(type)) return;
  const quoted = kind === 'text' || kind === 'id';
  const name = names[field.type] ?? (quoted ? 'string' : field.type);
  const rule = quoted ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  throw refuse(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${name} and ${rule}`,
  );
}

/** The characters of a quoted literal. Throws MALFORMED_QUERY for an escape that SOQL does not have. */
export function characters(quoted: string): readonly Character[] {
  const read = readString(quoted);
  if (read === undefined)
    throw new OrgError(
      'MALFORMED_QUERY',
      `Invalid string literal ${quoted}. Illegal character sequence in string literal.`,
    );
  return read;
}

export function plainText(quoted: string): string {
  return characters(quoted)
    .map((character) => character.text)
    .join('');
}

/** The value to bind for a literal; null for null and for the empty string, which SOQL takes as null. */
export function valueOf(field: Field, text: string, type: LiteralType, refuse: Refuse): string | number | null {
  if (type === 'NULL') return null;
  if (type === 'BOOLEAN') return text.toUpperCase() === 'TRUE' ? 1 : 0;
  if (type === 'INTEGER' || type === 'DECIMAL') return Number(text);
  if (type === 'DATE' || type === 'DATETIME') {
    const time = type === 'DATETIME' ? readDatetime(text) : isDate(text) ? text : undefined;
    if (time === undefined) throw new NotSimulated(`the answer to the impossible date ${text}`);
    return time;
  }
  const plain = plainText(text);
  if (plain === '') return null;
  if (kindOf(field) !== 'id') return plain;
  const id = readId(plain);
  if (id === undefined) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${plain}`);
  return id;
}
