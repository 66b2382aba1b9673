import type { Field, SObject } from '../org.ts';

/** How a row of SQL columns becomes JSON. Numbers are places in `columns`. */
export type Plan = {
  readonly object: SObject;
  readonly columns: string[];
  readonly nodes: PlanNode[];
  /** Column of the id that goes into attributes.url; undefined in rows of aggregates. */
  readonly id: number | undefined;
};

export type ParentNode = {
  readonly kind: 'parent';
  readonly key: string;
  readonly type: string;
  readonly id: number;
  /** Name of the object in attributes.url: fixed, or a column when the reference is polymorphic. */
  readonly urlType: string | number;
  readonly nodes: PlanNode[];
};

export type PlanNode =
  | {
      readonly kind: 'field';
      readonly key: string;
      readonly column: number;
      readonly field: Field;
      readonly labels?: boolean;
    }
  | { readonly kind: 'children'; readonly key: string; readonly column: number; readonly plan: Plan }
  | ParentNode;

/** Adds a column, or finds the one that is there already, and gives its place. */
export function addColumn(plan: Plan, sql: string): number {
  const known = plan.columns.indexOf(sql);
  if (known >= 0) return known;
  plan.columns.push(sql);
  return plan.columns.length - 1;
}
