/**
 * Finds rows by a key without going through all of them for each of a thousand users. The rows must never change: each list is indexed once,
 * however often it is asked.
 * @returns the rows of a list with a key, in their order; none where there is none
 */
export function indexed<T>(keyOf: (row: T) => string): (rows: readonly T[], key: string | undefined) => readonly T[] {
  const indexes = new WeakMap<readonly T[], ReadonlyMap<string, readonly T[]>>();
  return (rows, key) => {
    if (key === undefined) return [];
    const index = indexes.get(rows) ?? Map.groupBy(rows, keyOf);
    indexes.set(rows, index);
    return index.get(key) ?? [];
  };
}
