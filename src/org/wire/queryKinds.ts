import type { Answer } from './batch.ts';
import { queryAll, queryBeside, type Row, type Rows } from './query.ts';
import type { Org } from './transport.ts';

/** One kind of rows: the queries that together give all of them. */
export type Kind = {
  /** The object that a refusal is about. */
  readonly object: string;
  readonly queries: readonly string[];
};

export type Kinds<K extends string> = Readonly<Record<K, Kind>>;

export type KindRows<K extends string> = {
  readonly rows: Readonly<Record<K, readonly Row[]>>;
  /** Key: the object; value: Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * Runs all queries of all kinds side by side; the rows of a kind are one list however many queries it took.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function queryKinds<K extends string>(org: Org, kinds: Kinds<K>): Promise<KindRows<K>> {
  return rowsOf(kinds, '', await queryAll(org, queriesOf(kinds, '')));
}

/**
 * The same, with other reads in the same requests.
 * @returns the rows, and one answer for each path
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function queryKindsBeside<K extends string>(
  org: Org,
  kinds: Kinds<K>,
  paths: readonly string[],
): Promise<[KindRows<K>, readonly Answer<unknown>[]]> {
  const { rows, answers } = await queryBeside(org, queriesOf(kinds, ''), paths);
  return [rowsOf(kinds, '', rows), answers];
}

/**
 * The same for several lists of kinds, in the same requests.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function queryTogether<A extends string, B extends string, C extends string>(
  org: Org,
  a: Kinds<A>,
  b: Kinds<B>,
  c: Kinds<C>,
): Promise<[KindRows<A>, KindRows<B>, KindRows<C>]> {
  const answers = await queryAll(org, { ...queriesOf(a, 'a.'), ...queriesOf(b, 'b.'), ...queriesOf(c, 'c.') });
  return [rowsOf(a, 'a.', answers), rowsOf(b, 'b.', answers), rowsOf(c, 'c.', answers)];
}

function named<K extends string>(kinds: Kinds<K>): [K, Kind][] {
  return Object.entries<Kind>(kinds) as [K, Kind][];
}

function queriesOf<K extends string>(kinds: Kinds<K>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    named(kinds).flatMap(([name, { queries }]) => queries.map((query, at) => [`${prefix}${name}.${at}`, query])),
  );
}

function rowsOf<K extends string>(
  kinds: Kinds<K>,
  prefix: string,
  answers: Readonly<Partial<Record<string, Rows>>>,
): KindRows<K> {
  const own = ([name, { queries }]: [K, Kind]) => queries.map((_, at) => answers[`${prefix}${name}.${at}`]);
  return {
    rows: Object.fromEntries(
      named(kinds).map((entry) => [entry[0], own(entry).flatMap((answer) => answer?.rows ?? [])]),
    ) as unknown as Record<K, Row[]>,
    refused: new Map(
      named(kinds).flatMap((entry) =>
        own(entry).flatMap((answer) =>
          answer?.refused === undefined ? [] : [[entry[1].object, answer.refused.message] as const],
        ),
      ),
    ),
  };
}
