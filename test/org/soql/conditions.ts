import type {
  ConditionWithValueQuery,
  HavingClause,
  NegationCondition,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { readConditions, type Shape } from './grammar.ts';
import type { Scope } from './scan.ts';

export type Leaf = Exclude<ConditionWithValueQuery, NegationCondition>;
/** The conditions of WHERE or HAVING as a tree. */
export type Tree =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'leaf'; readonly leaf: Leaf };

function leavesOf(clause: WhereClause | HavingClause): Leaf[] {
  const leaves: Leaf[] = [];
  let at: WhereClause | HavingClause | undefined = clause;
  while (at !== undefined) {
    if (at.left !== null && 'operator' in at.left) leaves.push(at.left);
    at = 'right' in at ? at.right : undefined;
  }
  return leaves;
}

/**
 * The conditions of a clause as a tree. The parser gives the comparisons; how they hang together is read from the text,
 * since the parser loses some nested NOTs.
 */
export function conditionTree(scope: Scope, clause: 'WHERE' | 'HAVING', given: WhereClause | HavingClause): Tree {
  const leaves = leavesOf(given);
  const { shape } = readConditions(scope, clause);
  function grow(part: Shape): Tree {
    if (part.kind === 'not') return { kind: 'not', part: grow(part.part) };
    if (part.kind !== 'leaf') return { kind: part.kind, parts: part.parts.map(grow) };
    const leaf = leaves[part.leaf];
    if (leaf === undefined) throw new Error('The parser and the grammar disagree about the conditions');
    return { kind: 'leaf', leaf };
  }
  if (shape === undefined) throw new Error('The grammar let an incomplete condition pass');
  return grow(shape);
}

/** The leaves that every row must fulfill: those under ANDs only. */
export function requiredLeaves(tree: Tree | undefined): readonly Leaf[] {
  if (tree === undefined) return [];
  if (tree.kind === 'leaf') return [tree.leaf];
  return tree.kind === 'and' ? tree.parts.flatMap(requiredLeaves) : [];
}
