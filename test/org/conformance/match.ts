import type { Expectation } from './case.ts';
import type { Answer } from './target.ts';

type PlatformError = { readonly errorCode: string; readonly message: string; readonly fields: readonly unknown[] };

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  '<string>': (value) => typeof value === 'string',
  '<number>': (value) => typeof value === 'number',
  '<boolean>': (value) => typeof value === 'boolean',
  '<array>': (value) => Array.isArray(value),
  '<id>': (value) => typeof value === 'string' && /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(value),
};

/** Where an answer is not as expected, one text a difference; none when it is. */
export function differences(expected: Expectation, answer: Answer): string[] {
  const errors = errorsIn(answer.body);
  const found: string[] = [];
  if (expected.status !== undefined && !matches(expected.status, answer.status)) {
    found.push(`status ${answer.status} instead of ${expected.status}`);
  }
  if (expected.errorCode !== undefined && !errors.some((error) => error.errorCode === expected.errorCode)) {
    found.push(`no errorCode ${expected.errorCode}`);
  }
  if (expected.message !== undefined) {
    const wanted = new RegExp(expected.message);
    if (!errors.some((error) => wanted.test(error.message))) found.push(`no message like /${expected.message}/`);
  }
  for (const field of expected.fields ?? []) {
    if (!errors.some((error) => error.fields.includes(field))) found.push(`fields without ${field}`);
  }
  if (expected.body !== undefined) found.push(...bodyDifferences(expected.body, answer.body, 'body'));
  return found;
}

/** The errors of an answer, whether they stand alone, inside the results of several records, or in SOAP results. */
export function errorsIn(body: unknown): PlatformError[] {
  if (Array.isArray(body)) return body.flatMap(errorsIn);
  if (typeof body !== 'object' || body === null) return [];
  const row = body as Record<string, unknown>;
  const code = row['errorCode'] ?? row['statusCode'];
  if (typeof code === 'string') {
    const fields = Array.isArray(row['fields']) ? row['fields'] : [];
    return [{ errorCode: code, message: String(row['message']), fields }];
  }
  return errorsIn(row['errors'] ?? row['result'] ?? null);
}

function matches(expected: number | string, got: number): boolean {
  return typeof expected === 'number' ? expected === got : matchesText(expected, String(got));
}

function matchesText(expected: string, got: unknown): boolean {
  const kind = kinds[expected];
  if (kind !== undefined) return kind(got);
  const pattern = /^\/(.*)\/$/s.exec(expected)?.[1];
  return pattern === undefined ? expected === got : typeof got === 'string' && new RegExp(pattern).test(got);
}

function bodyDifferences(expected: unknown, got: unknown, at: string): string[] {
  if (typeof expected === 'string') return matchesText(expected, got) ? [] : [difference(expected, got, at)];
  if (typeof expected !== 'object' || expected === null) return expected === got ? [] : [difference(expected, got, at)];
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [difference(expected, got, at)];
    return expected.flatMap((item, index) => bodyDifferences(item, got[index], `${at}[${index}]`));
  }
  const wanted = expected as Record<string, unknown>;
  if (Object.keys(wanted).some((key) => key.startsWith('$'))) return listDifferences(wanted, got, at);
  if (typeof got !== 'object' || got === null) return [difference(expected, got, at)];
  const values = got as Record<string, unknown>;
  return Object.entries(wanted).flatMap(([key, value]) => bodyDifferences(value, values[key], `${at}.${key}`));
}

function listDifferences(wanted: Record<string, unknown>, got: unknown, at: string): string[] {
  if (!Array.isArray(got)) return [difference(wanted, got, at)];
  const every = wanted['$every'];
  const some = wanted['$some'];
  const found =
    every === undefined ? [] : got.flatMap((item, index) => bodyDifferences(every, item, `${at}[${index}]`));
  if (some !== undefined && !got.some((item) => bodyDifferences(some, item, at).length === 0)) {
    found.push(`${at}: no row like ${JSON.stringify(some)}`);
  }
  if (wanted['$length'] !== undefined && got.length !== wanted['$length']) found.push(`${at} has ${got.length} rows`);
  if (typeof wanted['$atLeast'] === 'number' && got.length < wanted['$atLeast'])
    found.push(`${at} has ${got.length} rows`);
  return found;
}

function difference(expected: unknown, got: unknown, at: string): string {
  return `${at} is ${got === undefined ? 'missing' : JSON.stringify(got)} instead of ${JSON.stringify(expected)}`;
}
