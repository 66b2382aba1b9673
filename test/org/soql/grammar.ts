import type { Scope, Token } from './scan.ts';

const lists = new Set(['IN', 'INCLUDES', 'EXCLUDES']);
const operators = new Set(['=', '!=', '<>', '<', '<=', '>', '>=', 'LIKE', ...lists]);
const reserved = new Set([...operators, 'AND', 'OR', 'NOT']);
const word = /^[A-Za-z_][\w.]*$/;

/** How the conditions of a clause hang together; a leaf is the ordinal of a comparison. */
export type Shape =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Shape[] }
  | { readonly kind: 'not'; readonly part: Shape }
  | { readonly kind: 'leaf'; readonly leaf: number };

/**
 * Reads the conditions of one clause by the grammar of SOQL, which the parser takes less strictly: in one pair of parentheses
 * stand only ANDs, only ORs, or one NOT; between conditions stands an operator; IN takes a list and others a single value
 * (official: SOQL reference, conditionExpression and fieldExpression syntax).
 * `misplaced` is the first token that does not fit, undefined when there is none or the text ends too early.
 */
export function readConditions(
  scope: Scope,
  clause: 'WHERE' | 'HAVING',
): { shape: Shape | undefined; misplaced: Token | undefined } {
  const tokens = scope.tokens.filter((token) => token.clause === clause).slice(1);
  let at = 0;
  let leaves = 0;
  const text = (): string | undefined => tokens[at]?.text.toUpperCase();
  /** Each reader stops at a wrong token or at the end and gives false or undefined. */
  function take(fits: (text: string) => boolean): boolean {
    const here = text();
    if (here === undefined || !fits(here)) return false;
    at += 1;
    return true;
  }
  function parenthesized(): boolean {
    if (!take((here) => here === '(')) return false;
    while (text() !== ')') if (!(text() === '(' ? parenthesized() : take(() => true))) return false;
    return take((here) => here === ')');
  }
  function comparison(): Shape | undefined {
    if (!take((here) => word.test(here) && !reserved.has(here))) return undefined;
    if (text() === '(' && !parenthesized()) return undefined;
    const negated = take((here) => here === 'NOT');
    const operator = text() ?? '';
    if (!take((here) => (negated ? here === 'IN' : operators.has(here)))) return undefined;
    const right = lists.has(operator)
      ? take((here) => here === '(SELECT)') || parenthesized()
      : take((here) => !here.startsWith('(') && here !== ')' && here !== ',');
    if (!right) return undefined;
    leaves += 1;
    return { kind: 'leaf', leaf: leaves - 1 };
  }
  function simple(): Shape | undefined {
    if (!take((here) => here === '(')) return comparison();
    const shape = group();
    return shape !== undefined && take((here) => here === ')') ? shape : undefined;
  }
  function group(): Shape | undefined {
    if (take((here) => here === 'NOT')) {
      const part = simple();
      return part === undefined ? undefined : { kind: 'not', part };
    }
    const first = simple();
    const operator = text();
    if (first === undefined || (operator !== 'AND' && operator !== 'OR')) return first;
    const parts = [first];
    while (take((here) => here === operator)) {
      const part = simple();
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  }
  const shape = group();
  return { shape, misplaced: tokens[at] };
}

/** The first token of WHERE or HAVING, in the query or a sub-query, that does not fit the grammar. */
export function misplacedToken(scope: Scope): Token | undefined {
  const own = [readConditions(scope, 'WHERE').misplaced, readConditions(scope, 'HAVING').misplaced];
  const all = [...own, ...scope.children.map(misplacedToken)].filter((token) => token !== undefined);
  const [first] = all.sort((a, b) => a.start - b.start);
  return first?.text === '(SELECT)' ? { ...first, text: '(' } : first;
}
