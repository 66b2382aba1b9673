import type { EffectiveAccess } from './access.ts';

/** One right; two users differ in it when one has it, by whatever path, and the other has not. */
export type Right = {
  readonly kind: 'object' | 'field' | 'userPermission' | 'setupEntity';
  readonly name: string;
  /** Of an object or a field. */
  readonly right?: string;
};

/** Text that stands for a right: the same right has the same key. */
export function keyOf({ kind, name, right }: Right): string {
  return right === undefined ? `${kind} ${name}` : `${kind} ${name}=${right}`;
}

/** The right of a key. */
export function rightOf(key: string): Right {
  const [, kind = '', name = '', right] = /^(\w+) ([^=]*)(?:=(\w+))?$/.exec(key) ?? [];
  return { kind: kind as Right['kind'], name, ...(right === undefined ? {} : { right }) };
}

/** What only the one and only the other may do. */
export function difference(
  a: EffectiveAccess,
  b: EffectiveAccess,
): { readonly onlyA: readonly Right[]; readonly onlyB: readonly Right[] } {
  const [left, right] = [rightsOf(a), rightsOf(b)];
  const without = (some: ReadonlyMap<string, Right>, others: ReadonlyMap<string, Right>): Right[] =>
    [...some].flatMap(([key, one]) => (others.has(key) ? [] : [one]));
  return { onlyA: without(left, right), onlyB: without(right, left) };
}

/** Everything that a user may do, by {@link keyOf}. */
export function rightsOf({ objects, fields, userPermissions, entities }: EffectiveAccess): ReadonlyMap<string, Right> {
  const each = (kind: Right['kind'], table: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Right[] =>
    [...table].flatMap(([name, rights]) => [...rights.keys()].map((right) => ({ kind, name, right })));
  const all: Right[] = [
    ...each('object', objects),
    ...each('field', fields),
    ...[...userPermissions.keys()].map((name) => ({ kind: 'userPermission' as const, name })),
    ...[...entities.values()].map(({ entity }) => ({
      kind: 'setupEntity' as const,
      name: `${entity.type} ${entity.name}`,
    })),
  ];
  return new Map(all.map((one) => [keyOf(one), one] as const).sort(([x], [y]) => (x < y ? -1 : 1)));
}
