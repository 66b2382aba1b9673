import { NotSimulated, OrgError, type Field, type Value } from '../org.ts';
import { fromJsonTime } from './time.ts';

const numeric = new Set(['int', 'double', 'currency', 'percent']);
const timed = new Set(['date', 'datetime', 'time']);

/** The JSON form in which REST sends a stored value (facts 7.5, recorded user record v57). */
export function toJson(field: Field, value: Value): unknown {
  if (field.type === 'boolean') return value !== null && value !== 0;
  if (value === null) return null;
  if (field.type === 'base64') throw new NotSimulated('the address of a base64 field');
  if (field.type === 'datetime') return String(value).replace(/(?:\.\d+)?Z$/, '.000+0000');
  if (field.type === 'address') return JSON.parse(String(value));
  return value;
}

/**
 * The stored value of what a client sent for a field: text trimmed and null when empty, times in UTC to the second
 * ("2026-11-24T04:30:00.000Z"), booleans 0 or 1.
 * @throws OrgError JSON_PARSER_ERROR for a wrong JSON type; INVALID_TYPE_ON_FIELD_IN_RECORD for a boolean that is null
 * (both texts quoted from orgs); NUMBER_OUTSIDE_VALID_RANGE.
 */
export function fromJson(field: Field, value: unknown): Value {
  if (value === null || value === undefined) return fromNull(field);
  if (typeof value === 'object')
    throw notReadable(field, Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT', Array.isArray(value) ? '[' : '{');
  if (field.type === 'boolean') return fromBoolean(field, value);
  if (numeric.has(field.type)) return fromNumber(field, value);
  if (typeof value !== 'string') throw notReadable(field, token(value), JSON.stringify(value));
  const text = value.trim();
  if (text === '') return null;
  if (!timed.has(field.type)) return text;
  const time = fromJsonTime(field.type, text);
  if (time === undefined) throw notReadable(field, token(value), value);
  return time;
}

function fromNull(field: Field): Value {
  if (field.type !== 'boolean') return null;
  throw new OrgError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, {
    fields: [field.name],
  });
}

function fromBoolean(field: Field, value: unknown): Value {
  if (value === true || (typeof value === 'string' && value.toLowerCase() === 'true')) return 1;
  if (value === false || (typeof value === 'string' && value.toLowerCase() === 'false')) return 0;
  throw notReadable(field, token(value), String(value));
}

function fromNumber(field: Field, value: unknown): Value {
  if (value === '') return null;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || (field.type === 'int' && !Number.isInteger(number))) {
    throw notReadable(field, token(value), String(value));
  }
  const limit = field.type === 'int' ? 2 ** 31 : 10 ** (field.precision - field.scale);
  if (Math.abs(number) >= limit) {
    throw new OrgError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${String(value)}`,
      {
        fields: [field.name],
      },
    );
  }
  return number;
}

function token(value: unknown): string {
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
}

/** A real org names the position in the body; the simulated one reads parsed JSON and always says the first column. */
function notReadable(field: Field, found: string, value: string): OrgError {
  const message = `Cannot deserialize instance of ${field.type} from ${found} value ${value} or request may be missing a required field at [line:1, column:1]`;
  return new OrgError('JSON_PARSER_ERROR', message);
}
