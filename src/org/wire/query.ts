import { readAll, type Answer } from './batch.ts';
import { printable } from './printable.ts';
import { OrgSilence, type OrgRefusal } from './refusal.ts';
import { read, type Org } from './transport.ts';

export type Row = Readonly<Record<string, unknown>>;
type Page = { readonly records: readonly Row[]; readonly done: boolean; readonly nextRecordsUrl?: string };

export type Rows = { readonly rows: readonly Row[]; readonly refused: OrgRefusal | undefined };

/**
 * Runs queries side by side, all their pages read.
 * @param queries SOQL by the name under which its rows are wanted; several queries of one name are joined
 * @returns the rows of each query; a refused query has none and says why
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function queryAll<K extends string>(
  org: Org,
  queries: Readonly<Partial<Record<K, string | readonly string[]>>>,
): Promise<Partial<Record<K, Rows>>> {
  return (await queryBeside(org, queries, [])).rows;
}

/**
 * The same, with other reads in the same requests.
 * @param paths relative to `/services/data/vNN.0`, e.g. `/sobjects/Account/describe`
 * @returns the rows, and one answer for each path
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function queryBeside<K extends string>(
  org: Org,
  queries: Readonly<Partial<Record<K, string | readonly string[]>>>,
  paths: readonly string[],
): Promise<{ readonly rows: Partial<Record<K, Rows>>; readonly answers: readonly Answer<unknown>[] }> {
  const named = Object.entries<string | readonly string[] | undefined>(queries) as [
    K,
    string | readonly string[] | undefined,
  ][];
  const single = named.flatMap(([name, query]) => [query ?? []].flat().map((one) => ({ name, query: one })));
  const all = [...paths, ...single.map(({ query }) => `/query?q=${encodeURIComponent(query)}`)];
  const answers = await readAll(org, all, slim);
  const found = await Promise.all(
    answers
      .slice(paths.length)
      .map(async (answer, at) => inOrder(single[at]?.query ?? '', await allPages(org, answer))),
  );
  const joined = (name: K): Rows => {
    const own = found.filter((_, index) => single[index]?.name === name);
    return { rows: own.flatMap(({ rows }) => rows), refused: own.find(({ refused }) => refused)?.refused };
  };
  const rows = Object.fromEntries(named.map(([name]) => [name, joined(name)])) as Partial<Record<K, Rows>>;
  return { rows, answers: answers.slice(0, paths.length) };
}

async function allPages(org: Org, answer: Answer<unknown>): Promise<Rows> {
  if (!answer.ok) return { rows: [], refused: answer.error };
  const rows: Row[] = [];
  let page = pageOf(answer.body);
  rows.push(...page.records);
  while (!page.done) {
    if (page.nextRecordsUrl === undefined) throw new OrgSilence('An answer has more rows and does not say where.');
    page = pageOf(slim(await read<unknown>(org, 'GET', page.nextRecordsUrl)));
    rows.push(...page.records);
  }
  return { rows, refused: undefined };
}

/** Columns from which on a row is worth making anew. */
const WIDE = 40;

/** A page of wide rows without what reads the same when it is not there: of the some 400 permissions of a set nearly all are off. */
function slim(body: unknown): unknown {
  const records: unknown = isRow(body) ? body['records'] : undefined;
  if (!isRow(body) || !Array.isArray(records)) return body;
  const [first] = records as readonly unknown[];
  if (!isRow(first) || Object.keys(first).length < WIDE) return body;
  return { ...body, records: records.map((row: unknown) => (isRow(row) ? slimRow(row) : row)) };
}

function slimRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== false && value !== null));
}

/** Rows come in any order unless a query asks for one: by id, so that the same org is told in the same words every time. */
function inOrder(query: string, { rows, refused }: Rows): Rows {
  if (/\sORDER BY\s/i.test(query)) return { rows, refused };
  const keyed = rows.map((row) => ({ row, key: text(row, 'Id') ?? text(row, 'attributes.url') ?? '' }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return { rows: keyed.map(({ row }) => row), refused };
}

/** @throws OrgSilence: rows that are missing must not pass for rows that are not there */
function pageOf(body: unknown): Page {
  const { records, done } = (body ?? {}) as Partial<Page>;
  if (!Array.isArray(records) || typeof done !== 'boolean') throw new OrgSilence('The answer to a query is not one.');
  return body as Page;
}

/** The text of a column, or of a column of a parent (`Profile.Name`); undefined for null and for what was not selected. */
export function text(row: Row, path: string): string | undefined {
  const value = at(row, path);
  return typeof value === 'string' ? printable(value) : undefined;
}

/** Like {@link text} for a column that Salesforce never leaves empty. */
export function required(row: Row, path: string): string {
  return text(row, path) ?? '';
}

export function number(row: Row, path: string): number {
  const value = at(row, path);
  return typeof value === 'number' ? value : 0;
}

export function flag(row: Row, path: string): boolean {
  return at(row, path) === true;
}

function at(row: Row, path: string): unknown {
  if (!path.includes('.')) return row[path];
  return path.split('.').reduce<unknown>((value, key) => (isRow(value) ? value[key] : undefined), row);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
