import { nearest } from '../definition/nearest.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { FieldSchema, OrgSchema } from '../org/schema.ts';
import type { AccessRight } from './access.ts';
import { ACCESS_RIGHTS } from './objectPaths.ts';

/** A right that is asked about. */
export type Target = {
  /** `Object` or `Object.Field`. */
  readonly name: string;
  readonly right: AccessRight;
};

/** `Account`, `Account=edit`, `Account.Website`, `Account.Website=edit`; without a right it is read. */
export function parseTarget(text: string): { readonly target?: Target; readonly problems: readonly Problem[] } {
  const [, object, field, right = 'read'] = /^(\w+)(?:\.(\w+))?(?:=(\w+))?$/.exec(text.trim()) ?? [];
  if (object === undefined) return { problems: [error('accessTarget', text, [text])] };
  const rights: readonly AccessRight[] = field === undefined ? ACCESS_RIGHTS : ['read', 'edit'];
  const known = rights.find((one) => one.toLowerCase() === right.toLowerCase());
  if (known === undefined) return { problems: [error('accessRight', text, [text, right], [rights.join(', ')])] };
  return { target: { name: field === undefined ? object : `${object}.${field}`, right: known }, problems: [] };
}

export function objectOf({ name }: Target): string {
  return name.split('.')[0] ?? name;
}

export type KnownTarget = Target & {
  /** Set for a field that takes no field-level security: the object alone decides. */
  readonly unsecured?: NonNullable<FieldSchema['reason']>;
};

/**
 * Looks the names of a target up in the describe of its object.
 * @returns the target as the org writes it, or the nearest names
 */
export function knownTarget(
  target: Target,
  schema: OrgSchema,
): { readonly target?: KnownTarget; readonly problems: readonly Problem[] } {
  const [asked = '', field] = target.name.split('.');
  const object = schema.objects.get(asked.toLowerCase());
  const hidden = schema.permissionableObjects.find((name) => name.toLowerCase() === asked.toLowerCase());
  if (object === undefined && hidden !== undefined)
    return { problems: [error('accessHidden', hidden, [hidden], [hidden])] };
  if (object === undefined)
    return { problems: [unknown('accessObject', 'accessObjectNoneNear', asked, schema.permissionableObjects)] };
  if (field === undefined) return { target: { ...target, name: object.name }, problems: [] };
  const found = object.fields.get(field.toLowerCase());
  if (found === undefined) {
    const names = [...object.fields.values()].map(({ name }) => `${object.name}.${name}`);
    return { problems: [unknown('accessField', 'accessFieldNoneNear', `${object.name}.${field}`, names)] };
  }
  const { name, permissionable, reason } = found;
  const unsecured = permissionable || reason === undefined || isSecuredElsewhere(reason) ? {} : { unsecured: reason };
  return { target: { ...target, name: `${object.name}.${name}`, ...unsecured }, problems: [] };
}

/** As a part of an address by the address, and of a person account by the contact. */
function isSecuredElsewhere(reason: FieldSchema['reason']): boolean {
  return reason === 'addressPart' || reason === 'personAccount';
}

function unknown(id: string, noneNear: string, name: string, names: Iterable<string>): Problem {
  const meant = nearest(name, names);
  return meant.length > 0 ? error(id, name, [name], [meant.join(', ')]) : error(noneNear, name, [name]);
}
