import type { PermissionSetDefinition, UserDefinition } from '../../src/definition/definition.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';

/** What of a permission set no test of its name or label looks at. */
export const EMPTY_SET: Omit<PermissionSetDefinition, 'name' | 'label'> = {
  objects: {},
  recordTypes: undefined,
  apexClasses: [],
  apexPages: [],
  customPermissions: [],
  flows: [],
  namedCredentials: [],
  externalCredentials: [],
  connectedApps: [],
  userPermissions: [],
};

/** The permission set as it was written; throws where there is none. */
export function rawSet({ permissionSet }: RawUser): RawPermissionSet {
  if (permissionSet === undefined || permissionSet === 'none') throw new Error('no permission set');
  return permissionSet;
}

/** The permission set of a definition; throws where there is none. */
export function setOf(user: UserDefinition | undefined): PermissionSetDefinition {
  if (user?.permissionSet === undefined) throw new Error('no permission set');
  return user.permissionSet;
}
