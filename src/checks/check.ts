import type { EffectiveAccess, Path } from '../access/access.ts';
import { ALL_DATA } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One user with everything that a rule may look at. */
export type Subject = {
  readonly user: InventoryUser;
  readonly access: EffectiveAccess;
  readonly inventory: Inventory;
  /** Organization-wide default of record sharing by object; undefined: not read. */
  readonly sharing?: ReadonlyMap<string, string> | undefined;
  /** Days after which a user that did not log in counts as unused. */
  readonly unusedDays: number;
};

/** What a rule found, without its words: those are in messages/checks.md under the id of the check. */
export type Found = {
  /** What it is about: a username, a permission, a permission set ... */
  readonly subject: string;
  readonly tokens?: readonly string[];
  readonly fixTokens?: readonly string[];
};

/** One rule. `messages/checks.md` has what was found under `<id>`, why it matters under `<id>.why`, the way out under `<id>.fix`. */
export type Check<S = Subject> = {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly severity: Severity;
  /** A right that reaches too far: where nobody allowed broad access, `verify` counts it as an error. */
  readonly broad?: true;
  /** Pure; nothing found is an empty list. */
  readonly rule: (subject: S) => readonly Found[];
};

/** By which ways, for a person: `permission set A, group G (set B)`. */
export function ways(paths: readonly Path[]): string {
  const names = paths.map(({ name, via }) => (via === undefined ? `"${name}"` : `"${via}" in "${name}"`));
  return [...new Set(names)].join(', ');
}

/** Whether a right on an object is there only because the same set holds View All Data or Modify All Data, which is told by itself (facts 3.2). */
export function isByAllData({ userPermissions }: EffectiveAccess, right: string, { kind, name, via }: Path): boolean {
  if (right !== 'read' && right !== 'viewAll') return false;
  return ALL_DATA.flatMap((wide) => userPermissions.get(wide) ?? []).some(
    (path) => path.kind === kind && path.name === name && path.via === via,
  );
}
