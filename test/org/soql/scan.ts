export type Clause = 'SELECT' | 'FROM' | 'WHERE' | 'GROUP' | 'HAVING' | 'ORDER' | 'rest';

export type Token = { readonly text: string; readonly start: number; readonly clause: Clause };

/**
 * The tokens of one query (or sub-query) with their places in the text; each sub-query is one token
 * '(SELECT)' there, and one of `children`, in text order.
 */
export type Scope = {
  readonly tokens: Token[];
  readonly children: Scope[];
  /** Numbers of the tokens by clause and word, in order. */
  readonly places: Map<string, number[]>;
  readonly next: Map<Clause, number>;
};

const pattern = /'(?:\\[\s\S]|[^'\\])*'|[A-Za-z_][\w.]*(?:\s*:\s*\d+)?|[\d+-][\w.:+-]*|!=|<>|<=|>=|\S/g;
const clauses: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ['SELECT', 'SELECT'],
  ['FROM', 'FROM'],
  ['WHERE', 'WHERE'],
  ['GROUP', 'GROUP'],
  ['HAVING', 'HAVING'],
  ['ORDER', 'ORDER'],
  ['LIMIT', 'rest'],
  ['OFFSET', 'rest'],
  ['WITH', 'rest'],
  ['USING', 'rest'],
  ['FOR', 'rest'],
]);
const byFollows = new Set(['GROUP', 'ORDER']);

function newScope(): Scope {
  return { tokens: [], children: [], places: new Map(), next: new Map() };
}

function add({ tokens, places }: Scope, token: Token): void {
  const key = `${token.clause} ${token.text.toUpperCase()}`;
  const numbers = places.get(key) ?? [];
  numbers.push(tokens.length);
  places.set(key, numbers);
  tokens.push(token);
}

/**
 * Finds where each word of a SOQL text stands, which the parser does not tell and error messages need.
 * Takes any text, valid or not; never throws.
 */
export function scan(soql: string): Scope {
  const words = [...soql.matchAll(pattern)].map((match) => ({ text: match[0], start: match.index }));
  const root = newScope();
  const open: { scope: Scope; clause: Clause; depth: number }[] = [{ scope: root, clause: 'rest', depth: 0 }];
  let depth = 0;
  words.forEach((word, at) => {
    const here = open.at(-1);
    if (here === undefined) return;
    const upper = word.text.toUpperCase();
    const following = words[at + 1]?.text.toUpperCase();
    if (upper === '(') depth += 1;
    if (upper === '(' && following === 'SELECT') {
      const scope = newScope();
      add(here.scope, { text: '(SELECT)', start: word.start, clause: here.clause });
      here.scope.children.push(scope);
      open.push({ scope, clause: 'rest', depth });
      return;
    }
    const closes = upper === ')' && here.depth === depth && open.length > 1;
    if (upper === ')') depth -= 1;
    if (closes) {
      open.pop();
      return;
    }
    const clause = clauses.get(upper);
    const isName = words[at - 1]?.text.toUpperCase() === 'FROM' || (byFollows.has(upper) && following !== 'BY');
    if (clause !== undefined && !isName) here.clause = clause;
    add(here.scope, { ...word, clause: here.clause });
  });
  return root;
}

/** Where the next use of this word in a clause begins: after the last one asked for, else the first one; undefined when absent. */
export function find(scope: Scope, clause: Clause, text: string): number | undefined {
  const from = scope.next.get(clause) ?? 0;
  const places = scope.places.get(`${clause} ${text.toUpperCase()}`) ?? [];
  const place = places.find((each) => each >= from) ?? places[0];
  if (place === undefined) return undefined;
  scope.next.set(clause, place + 1);
  return scope.tokens[place]?.start;
}

/** The next sub-query of a scope: those of SELECT come first, then those of WHERE, each once. */
export function takeChild(scope: Scope): Scope {
  return scope.children.shift() ?? newScope();
}
