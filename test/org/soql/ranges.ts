import type { Leaf, Tree } from './conditions.ts';

/** Conditions `field >= a AND field < b` with datetimes. */
type Range = { readonly from: Leaf; readonly until: Leaf; readonly start: number; readonly end: number };

/** With fewer, one after the other is as fast. */
const MANY = 8;

/**
 * The ranges of an OR, in their order, when it is nothing but many ranges of one field that do not overlap: then a row is searched in them
 * by halves. Undefined otherwise.
 */
export function rangesOf(parts: readonly Tree[]): readonly Range[] | undefined {
  if (parts.length < MANY) return undefined;
  const ranges = parts.flatMap((part) => rangeOf(part) ?? []).sort((a, b) => a.start - b.start);
  const fields = new Set(ranges.map(({ from }) => ('field' in from ? from.field.toLowerCase() : '')));
  const isApart = ranges.every(({ start }, at) => at === 0 || start >= (ranges[at - 1]?.end ?? 0));
  return ranges.length === parts.length && fields.size === 1 && isApart ? ranges : undefined;
}

function rangeOf(part: Tree): Range | undefined {
  const [from, until, more] = part.kind === 'and' ? part.parts : [];
  if (from?.kind !== 'leaf' || until?.kind !== 'leaf' || more !== undefined) return undefined;
  const [start, end] = [timeOf(from.leaf, '>='), timeOf(until.leaf, '<')];
  const isOne = 'field' in from.leaf && 'field' in until.leaf && from.leaf.field === until.leaf.field;
  return start === undefined || end === undefined || !isOne
    ? undefined
    : { from: from.leaf, until: until.leaf, start, end };
}

function timeOf(leaf: Leaf, operator: string): number | undefined {
  if (!('value' in leaf) || typeof leaf.value !== 'string' || leaf.literalType !== 'DATETIME') return undefined;
  const time = Date.parse(leaf.value);
  return leaf.operator === operator && Number.isFinite(time) ? time : undefined;
}

/** SQL of ordered ranges as a search by halves; `leafSql` writes each comparison. */
export function rangesSql(ranges: readonly Range[], leafSql: (leaf: Leaf) => string): string {
  const middle = Math.floor(ranges.length / 2);
  const [only] = ranges;
  const pivot = ranges[middle];
  if (only === undefined || pivot === undefined) return '0';
  if (ranges.length === 1) return `(${leafSql(only.from)} AND ${leafSql(only.until)})`;
  const before = leafSql({ ...pivot.from, operator: '<' });
  const [left, right] = [ranges.slice(0, middle), ranges.slice(middle)];
  return `(CASE WHEN ${before} THEN ${rangesSql(left, leafSql)} ELSE ${rangesSql(right, leafSql)} END)`;
}
