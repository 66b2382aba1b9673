import type { Field, Value } from '../org.ts';
import { toJson } from '../schema/json.ts';
import type { QueryResult } from './paging.ts';
import type { Plan, PlanNode } from './plan.ts';

export type JsonRow = Record<string, unknown>;

/** What shaping needs to know of the call: where records live, and how sub-query rows are cut into pages. */
export type Shaping = {
  readonly sobjectsUrl: string;
  readonly page: (plan: Plan, rows: readonly (readonly Value[])[]) => QueryResult;
};

function labelOf(field: Field, value: Value): unknown {
  return field.picklistValues.find((entry) => entry.value === value)?.label ?? toJson(field, value);
}

function nodeValue(node: PlanNode, row: readonly Value[], shaping: Shaping): unknown {
  switch (node.kind) {
    case 'field': {
      const value = row[node.column] ?? null;
      return node.labels === true ? labelOf(node.field, value) : toJson(node.field, value);
    }
    case 'parent': {
      const id = row[node.id];
      if (id === null || id === undefined) return null;
      const urlType = typeof node.urlType === 'number' ? String(row[node.urlType]) : node.urlType;
      return {
        attributes: { type: node.type, url: `${shaping.sobjectsUrl}/${urlType}/${String(id)}` },
        ...members(node.nodes, row, shaping),
      };
    }
    case 'children': {
      const rows = JSON.parse(String(row[node.column] ?? '[]')) as Value[][][];
      // facts 1.4: a sub-query without rows comes back as null
      return rows.length === 0
        ? null
        : shaping.page(
            node.plan,
            rows.map((chunks) => chunks.flat()),
          );
    }
  }
}

function members(nodes: readonly PlanNode[], row: readonly Value[], shaping: Shaping): JsonRow {
  return Object.fromEntries(nodes.map((node) => [node.key, nodeValue(node, row, shaping)]));
}

/** A row of SQL columns as a record in JSON: attributes first, then what was selected in its order (facts 7.5). */
export function shapeRow(plan: Plan, row: readonly Value[], shaping: Shaping): JsonRow {
  const attributes =
    plan.id === undefined
      ? { type: 'AggregateResult' }
      : { type: plan.object.name, url: `${shaping.sobjectsUrl}/${plan.object.name}/${String(row[plan.id])}` };
  return { attributes, ...members(plan.nodes, row, shaping) };
}
