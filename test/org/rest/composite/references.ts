import { OrgError } from '../../org.ts';
import { isObject, type Json } from '../jsonBody.ts';
import type { Part } from './part.ts';

/** Bodies of the parts that succeeded, by reference id. */
export type Results = ReadonlyMap<string, unknown>;

/** What a reference may stand for. */
type Plain = string | number | boolean | null;

const reference = /@\{([^{}]+)\}/g;

/** The reference ids that a part's url and body name. */
export function referencesOf(part: Part): Set<string> {
  const text = JSON.stringify([part.url, part.body ?? null]);
  return new Set([...text.matchAll(reference)].map((found) => /^\w*/.exec(String(found[1]))?.[0] ?? ''));
}

/**
 * Puts values in place of references. Throws PROCESSING_HALTED when there is no such value (case matters: `id` after a
 * create, `Id` after a read; text official and quoted). A null stays null from v52 on, before that it is no value (official).
 */
export function fillUrl(url: string, results: Results): string {
  return url.replace(reference, (_, expression: string) => {
    const value = valueOf(expression, results);
    if (value === null) throw noValue(expression);
    return encodeURIComponent(String(value));
  });
}

/** Like fillUrl, in every text of a body; a text that is one reference takes the value's own type. */
export function fillBody(body: unknown, results: Results, apiVersion: number): unknown {
  if (typeof body === 'string') return fillText(body, results, apiVersion);
  if (Array.isArray(body)) return body.map((item) => fillBody(item, results, apiVersion));
  if (!isObject(body)) return body;
  const filled = Object.entries(body).map(([name, value]) => [name, fillBody(value, results, apiVersion)]);
  return Object.fromEntries(filled) as Json;
}

function fillText(text: string, results: Results, apiVersion: number): unknown {
  const read = (expression: string): Plain => {
    const value = valueOf(expression, results);
    if (value === null && apiVersion < 52) throw noValue(expression);
    return value;
  };
  const whole = /^@\{([^{}]+)\}$/.exec(text)?.[1];
  if (whole !== undefined) return read(whole);
  return text.replace(reference, (_, expression: string) => String(read(expression) ?? ''));
}

function valueOf(expression: string, results: Results): Plain {
  const [id = '', ...steps] = expression.match(/\w+/g) ?? [];
  let value = results.get(id);
  for (const step of steps) value = isIndexable(value) ? value[step] : undefined;
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!isPlain || steps.length === 0) throw noValue(expression);
  return value as Plain;
}

function isIndexable(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function noValue(expression: string): OrgError {
  const id = /^\w*/.exec(expression)?.[0] ?? '';
  return new OrgError('PROCESSING_HALTED', `Invalid reference specified. No value for ${expression} found in ${id}.`);
}
