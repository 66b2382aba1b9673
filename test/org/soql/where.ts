import type { WhereClause } from '@jetstreamapp/soql-parser-js';
import { NotSimulated } from '../org.ts';
import { compareSql } from './compare.ts';
import { conditionTree, type Leaf, type Tree } from './conditions.ts';
import { queryError } from './errors.ts';
import { errorAt, type Frame } from './frame.ts';
import { resolve } from './names.ts';
import { rangesOf, rangesSql } from './ranges.ts';
import { dateOperand, literalsOf } from './operand.ts';
import { checkSemiJoins, semiJoinSql } from './semiJoin.ts';

/** Joins SQL conditions in a balanced way, for SQLite limits the depth of an expression. */
export function joinSql(parts: readonly string[], operator: 'AND' | 'OR'): string {
  if (parts.length <= 1) return parts[0] ?? '1';
  const middle = Math.ceil(parts.length / 2);
  return `(${joinSql(parts.slice(0, middle), operator)} ${operator} ${joinSql(parts.slice(middle), operator)})`;
}

/** SQL of a condition tree; `leafSql` writes each comparison. */
export function treeSql(tree: Tree, leafSql: (leaf: Leaf) => string): string {
  if (tree.kind === 'leaf') return leafSql(tree.leaf);
  if (tree.kind === 'not') return `(NOT ${treeSql(tree.part, leafSql)})`;
  const ranges = tree.kind === 'or' ? rangesOf(tree.parts) : undefined;
  if (ranges !== undefined) return rangesSql(ranges, leafSql);
  return joinSql(
    tree.parts.map((part) => treeSql(part, leafSql)),
    tree.kind === 'and' ? 'AND' : 'OR',
  );
}

function leafSql(frame: Frame, leaf: Leaf): string {
  const { run } = frame;
  if ('fn' in leaf) {
    if (
      leaf.fn.isAggregateFn === true ||
      /^(?:count|count_distinct|min|max|sum|avg)$/i.test(leaf.fn.functionName ?? '')
    ) {
      throw new NotSimulated('the answer to an aggregate function in WHERE');
    }
    const operand = dateOperand(frame, 'WHERE', leaf.fn);
    return compareSql(run, operand, leaf.operator, literalsOf(leaf), (code, reason) =>
      errorAt(frame, 'WHERE', operand.field.name, code, reason),
    );
  }
  if (!('field' in leaf)) throw new NotSimulated('a condition without a field');
  const resolved = resolve(frame, 'WHERE', leaf.field);
  const { field, place } = resolved;
  if (field.type === 'address')
    throw queryError(
      run.soql,
      place,
      'INVALID_FIELD',
      'Address fields can only be filtered using Distance expressions',
    );
  // facts 5.1 [recorded]
  if (!field.filterable)
    throw queryError(run.soql, place, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  if ('valueQuery' in leaf) {
    return semiJoinSql(frame, leaf.field, resolved, leaf.operator, leaf.valueQuery, whereSql);
  }
  // facts 5.1: SourceIp does not support LIKE [official OBJ67]
  if (/^like$/i.test(leaf.operator) && resolved.object.name === 'LoginHistory' && field.name === 'SourceIp') {
    throw queryError(run.soql, place, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${field.type} field`);
  }
  return compareSql(run, resolved, leaf.operator, literalsOf(leaf), (code, reason) =>
    queryError(run.soql, place, code, reason),
  );
}

/** SQL of a WHERE clause; undefined without one. Throws as Salesforce does for fields, operators and values that do not fit. */
export function whereSql(
  frame: Frame,
  where: WhereClause | undefined,
  inSemiJoin = false,
): { sql: string | undefined; tree: Tree | undefined } {
  if (where === undefined) return { sql: undefined, tree: undefined };
  const tree = conditionTree(frame.scope, 'WHERE', where);
  checkSemiJoins(tree, inSemiJoin);
  return { sql: treeSql(tree, (leaf) => leafSql(frame, leaf)), tree };
}
