import type { InventorySet } from '../org/inventory/inventory.ts';
import type { AccessRight, EffectiveAccess, FieldRight, Paths, Withheld } from './access.ts';
import { byName } from './objectPaths.ts';
import { pathsTo } from './pathsTo.ts';
import { objectOf, type KnownTarget } from './target.ts';
import { governing, type Governing } from './throughParent.ts';

/** The first thing on the way to a right that a user lacks. */
export type MissingLink =
  | { readonly kind: 'withheld'; readonly withheld: Withheld }
  | { readonly kind: 'object'; readonly object: string; readonly right: AccessRight }
  | { readonly kind: 'userPermission'; readonly permission: string }
  | { readonly kind: 'field'; readonly field: string; readonly right: FieldRight }
  | { readonly kind: 'unwritable'; readonly field: string };

/** Every path to a target; a field without field-level security goes with its object. */
export function pathsToTarget(access: EffectiveAccess, target: KnownTarget): Paths {
  if (target.unsecured === undefined) return pathsTo(access, target.name, target.right);
  return target.unsecured === 'system' && target.right === 'edit'
    ? []
    : pathsTo(access, objectOf(target), target.right);
}

/**
 * Why a user lacks a right, from the object on; undefined when it does not.
 * @param sets the sets of the inventory, to find a right in one that gives the user nothing
 */
export function firstMissingLink(
  access: EffectiveAccess,
  target: KnownTarget,
  sets: ReadonlyMap<string, InventorySet>,
): MissingLink | undefined {
  if (pathsToTarget(access, target).length > 0) return undefined;
  if (target.unsecured === 'system' && target.right === 'edit') return { kind: 'unwritable', field: target.name };
  const object = objectOf(target);
  const isField = target.name.includes('.');
  const needed: readonly AccessRight[] = isField && target.right === 'edit' ? ['edit', 'create'] : [target.right];
  if (needed.some((right) => pathsTo(access, object, right).length > 0)) {
    return { kind: 'field', field: target.name, right: target.right === 'edit' ? 'edit' : 'read' };
  }
  const by = governing(object, isField ? (needed[0] ?? 'read') : target.right);
  const withheld = access.withheld.find((one) => isAbout(one, by, sets.get(one.setId)));
  if (withheld) return { kind: 'withheld', withheld };
  return by;
}

function isAbout({ right }: Withheld, by: Governing, set: InventorySet | undefined): boolean {
  const wanted = by.kind === 'object' ? by.object : by.permission;
  if (right !== undefined && (right.kind !== by.kind || right.name.toLowerCase() !== wanted.toLowerCase()))
    return false;
  return by.kind === 'object'
    ? byName(set?.objects ?? new Map<string, ReadonlySet<string>>(), by.object)?.has(by.right) === true
    : set?.userPermissions.has(by.permission) === true;
}
