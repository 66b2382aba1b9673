import type { Field, Value } from '../org.ts';
import type { Plan, PlanNode } from '../soql/plan.ts';

/** One column of a result: its name, which for a field of a parent is the path to it, and where its value stands. */
export type Column = { readonly name: string; readonly at: number; readonly field: Field };

/** Delimiters and line ends that a job may ask for. source: facts 7.8 [official] */
export const delimiters: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};
export const lineEnds: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' };

/** The columns of a compiled query, parents' fields among them, in the order in which they were selected. */
export function columnsOf({ nodes }: Pick<Plan, 'nodes'>, before = ''): Column[] {
  return nodes.flatMap((node: PlanNode) => {
    if (node.kind === 'children') return [];
    if (node.kind === 'parent') return columnsOf(node, `${before}${node.key}.`);
    return [{ name: `${before}${node.key}`, at: node.column, field: node.field }];
  });
}

/** Rows as CSV, every value in quotes, names on top. Times end in Z, as in bulk results. source: facts 7.8 [official, community] */
export function toCsv(
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
  { delimiter, lineEnd }: { readonly delimiter: string; readonly lineEnd: string },
): string {
  const line = (values: readonly string[]): string =>
    values.map((value) => `"${value.includes('"') ? value.replaceAll('"', '""') : value}"`).join(delimiter) + lineEnd;
  return [
    line(columns.map(({ name }) => name)),
    ...rows.map((row) => line(columns.map(({ at, field }) => text(field, row[at] ?? null)))),
  ].join('');
}

function text(field: Field, value: Value): string {
  if (field.type === 'boolean') return value === null || value === 0 ? 'false' : 'true';
  if (value === null) return '';
  return field.type === 'datetime' ? String(value).replace(/(?:\.\d+)?Z$/, '.000Z') : String(value);
}
