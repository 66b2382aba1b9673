import type { UserDefinition } from '../../definition/definition.ts';

/** Every user permission that a definition asks for, on the profile or in the set. */
export function definedPermissions({ profile, permissionSet }: UserDefinition): readonly string[] {
  return [...new Set([...(profile?.permissions ?? []), ...(permissionSet?.userPermissions ?? [])])];
}
