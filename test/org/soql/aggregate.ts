import type { GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError, type Field, type SObject } from '../org.ts';
import { compareSql, type Operand } from './compare.ts';
import { conditionTree } from './conditions.ts';
import { queryError } from './errors.ts';
import { errorAt, fromSql, visibleSql, type Frame } from './frame.ts';
import { resolve } from './names.ts';
import { callOf, dateOperand, literalsOf, pathOf, type Call } from './operand.ts';
import { orderItem } from './order.ts';
import { addColumn, type Plan } from './plan.ts';
import { checkCount, checkFilter } from './restrict.ts';
import type { Clause } from './scan.ts';
import { limitSql } from './select.ts';
import { joinSql, treeSql, whereSql } from './where.ts';

const functions = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG']);
const numeric = new Set(['int', 'double', 'currency', 'percent']);
const mostExpressions = 100;
const unordered = new Set(['boolean', 'multipicklist', 'textarea', 'base64', 'address', 'location']);

function isAggregate(call: Call): boolean {
  return functions.has((call.functionName ?? '').toUpperCase());
}

/** Does the query answer with rows of type AggregateResult? */
export function isAggregateQuery(query: Query): boolean {
  return (
    query.groupBy !== undefined ||
    (query.fields ?? []).some((field) => field.type === 'FieldFunctionExpression' && isAggregate(field))
  );
}

/** Is it SELECT COUNT() alone, which answers with totalSize and no records? */
export function isCount(query: Query): boolean {
  const [first] = query.fields ?? [];
  return (
    first?.type === 'FieldFunctionExpression' &&
    first.functionName.toUpperCase() === 'COUNT' &&
    first.parameters.length === 0
  );
}

function numberField(field: Field, type: 'int' | 'double'): Field {
  return { ...field, type };
}

/** An aggregate function over a field. Throws MALFORMED_QUERY where the field does not take it (facts 5.2 [recorded]). */
function aggregateOperand(frame: Frame, clause: Clause, call: Call): Operand {
  const { name, path } = callOf(call);
  if (path === undefined) throw new NotSimulated('the answer to COUNT() beside other expressions');
  const { field, sql, place } = resolve(frame, clause, path);
  const fits =
    field.aggregatable && (name === 'SUM' || name === 'AVG' ? numeric.has(field.type) : !unordered.has(field.type));
  if (!fits)
    throw queryError(
      frame.run.soql,
      place,
      'MALFORMED_QUERY',
      `field ${field.name} does not support aggregate operator ${name}`,
    );
  if (name === 'COUNT_DISTINCT') return { sql: `COUNT(DISTINCT ${sql})`, field: numberField(field, 'int') };
  if (name === 'COUNT') return { sql: `COUNT(${sql})`, field: numberField(field, 'int') };
  return { sql: `${name}(${sql})`, field: name === 'AVG' ? numberField(field, 'double') : field };
}

function groupOperand(frame: Frame, clause: GroupByClause): Operand & { readonly object: SObject } {
  if ('fn' in clause) {
    if (/^(?:rollup|cube)$/i.test(clause.fn.functionName ?? ''))
      throw new NotSimulated(`GROUP BY ${clause.fn.functionName ?? ''}`);
    return dateOperand(frame, 'GROUP', clause.fn);
  }
  const resolved = resolve(frame, 'GROUP', clause.field);
  if (!resolved.field.groupable) {
    throw queryError(
      frame.run.soql,
      resolved.place,
      'MALFORMED_QUERY',
      `field '${resolved.field.name}' can not be grouped in a query call`,
    );
  }
  return resolved;
}

/** The operand of a plain field or date function, which must be one of the groups. */
function grouped(
  frame: Frame,
  clause: Clause,
  groups: readonly Operand[],
  given: string | Call,
  what: string,
): Operand {
  const operand = typeof given === 'string' ? resolve(frame, clause, given) : dateOperand(frame, clause, given);
  if (groups.some((group) => group.sql === operand.sql)) return operand;
  const word = typeof given === 'string' ? given : operand.field.name;
  const shown = typeof given === 'string' ? operand.field.name : (given.rawValue ?? '');
  throw errorAt(frame, clause, word, 'MALFORMED_QUERY', `${what} must be grouped or aggregated: ${shown}`);
}

