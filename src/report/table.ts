import stringWidth from 'fast-string-width';

/** A table as a command prints it. */
export type Table<Row> = {
  readonly title?: string;
  readonly data: Row[];
  readonly columns: { key: keyof Row & string; name: string }[];
};

/** A table that fits its terminal. */
export type FittedTable<Row> = {
  title?: string;
  data: Row[];
  columns: { key: keyof Row & string; name: string; width?: number }[];
  overflow: 'wrap';
  maxWidth?: 'none';
};

/** Longer names, and longer words of sentences, are broken before what stands beside them gets too narrow to read. */
const NAME = 40;
const WORD = 16;
/** A text of more words is a sentence. */
const FEW_WORDS = 4;
/** A blank on either side of a cell, as the table of sf has it. */
const PADDING = 2;

/**
 * Makes a table as wide as the terminal at most, and loses nothing: what is too long goes on in the next line. Left to itself, the table of
 * sf cuts off, or takes all room from the longest column. Without a terminal it must be told that there is no limit: it would take 80, and lose
 * the blanks of lines beyond.
 * @param terminal columns of the terminal; undefined: no terminal, as wide as its content
 */
export function fit<Row extends Record<string, unknown>>(
  { title, data, columns }: Table<Row>,
  terminal: number | undefined = terminalWidth(),
): FittedTable<Row> {
  const texts = columns.map(({ key, name }) => [name, ...data.map((row) => String(row[key]))]);
  const needed = texts.map((column) => widest(column.flatMap((text) => text.split('\n'))) + PADDING);
  const room = (terminal ?? Infinity) - (columns.length + 1);
  const isTooWide = needed.reduce((sum, width) => sum + width, 0) > room;
  const widths = isTooWide ? shrink(needed, texts.map(longestWord), room) : [];
  return {
    ...(title === undefined ? {} : { title }),
    data,
    columns: columns.map((column, index) => ({ ...column, ...(isTooWide ? { width: widths[index] ?? PADDING } : {}) })),
    overflow: 'wrap',
    ...(terminal === undefined ? { maxWidth: 'none' } : {}),
  };
}

/** As the table of sf sees it. */
function terminalWidth(): number | undefined {
  const override = Number.parseInt(process.env.OCLIF_TABLE_COLUMN_OVERRIDE ?? '', 10) || undefined;
  return override ?? process.stdout.columns;
}

function widest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => stringWidth(line)));
}

/** What a column takes at least when no word is broken that need not be. */
function longestWord([header = '', ...texts]: readonly string[]): number {
  const limit = texts.some((text) => text.split(/\s+/).length > FEW_WORDS) ? WORD : NAME;
  return Math.min(widest([header, ...texts].flatMap((text) => text.split(/\s+/))), limit) + PADDING;
}

/** Takes room from the widest columns first, and breaks words only when there is no other way. */
function shrink(needed: readonly number[], words: readonly number[], room: number): number[] {
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);
  const capped = (widths: readonly number[], cap: number, least: readonly number[]): number[] =>
    widths.map((width, index) => Math.max(Math.min(width, cap), least[index] ?? 0));
  const none = needed.map(() => PADDING + 1);
  const [widths, least] = sum(words) <= room ? [needed, words] : [words, none];
  let cap = Math.max(...widths);
  while (cap > PADDING + 1 && sum(capped(widths, cap, least)) > room) cap -= 1;
  const fitted = capped(widths, cap, least);
  // What is left over goes to those that were cut.
  let left = room - sum(fitted);
  return fitted.map((width, index) => {
    if (left <= 0 || width >= (widths[index] ?? 0)) return width;
    left -= 1;
    return width + 1;
  });
}
