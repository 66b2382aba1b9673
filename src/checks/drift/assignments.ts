import { PERMISSION_SET_LICENSE } from '../../org/names.ts';
import type { Expected, Proof } from '../proof.ts';

/** Something that a user holds or should hold, by the type that Salesforce has for it. */
export type Assignment = { readonly type: string; readonly name: string };

/** What the user holds; licenses only where the caller sees them. */
export function heldAssignments({ user, inventory: { sets, groups, licenses } }: Proof): Assignment[] {
  const each = (type: string, names: readonly (string | undefined)[]): Assignment[] =>
    names.flatMap((name) => (name === undefined ? [] : [{ type, name }]));
  return [
    ...each(
      'PermissionSet',
      user.sets.map(({ id }) => sets.get(id)?.name),
    ),
    ...each(
      'PermissionSetGroup',
      user.groups.map(({ id }) => groups.get(id)?.name),
    ),
    ...each(
      'PermissionSetLicense',
      (user.licenseIds ?? []).map((id) => licenses.get(id)?.developerName),
    ),
    ...each('UserRole', [user.role]),
    ...each('PublicGroup', user.publicGroups),
    ...each('Queue', user.queues),
  ];
}

/** What the definition assigns. The permission set license of every integration user has a check of its own. */
export function wantedAssignments({ user }: Expected): Assignment[] {
  const each = (type: string, names: readonly string[]): Assignment[] => names.map((name) => ({ type, name }));
  return [
    ...each('PermissionSet', [...(user.permissionSet ? [user.permissionSet.name] : []), ...user.permissionSets]),
    ...each('PermissionSetGroup', user.permissionSetGroups),
    ...each('PermissionSetLicense', user.permissionSetLicenses),
    ...each('UserRole', user.role === undefined ? [] : [user.role]),
    ...each('PublicGroup', user.publicGroups),
    ...each('Queue', user.queues),
  ];
}

/** Those of the first that are not among the second; the license of every integration user is never too much. */
export function without(some: readonly Assignment[], others: readonly Assignment[]): Assignment[] {
  const key = ({ type, name }: Assignment): string => `${type} ${name}`.toLowerCase();
  const known = new Set([...others, { type: 'PermissionSetLicense', name: PERMISSION_SET_LICENSE }].map(key));
  return some.filter((one) => !known.has(key(one)));
}