function planOf(frame: Frame, query: Query, groups: readonly Operand[]): Plan {
  const plan: Plan = { object: frame.object, columns: [], nodes: [], id: undefined };
  const keys = new Set<string>();
  let unnamed = 0;
  let expressions = 0;
  for (const selected of query.fields ?? []) {
    let operand: Operand;
    let key: string;
    if (selected.type === 'FieldFunctionExpression') {
      operand = isAggregate(selected)
        ? aggregateOperand(frame, 'SELECT', selected)
        : grouped(frame, 'SELECT', groups, selected, 'Field');
      expressions += 1;
      key = selected.alias ?? `expr${String(unnamed)}`;
      if (selected.alias === undefined) unnamed += 1;
    } else if (selected.type === 'Field' || selected.type === 'FieldRelationship') {
      operand = grouped(frame, 'SELECT', groups, pathOf(selected), 'Field');
      key = ('alias' in selected ? selected.alias : undefined) ?? operand.field.name;
    } else {
      throw new NotSimulated('sub-queries or TYPEOF in an aggregate query');
    }
    if (keys.has(key.toLowerCase())) throw new OrgError('MALFORMED_QUERY', `duplicate alias: ${key}`);
    keys.add(key.toLowerCase());
    plan.nodes.push({ kind: 'field', key, column: addColumn(plan, operand.sql), field: operand.field });
  }
  // facts 7.5 [community]
  if (expressions > mostExpressions)
    throw new OrgError('MALFORMED_QUERY', `maximum number of aliased fields exceeded: ${String(mostExpressions)}`);
  return plan;
}

function havingSql(frame: Frame, query: Query, groups: readonly Operand[]): string | undefined {
  if (query.having === undefined) return undefined;
  const { switches } = frame.run.session.org;
  return treeSql(conditionTree(frame.scope, 'HAVING', query.having), (leaf) => {
    const given = 'fn' in leaf ? leaf.fn : 'field' in leaf ? leaf.field : undefined;
    if (given === undefined) throw new NotSimulated('a condition without a field');
    const operand =
      typeof given !== 'string' && isAggregate(given)
        ? aggregateOperand(frame, 'HAVING', given)
        : grouped(frame, 'HAVING', groups, given, 'Field');
    // Whether HAVING asks for more than grouping is not known (facts 10)
    if (typeof given === 'string' && !operand.field.filterable && switches.havingUnfilterable === 'refused')
      throw errorAt(
        frame,
        'HAVING',
        given,
        'INVALID_FIELD',
        `field '${operand.field.name}' can not be filtered in a query call`,
      );
    return compareSql(frame.run, operand, leaf.operator, literalsOf(leaf), (code, reason) =>
      errorAt(frame, 'HAVING', operand.field.name, code, reason),
    );
  });
}

/**
 * An aggregate query as SQL, with the plan to shape its rows.
 * Throws MALFORMED_QUERY for fields that are neither grouped nor aggregated, or do not take the function (facts 5.1, 5.2).
 */
export function aggregateSql(frame: Frame, query: Query): { sql: string; plan: Plan } {
  const clauses = query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  const groups = clauses.map((clause) => groupOperand(frame, clause));
  if (groups.length === 0 && query.limit !== undefined) {
    // Community, known wording
    throw new OrgError(
      'MALFORMED_QUERY',
      'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
    );
  }
  if (query.offset !== undefined) throw new NotSimulated('the answer to OFFSET in an aggregate query');
  const plan = planOf(frame, query, groups);
  const { sql: where, tree } = whereSql(frame, query.where);
  checkFilter(frame, tree);
  const having = havingSql(frame, query, groups);
  const orders = query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  const order = orders.map((clause) => {
    const given = 'fn' in clause ? clause.fn : clause.field;
    const operand =
      typeof given !== 'string' && isAggregate(given)
        ? aggregateOperand(frame, 'ORDER', given)
        : grouped(frame, 'ORDER', groups, given, 'Ordered field');
    return orderItem(operand, clause);
  });
  const visible = visibleSql(frame.run, frame.object, frame.alias);
  const conditions = [visible, where].filter((each) => each !== undefined);
  const sql = [
    `SELECT ${plan.columns.map((column, at) => `${column} AS c${String(at)}`).join(', ')} FROM ${fromSql(frame)}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${joinSql(conditions, 'AND')}`]),
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.map((group) => group.sql).join(', ')}`]),
    ...(having === undefined ? [] : [`HAVING ${having}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
    ...limitSql(frame, query),
  ].join(' ');
  return { sql, plan };
}

/** SELECT COUNT() as SQL: one row with one number. */
export function countSql(frame: Frame, query: Query): string {
  if ((query.fields ?? []).length > 1 || query.groupBy !== undefined || query.orderBy !== undefined) {
    throw new NotSimulated('the answer to COUNT() with other fields, GROUP BY or ORDER BY');
  }
  const { sql: where, tree } = whereSql(frame, query.where);
  checkFilter(frame, tree);
  checkCount(frame);
  const visible = visibleSql(frame.run, frame.object, frame.alias);
  const conditions = [visible, where].filter((each) => each !== undefined);
  const rows = `SELECT 1 FROM ${fromSql(frame)} WHERE ${joinSql(conditions, 'AND')}`;
  return `SELECT COUNT(*) AS c0 FROM (${[rows, ...limitSql(frame, query)].join(' ')})`;
}
