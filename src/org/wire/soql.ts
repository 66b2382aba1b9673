/**
 * SOQL with every interpolated value quoted: a string becomes 'a\'b', an array ('a', 'b'), a moment its whole second; numbers and booleans stay.
 * The backslash is escaped before the quote (SOQL and SOSL Reference, Quoted String Escape Sequences).
 */
export function soql(parts: TemplateStringsArray, ...values: readonly SoqlValue[]): string {
  return parts.map((part, index) => part + (index < values.length ? literal(values[index]) : '')).join('');
}

export type SoqlValue = string | number | boolean | Date | readonly string[] | SoqlName | SoqlPart;

/** A column list that was checked against a describe: put in as it is. Anything else than names is refused. */
export type SoqlName = { readonly names: readonly string[] };

export function columns(names: readonly string[]): SoqlName {
  const bad = names.find((name) => !/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/.test(name));
  if (bad !== undefined) throw new RangeError(`not a column name: ${bad}`);
  return { names };
}

/** A piece of a query that was made by {@link soql} itself. */
export type SoqlPart = { readonly part: string };

function literal(value: SoqlValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().replace(/\.\d+/, '');
  if ('part' in value) return value.part;
  return 'names' in value ? value.names.join(', ') : `(${value.map(quote).join(', ')})`;
}

function quote(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `'${escaped}'`;
}
