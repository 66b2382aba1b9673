import type { Operator, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError } from '../org.ts';
import type { Leaf, Tree } from './conditions.ts';
import { queryError } from './errors.ts';
import { fromSql, newFrame, visibleSql, type Frame } from './frame.ts';
import { resolve, type Resolved } from './names.ts';
import { visibleObject } from './object.ts';
import { pathOf } from './operand.ts';
import { refuseClauses } from './parse.ts';
import { find, takeChild } from './scan.ts';

function isSemiJoin(leaf: Leaf): boolean {
  return 'valueQuery' in leaf;
}

function semiJoins(tree: Tree): number {
  if (tree.kind === 'leaf') return isSemiJoin(tree.leaf) ? 1 : 0;
  if (tree.kind === 'not') return semiJoins(tree.part);
  return tree.parts.reduce((sum, part) => sum + semiJoins(part), 0);
}

function under(tree: Tree, kind: 'or' | 'not'): boolean {
  if (tree.kind === 'leaf') return false;
  if (tree.kind === kind) return semiJoins(tree) > 0;
  return tree.kind === 'not' ? under(tree.part, kind) : tree.parts.some((part) => under(part, kind));
}

function malformed(reason: string): OrgError {
  return new OrgError('MALFORMED_QUERY', reason);
}

/**
 * Throws MALFORMED_QUERY where sub-selects are too many, nested, or under OR or NOT
 * (official: SOQL reference, comparison operators, semi-joins; wording community).
 */
export function checkSemiJoins(tree: Tree, inSemiJoin: boolean): void {
  const count = semiJoins(tree);
  if (count === 0) return;
  if (inSemiJoin) throw malformed('Nesting of semi join sub-selects is not supported');
  if (under(tree, 'or')) throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
  if (under(tree, 'not')) throw malformed("Semi join sub-selects are not allowed with the 'NOT' operator");
  if (count > 2) throw malformed('maximum 2 semi join sub-selects are allowed');
}

function isReference(resolved: Resolved): boolean {
  return resolved.field.type === 'id' || resolved.field.type === 'reference';
}

function targetsOf({ field, object }: Resolved): readonly string[] {
  return field.type === 'id' ? [object.name] : field.referenceTo;
}

/**
 * SQL of `field IN (SELECT ...)` or NOT IN. Both sides must be ids or references to the same object; the inner query has
 * one field without relationship and no ORDER BY, LIMIT or aggregate (official: SOQL reference, semi-joins).
 * `whereSql` compiles the inner WHERE clause.
 */
export function semiJoinSql(
  outer: Frame,
  path: string,
  left: Resolved,
  operator: Operator,
  inner: Query,
  whereSql: (frame: Frame, where: WhereClause | undefined, inSemiJoin: boolean) => { sql: string | undefined },
): string {
  const scope = takeChild(outer.scope);
  refuseClauses(inner);
  if (left.parents.length > 0) throw new NotSimulated(`the answer to a semi-join on the relationship path ${path}`);
  if (!isReference(left))
    throw malformed(`semi join sub-selects can only query id fields, cannot use: '${left.field.name}'`);
  const object = visibleObject(outer.run, scope, inner.sObject ?? '');
  // facts 5.1 [recorded response]
  if (object.name === 'Task' || object.name === 'Event')
    throw queryError(
      outer.run.soql,
      find(scope, 'FROM', inner.sObject ?? ''),
      'MALFORMED_QUERY',
      `Entity '${object.name}' is not supported for semi join inner selects`,
    );
  // facts 5.2: only those of LoginHistory and UserLogin were seen
  if (object.name === 'OauthToken' || object.name === 'AuthSession')
    throw new NotSimulated(`the answer to a semi-join with ${object.name}`);
  if (object.name === outer.object.name)
    throw malformed('The inner and outer selects should not be on the same object type');
  const frame = newFrame(outer.run, scope, object, inner.sObjectAlias);
  const selected = inner.fields ?? [];
  const first = selected[0];
  if (selected.length !== 1 || first === undefined)
    throw new NotSimulated('the answer to a sub-select of several fields');
  if (
    inner.limit !== undefined ||
    inner.offset !== undefined ||
    inner.orderBy !== undefined ||
    inner.groupBy !== undefined
  ) {
    throw new NotSimulated('the answer to LIMIT, OFFSET, ORDER BY or GROUP BY in a sub-select');
  }
  if (first.type !== 'Field' && first.type !== 'FieldRelationship')
    throw new NotSimulated('the answer to a function in a sub-select');
  if (first.type === 'FieldRelationship')
    throw malformed('inner select field cannot have more than one level of relationships');
  const right = resolve(frame, 'SELECT', pathOf(first));
  if (!isReference(right))
    throw malformed(`semi join sub-selects can only query id fields, cannot use: '${right.field.name}'`);
  if (!targetsOf(left).some((target) => targetsOf(right).includes(target))) {
    throw new NotSimulated(
      `the answer to a semi-join of ${left.field.name} with ${object.name}.${right.field.name}, which refer to different objects`,
    );
  }
  const { sql } = whereSql(frame, inner.where, true);
  const visible = visibleSql(outer.run, object, frame.alias);
  const conditions = [
    `${right.sql} IS NOT NULL`,
    ...(visible === undefined ? [] : [visible]),
    ...(sql === undefined ? [] : [sql]),
  ];
  const test = `(${left.sql} IS NOT NULL AND ${left.sql} IN (SELECT ${right.sql} FROM ${fromSql(frame)} WHERE ${conditions.join(' AND ')}))`;
  return /^not/i.test(operator) ? `(NOT ${test})` : test;
}
