/** Stands in every page that is made from the code. */
export const MADE = '<!-- Made from the code by `npm run docs`; do not edit. -->';

/** Commands and names hold characters that mean something in Markdown. */
export function escaped(text: string): string {
  return text.replace(/[<>*_[\]|]/g, '\\$&');
}

/** A table; cells may hold Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\n+/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
