export type Limit = {
  /** Characters of a list; with its columns, a query then stays far below what fits into a request line. */
  readonly length?: number;
  readonly count?: number;
  /** About how many rows a name brings, so that the rows of a query fit on one page. */
  readonly rows?: (name: string) => number;
};

/** Rows that one page of an answer holds (REST API Developer Guide, Query). */
const PAGE = 2000;

/** Cuts a list of names into lists for one query each. */
export function chunks(
  names: readonly string[],
  { length = 5000, count = 200, rows = () => 1 }: Limit = {},
): string[][] {
  const all: string[][] = [];
  let used = 0;
  let expected = 0;
  for (const name of names) {
    used += name.length + 4;
    expected += rows(name);
    const last = all.at(-1);
    if (last && last.length < count && used <= length && expected <= PAGE) last.push(name);
    else {
      all.push([name]);
      used = name.length + 4;
      expected = rows(name);
    }
  }
  return all;
}
