import type { FieldType as Selected, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError, type Field } from '../org.ts';
import { childFrame, childrenSql } from './children.ts';
import { bind, errorAt, fromSql, visibleSql, type Frame, type Join } from './frame.ts';
import { columnSql, resolve, type Resolved } from './names.ts';
import { callOf, pathOf } from './operand.ts';
import { orderSql } from './order.ts';
import { refuseClauses } from './parse.ts';
import { addColumn, type ParentNode, type Plan, type PlanNode } from './plan.ts';
import { checkSelection } from './restrict.ts';
import { joinSql, whereSql } from './where.ts';

function parentNode(plan: Plan, nodes: PlanNode[], join: Join): ParentNode {
  const known = nodes.find((node): node is ParentNode => node.kind === 'parent' && node.key === join.relationship);
  if (known !== undefined) return known;
  const [first] = join.targets;
  const single = join.targets.length === 1 && first !== undefined;
  const ids = join.targets.map((target) => `${target.alias}."Id"`);
  const types = join.targets.map((target) => `WHEN ${target.alias}."Id" IS NOT NULL THEN '${target.object.name}'`);
  const node: ParentNode = {
    kind: 'parent',
    key: join.relationship,
    type: single ? first.object.name : 'Name',
    id: addColumn(plan, ids.length === 1 ? (ids[0] ?? 'NULL') : `COALESCE(${ids.join(', ')})`),
    urlType: single ? first.object.name : addColumn(plan, `CASE ${types.join(' ')} END`),
    nodes: [],
  };
  nodes.push(node);
  return node;
}

function addField(
  plan: Plan,
  chosen: Set<string>,
  resolved: Resolved,
  how: { alias?: string | undefined; labels?: boolean },
): void {
  const { field, parents } = resolved;
  const path = [...parents.map((join) => join.relationship), field.name].join('.');
  const key = how.alias ?? field.name;
  const name = how.alias ?? path;
  // Official: SOQL reference, FIELDS(): "duplicate field selected: Id", INVALID_FIELD
  if (chosen.has(name.toLowerCase())) throw new OrgError('INVALID_FIELD', `duplicate field selected: ${name}`);
  chosen.add(name.toLowerCase());
  let nodes = plan.nodes;
  for (const join of parents) nodes = parentNode(plan, nodes, join).nodes;
  if (field.type === 'location') throw new NotSimulated(`selecting the compound field ${path}`);
  nodes.push({
    kind: 'field',
    key,
    column: addColumn(plan, resolved.sql),
    field,
    ...(how.labels === true ? { labels: true } : {}),
  });
}

function fieldsFunction(frame: Frame, which: string, limit: number | undefined): readonly Field[] {
  const { access, session } = frame.run;
  const readable = frame.object.fields.filter((field) => access.field(session, frame.object, field).read);
  const kind = which.toUpperCase();
  if (kind === 'STANDARD') return readable.filter((field) => !field.custom);
  if (kind !== 'ALL' && kind !== 'CUSTOM') throw new NotSimulated(`FIELDS(${which})`);
  // Recorded by several clients: ALL and CUSTOM are unbounded
  if (limit === undefined || limit > 200)
    throw new OrgError('MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200');
  return kind === 'ALL' ? readable : readable.filter((field) => field.custom);
}

/** The rows of one query level as SQL, with the plan to shape them. `condition` ties a sub-query to its parent row. */
export function selectSql(frame: Frame, query: Query | Subquery, condition?: string): { sql: string; plan: Plan } {
  refuseClauses(query);
  const plan = planOf(frame, query);
  const { sql: where, tree } = whereSql(frame, query.where);
  checkSelection(frame, query, tree, plan);
  const order = orderSql(frame, query.orderBy);
  const visible = visibleSql(frame.run, frame.object, frame.alias);
  const conditions = [condition, visible, where].filter((each) => each !== undefined);
  const columns = plan.columns.map((column, at) => `${column} AS c${String(at)}`).join(', ');
  const sql = [
    `SELECT ${columns} FROM ${fromSql(frame)}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${joinSql(conditions, 'AND')}`]),
    ...(order === undefined ? [] : [`ORDER BY ${order}`]),
    ...limitSql(frame, query),
  ].join(' ');
  return { sql, plan };
}

/** LIMIT and OFFSET; SQLite wants a LIMIT before an OFFSET. */
export function limitSql(frame: Frame, query: Pick<Query, 'limit' | 'offset'>): string[] {
  if (query.offset !== undefined && query.offset > 2000) {
    throw new OrgError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  if (query.limit === undefined && query.offset === undefined) return [];
  return [`LIMIT ${bind(frame.run, query.limit ?? -1)} OFFSET ${bind(frame.run, query.offset ?? 0)}`];
}

function planOf(frame: Frame, query: Query | Subquery): Plan {
  const key =
    frame.object.fields.find((field) => field.name === 'DurableId') ??
    frame.object.fields.find((field) => field.type === 'id');
  const plan: Plan = { object: frame.object, columns: [], nodes: [], id: key === undefined ? undefined : 0 };
  if (key !== undefined) addColumn(plan, columnSql(key, frame.alias));
  const chosen = new Set<string>();
  for (const selected of query.fields ?? []) addSelected(frame, query, plan, chosen, selected);
  return plan;
}

function aliasRefused(frame: Frame, path: string): Error {
  return errorAt(frame, 'SELECT', path, 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
}

function addSelected(frame: Frame, query: Query | Subquery, plan: Plan, chosen: Set<string>, selected: Selected): void {
  switch (selected.type) {
    case 'Field':
    case 'FieldRelationship': {
      const path = pathOf(selected);
      const resolved = resolve(frame, 'SELECT', path);
      if ('alias' in selected) throw aliasRefused(frame, path);
      addField(plan, chosen, resolved, {});
      return;
    }
    case 'FieldFunctionExpression': {
      const { name, path } = callOf(selected);
      if (name === 'FIELDS') {
        for (const field of fieldsFunction(frame, path ?? '', query.limit)) {
          const sql = columnSql(field, frame.alias);
          if (field.type !== 'location')
            addField(plan, chosen, { field, object: frame.object, sql, parents: [], place: undefined }, {});
        }
        return;
      }
      if (name !== 'TOLABEL' || path === undefined) throw new NotSimulated(`SOQL function ${name} in SELECT`);
      addField(plan, chosen, resolve(frame, 'SELECT', path), { alias: selected.alias, labels: true });
      return;
    }
    case 'FieldSubquery': {
      const child = childFrame(frame, selected.subquery);
      if (selected.subquery.groupBy !== undefined || selected.subquery.having !== undefined)
        throw new NotSimulated('GROUP BY in a sub-query of SELECT');
      const { sql, plan: childPlan } = selectSql(child.frame, selected.subquery, child.condition);
      if (chosen.has(child.relationship.toLowerCase()))
        throw new NotSimulated('the answer to the same sub-query twice');
      chosen.add(child.relationship.toLowerCase());
      plan.nodes.push({
        kind: 'children',
        key: child.relationship,
        column: addColumn(plan, childrenSql(childPlan, sql)),
        plan: childPlan,
      });
      return;
    }
    default:
      throw new NotSimulated('SOQL TYPEOF');
  }
}
