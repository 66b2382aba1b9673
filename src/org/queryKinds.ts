import { queryAll, type Row } from './query.ts';
import type { Org } from './transport.ts';

/** One kind of rows: the queries that together give all of them. */
export type Kind = {
  /** The object that a refusal is about. */
  readonly object: string;
  readonly queries: readonly string[];
};

export type KindRows<K extends string> = {
  readonly rows: Readonly<Record<K, readonly Row[]>>;
  /** Key: the object; value: Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * Runs all queries of all kinds side by side; the rows of a kind are one list however many queries it took.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function queryKinds<K extends string>(org: Org, kinds: Readonly<Record<K, Kind>>): Promise<KindRows<K>> {
  const named = Object.entries<Kind>(kinds) as [K, Kind][];
  const answers = await queryAll(
    org,
    Object.fromEntries(named.flatMap(([name, { queries }]) => queries.map((query, at) => [`${name}.${at}`, query]))),
  );
  const own = ([name, { queries }]: [K, Kind]) => queries.map((_, at) => answers[`${name}.${at}`]);
  return {
    rows: Object.fromEntries(
      named.map((entry) => [entry[0], own(entry).flatMap((answer) => answer?.rows ?? [])]),
    ) as unknown as Record<K, Row[]>,
    refused: new Map(
      named.flatMap((entry) =>
        own(entry).flatMap((answer) =>
          answer?.refused === undefined ? [] : [[entry[1].object, answer.refused.message] as const],
        ),
      ),
    ),
  };
}
