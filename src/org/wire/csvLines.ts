import { Readable } from 'node:stream';

/** A line of CSV by the names on top. */
export type Line = Readonly<Record<string, string>>;

/** Characters that the parser gets at a time: given everything at once, it would hold all lines before the first is taken. */
const PIECE = 1 << 16;

/** The lines of a CSV text, one after the other, each parsed when it is its turn. */
export async function* csvLines(csv: string): AsyncGenerator<Line> {
  const { parse } = await import('csv-parse');
  yield* Readable.from(pieces(csv)).pipe(
    parse({ columns: true, bom: true, relaxColumnCount: true }),
  ) as AsyncIterable<Line>;
}

/** Cut at ends of lines, so that no character is cut in two. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at + PIECE);
    const next = end === -1 ? text.length : end + 1;
    yield text.slice(at, next);
    at = next;
  }
}
