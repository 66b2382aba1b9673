import { BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Scope } from '../org/state.ts';
import { CALLER_PERMISSIONS } from './preflight.ts';
import { FORCED, MFA_FOR_API } from './userPermissions.ts';

/** What a snapshot must hold so that this user can be planned. */
export function scopeOf(user: UserDefinition, username: string, caller: string): Scope {
  const set = user.permissionSet;
  return {
    caller,
    usernames: [username],
    profileNames: [user.profile.name],
    ownSets: [set.name],
    otherSets: user.permissionSets,
    groups: user.permissionSetGroups,
    permissionSetLicenses: user.permissionSetLicenses,
    apexClasses: set.apexClasses,
    customPermissions: set.customPermissions,
    recordTypes: set.recordTypes.filter((name) => /^\w+\.\w+$/.test(name)),
    roles: user.role === undefined ? [] : [user.role],
    publicGroups: user.publicGroups,
    queues: user.queues,
    permissions: [
      ...new Set([
        ...user.profile.permissions,
        ...set.userPermissions,
        ...FORCED,
        MFA_FOR_API,
        ...CALLER_PERMISSIONS,
        ...BROAD_USER_PERMISSIONS,
      ]),
    ],
  };
}
