/** One part of the page: what was measured, and which promises it breaks. */
export type Section = { readonly title: string; readonly lines: readonly string[]; readonly broken: readonly string[] };

/** The lines of a Markdown table; the first column and those named `left` are texts, the others numbers. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly string[] = [],
): string[] {
  const widths = columns.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const isText = (at: number): boolean => at === 0 || left.includes(columns[at] ?? '');
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isText(at) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(columns), line(rule), ...rows.map(line)];
}

/** Seconds are told with one digit, for no more can be relied on. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const times = (a: number, b: number): string => `${(a / b).toFixed(1)} x`;
export const megabytes = (mib: number): string => `${mib.toFixed(0)} MB`;
