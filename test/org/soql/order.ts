import type { OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../org.ts';
import type { Operand } from './compare.ts';
import { queryError } from './errors.ts';
import type { Frame } from './frame.ts';
import { resolve } from './names.ts';
import { dateOperand } from './operand.ts';

const ordinal = new Set([
  'id',
  'reference',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
]);

/** One item of ORDER BY: text without case, nulls first unless told otherwise (official: SOQL reference, ORDER BY). */
export function orderItem({ sql, field }: Operand, clause: OrderByClause): string {
  const collation = ordinal.has(field.type) ? '' : ' COLLATE NOCASE';
  return `${sql}${collation} ${clause.order ?? 'ASC'} NULLS ${clause.nulls ?? 'FIRST'}`;
}

function operandOf(frame: Frame, clause: OrderByClause): Operand {
  if ('fn' in clause) {
    if (/^(?:count|count_distinct|min|max|sum|avg)$/i.test(clause.fn.functionName ?? '')) {
      throw new OrgError('MALFORMED_QUERY', `Ordered field must be grouped or aggregated: ${clause.fn.rawValue ?? ''}`);
    }
    return dateOperand(frame, 'ORDER', clause.fn);
  }
  const resolved = resolve(frame, 'ORDER', clause.field);
  const { field, place } = resolved;
  if (!field.sortable) {
    throw queryError(
      frame.run.soql,
      place,
      'MALFORMED_QUERY',
      `field '${field.name}' can not be sorted in a query call`,
    );
  }
  return resolved;
}

/** SQL of ORDER BY outside of aggregates; undefined without one. Throws MALFORMED_QUERY for a field that cannot be sorted. */
export function orderSql(frame: Frame, orderBy: Query['orderBy']): string | undefined {
  if (orderBy === undefined) return undefined;
  const clauses = Array.isArray(orderBy) ? orderBy : [orderBy];
  return clauses.map((clause) => orderItem(operandOf(frame, clause), clause)).join(', ');
}
