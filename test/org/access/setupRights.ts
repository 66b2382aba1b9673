import type { Org, SObject } from '../org.ts';
import type { ObjectRights } from './objectRights.ts';
import { SETUP_OBJECTS } from './setupObjects.ts';
import { userPermissionsOf } from './userPermissions.ts';

/** Rights on a setup object: user permissions decide, there are no object permissions for them. */
export const setupRights = (org: Org, userId: string, object: SObject): ObjectRights => {
  const has = userPermissionsOf(org, userId);
  const gate = SETUP_OBJECTS[object.name] ?? {};
  const anyOf = (names: readonly string[] | undefined, whenUnsaid: boolean): boolean =>
    names === undefined ? whenUnsaid : names.some((name) => has.has(name));
  const read = anyOf(gate.see, true) && !(gate.hiddenFromLicense && hidden(org, userId, gate.hiddenFromLicense, has));
  const write = (names: readonly string[] | undefined): boolean =>
    read && (gate.byRule === true || anyOf(names ?? gate.write, has.has('CustomizeApplication')));
  return {
    read,
    create: object.createable && write(undefined),
    edit: object.updateable && write(gate.edit),
    delete: object.deletable && write(undefined),
    viewAll: read,
    modifyAll: false,
    viewAllFields: false,
  };
};

const hidden = (org: Org, userId: string, license: string, has: ReadonlySet<string>): boolean => {
  const profile = org.store.get('Profile', String(org.store.get('User', userId)?.ProfileId));
  return org.store.get('UserLicense', String(profile?.UserLicenseId))?.Name === license && !has.has('ViewSetup');
};
