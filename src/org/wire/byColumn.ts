import { text, type Row } from './query.ts';

/**
 * Rows by the text of a column, so that those of one record are found without going through all.
 * @param path a column, or that of a parent (`Profile.Name`)
 * @returns the rows with this text, in their order; none for an empty one
 */
export function byColumn(rows: readonly Row[], path: string): (value: string) => readonly Row[] {
  const index = Map.groupBy(rows, (row) => text(row, path) ?? '');
  return (value) => (value === '' ? [] : (index.get(value) ?? []));
}
