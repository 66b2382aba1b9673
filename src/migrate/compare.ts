import { keyOf, rightOf, type Right } from '../access/difference.ts';
import type { LeftOut } from './keep.ts';

/** What became of each right of a user. */
export type Comparison = {
  /** Keys of the rights that the user still has. */
  readonly kept: readonly string[];
  /** Lost as it was told before. */
  readonly lost: readonly LeftOut[];
  /** Lost although they were to be kept. */
  readonly missing: readonly Right[];
  readonly gained: readonly Right[];
};

/** The license switches them on by itself, and they let nobody do more: the one takes the browser away, the other is for people. */
function isRestriction({ kind, name }: Right): boolean {
  return kind === 'userPermission' && (name === 'ApiUserOnly' || name === 'ChatterInternalUser');
}

/** Compares right by right what a user had and has. Pure. */
export function compare(before: readonly string[], left: readonly LeftOut[], after: readonly Right[]): Comparison {
  const now = new Set(after.map(keyOf));
  const was = new Set(before);
  const told = new Map(left.map((one) => [one.key, one]));
  const gone = before.filter((key) => !now.has(key));
  return {
    kept: before.filter((key) => now.has(key)),
    lost: gone.flatMap((key) => told.get(key) ?? []),
    missing: gone.filter((key) => !told.has(key)).map(rightOf),
    gained: after.filter((right) => !was.has(keyOf(right)) && !isRestriction(right)),
  };
}
