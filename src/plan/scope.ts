import { BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import type { PermissionSetDefinition, UserDefinition } from '../definition/definition.ts';
import type { Scope } from '../org/state/state.ts';
import { CALLER_PERMISSIONS } from './preflight.ts';
import { FORCED, MFA_FOR_API } from './userPermissions.ts';

/**
 * What a snapshot must hold so that these users can be planned.
 * @param usernames of those that have an account
 */
export function scopeOf(users: readonly UserDefinition[], usernames: readonly string[], caller: string): Scope {
  const sets = users.flatMap(({ permissionSet }) => permissionSet ?? []);
  const ofUsers = (list: (user: UserDefinition) => readonly string[]): string[] => unique(users.flatMap(list));
  const ofSets = (list: (set: PermissionSetDefinition) => readonly string[]): string[] => unique(sets.flatMap(list));
  return {
    caller,
    usernames,
    profileNames: ofUsers(({ profile }) => (profile ? [profile.name] : [])),
    ownSets: new Map(sets.map((set) => [set.name, expectedFields(set)])),
    otherSets: ofUsers((user) => user.permissionSets),
    groups: ofUsers((user) => user.permissionSetGroups),
    permissionSetLicenses: ofUsers((user) => user.permissionSetLicenses),
    apexClasses: ofSets((set) => set.apexClasses),
    apexPages: ofSets((set) => set.apexPages),
    customPermissions: ofSets((set) => set.customPermissions),
    flows: ofSets((set) => set.flows),
    namedCredentials: ofSets((set) => set.namedCredentials),
    externalCredentials: ofSets((set) => set.externalCredentials),
    connectedApps: ofSets((set) => set.connectedApps),
    recordTypes: ofSets((set) => (set.recordTypes ?? []).filter((name) => /^\w+\.\w+$/.test(name))),
    roles: ofUsers(({ role }) => (role === undefined ? [] : [role])),
    publicGroups: ofUsers((user) => user.publicGroups),
    queues: ofUsers((user) => user.queues),
    permissions: unique([
      ...ofUsers(({ profile }) => profile?.permissions ?? []),
      ...ofSets((set) => set.userPermissions),
      ...FORCED,
      MFA_FOR_API,
      ...CALLER_PERMISSIONS,
      ...BROAD_USER_PERMISSIONS,
    ]),
  };
}

/** About how many field permissions the set will hold; "all" is taken for a hundred. */
function expectedFields({ objects }: PermissionSetDefinition): number {
  const count = (names: readonly string[] | 'all'): number => (names === 'all' ? 100 : names.length);
  return Object.values(objects).reduce(
    (sum, { readFields, editFields }) => sum + count(readFields) + count(editFields),
    1,
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
