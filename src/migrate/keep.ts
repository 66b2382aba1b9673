import { keyOf, type Right } from '../access/difference.ts';
import { PERMISSION_NEEDS } from '../checks/salesforce/permissionNeeds.ts';
import { BROAD_OBJECT_RIGHTS, BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import { describedField } from '../definition/describable.ts';
import { OBJECT_RIGHTS } from '../definition/definition.ts';
import { SETUP_ENTITY_KEYS } from '../org/names.ts';
import type { OrgSchema } from '../org/schema.ts';
import { parentsFirst, parentsOf } from '../plan/rights.ts';
import { FORCED, MFA_FOR_API } from '../plan/userPermissions.ts';

/** Record types are told like what Setup gives access to: `RecordType Account.Partner`. */
export const RECORD_TYPE = 'RecordType';

/** Why a right is not taken over; part of a key of messages/migrate.md. */
export type LeftReason =
  | 'excluded'
  | 'unused'
  | 'notDefined'
  | 'broad'
  | 'mfa'
  | 'notCarried'
  | 'refused'
  | 'needs'
  | 'unknown'
  | 'notDefinable'
  | 'userInterface';

/** A right that is not taken over. `detail` names what it depends on, or repeats the org's words. */
export type LeftOut = { readonly key: string; readonly reason: LeftReason; readonly detail?: string };

export type Limits = {
  /** `object` or `object.field`, lower case. */
  readonly exclude: ReadonlySet<string>;
  readonly allowBroadAccess: boolean;
  /** Objects that the user has used, lower case, and the days of which that is known; undefined: all that it may use. */
  readonly used?: { readonly objects: ReadonlySet<string>; readonly days: string } | undefined;
  /** User permissions that the permission set license carries; undefined: the org does not tell. */
  readonly carries: ReadonlySet<string> | undefined;
  readonly schema: OrgSchema;
  /** What the org has refused, by key, with its words. */
  readonly refused: ReadonlyMap<string, string>;
};

/** Divides the rights of a user into those that its permission set is to hold and those that it is not, each with the reason. Pure. */
export function keep(
  rights: readonly Right[],
  limits: Limits,
): { readonly kept: readonly Right[]; readonly left: readonly LeftOut[] } {
  const left = new Map<string, LeftOut>();
  for (const right of rights) {
    const reason = reasonFor(right, limits);
    const key = keyOf(right);
    const words = limits.refused.get(key);
    if (words !== undefined) left.set(key, { key, reason: 'refused', detail: words });
    else if (reason !== undefined)
      left.set(key, { key, reason, ...(reason === 'unused' ? { detail: limits.used?.days ?? '' } : {}) });
  }
  leaveWithParents(rights, left, limits.schema);
  for (const right of rights) if (right.kind === 'field') leaveWithObject(right, left);
  leaveInNeed(rights, left);
  return { kept: rights.filter((right) => !left.has(keyOf(right))), left: [...left.values()] };
}

function reasonFor(right: Right, limits: Limits): LeftReason | undefined {
  switch (right.kind) {
    case 'object':
      return objectReason(right.name, limits) ?? objectRightReason(right.right ?? '', limits);
    case 'field':
      return fieldReason(right.name, limits);
    case 'userPermission':
      return permissionReason(right.name, limits);
    case 'setupEntity':
      return entityReason(right.name);
  }
}

function objectReason(name: string, { exclude, used, schema }: Limits): LeftReason | undefined {
  const object = name.toLowerCase();
  if (exclude.has(object)) return 'excluded';
  if (used?.objects.has(object) === false) return 'unused';
  const permissionable = schema.permissionableObjects;
  const takesRights = permissionable.length === 0 || permissionable.includes(name);
  return schema.objects.has(object) && takesRights ? undefined : 'unknown';
}

function objectRightReason(right: string, { allowBroadAccess }: Limits): LeftReason | undefined {
  if (!OBJECT_RIGHTS.some((one) => one === right)) return 'notDefinable';
  return !allowBroadAccess && BROAD_OBJECT_RIGHTS.some((one) => one === right) ? 'broad' : undefined;
}

function fieldReason(name: string, { exclude, used, schema }: Limits): LeftReason | undefined {
  const object = name.slice(0, name.indexOf('.')).toLowerCase();
  if (exclude.has(object) || exclude.has(name.toLowerCase())) return 'excluded';
  if (used?.objects.has(object) === false) return 'unused';
  return describedField(name, schema.objects) === undefined ? 'unknown' : undefined;
}

function permissionReason(name: string, { allowBroadAccess, carries, schema }: Limits): LeftReason | undefined {
  if (FORCED.includes(name)) return undefined;
  if (name === MFA_FOR_API) return 'mfa';
  if (!schema.setPermissions.has(name)) return 'unknown';
  if (carries && schema.licensePermissions.has(name) && !carries.has(name)) return 'notCarried';
  return !allowBroadAccess && BROAD_USER_PERMISSIONS.includes(name) ? 'broad' : undefined;
}

/** `ApexClass Name`: the type and, where it could be read, the name. */
function entityReason(name: string): LeftReason | undefined {
  const [type = '', entity = ''] = name.split(/ (.*)/);
  if (type === RECORD_TYPE) return undefined;
  if (type === 'TabSet') return 'userInterface';
  if (!(type in SETUP_ENTITY_KEYS)) return 'notDefinable';
  return /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(entity) && /\d/.test(entity) ? 'unknown' : undefined;
}

/** Read of an object would bring Read of its parent back, so that it goes with a parent that it cannot or shall not have. */
function leaveWithParents(rights: readonly Right[], left: Map<string, LeftOut>, schema: OrgSchema): void {
  const isOut = (name: string): boolean => {
    const reason = left.get(keyOf({ kind: 'object', name, right: 'read' }))?.reason ?? '';
    return ['excluded', 'refused', 'needs'].includes(reason);
  };
  const objects = [...new Set(rights.filter(({ kind }) => kind === 'object').map(({ name }) => name))];
  for (const name of parentsFirst(objects, schema)) {
    const parent = isOut(name) ? undefined : parentsOf(name, schema).find(isOut);
    if (parent === undefined) continue;
    for (const right of rights.filter((one) => one.kind === 'object' && one.name === name)) {
      const key = keyOf(right);
      if (!left.has(key)) left.set(key, { key, reason: 'needs', detail: parent });
    }
  }
}

/** A field of an object that is not read any more goes with it. */
function leaveWithObject(right: Right, left: Map<string, LeftOut>): void {
  const object = right.name.slice(0, right.name.indexOf('.'));
  const out = left.get(keyOf({ kind: 'object', name: object, right: 'read' }));
  const key = keyOf(right);
  if (out === undefined || left.has(key)) return;
  left.set(key, { key, reason: out.reason, ...(out.reason === 'needs' ? { detail: out.detail ?? '' } : {}) });
}

/** A permission that works only with another one goes with it (facts 2.7), as far as the user had the other one. */
function leaveInNeed(rights: readonly Right[], left: Map<string, LeftOut>): void {
  const keyOfPermission = (name: string): string => keyOf({ kind: 'userPermission', name });
  const permissions = rights.filter(({ kind }) => kind === 'userPermission').map(({ name }) => name);
  const missing = (name: string): string | undefined =>
    PERMISSION_NEEDS.get(name)?.find((need) => left.has(keyOfPermission(need)));
  for (;;) {
    const found = permissions.find((name) => !left.has(keyOfPermission(name)) && missing(name) !== undefined);
    if (found === undefined) return;
    const key = keyOfPermission(found);
    left.set(key, { key, reason: 'needs', detail: missing(found) ?? '' });
  }
}
