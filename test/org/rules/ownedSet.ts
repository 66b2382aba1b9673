import type { Org, Row } from '../org.ts';

/** The permission set that a profile owns. */
export const ownedSetOf = (org: Org, profileId: string): Row | undefined =>
  org.store.find('PermissionSet', { ProfileId: profileId, IsOwnedByProfile: 1 })[0];

/** Writes the permission set that a new profile owns, named "X" and the profile's id (facts 2.2 [recorded response]). */
export const insertOwnedSet = (org: Org, profile: Row, { custom, by }: { custom: boolean; by?: string }): string =>
  org.store.insert(
    'PermissionSet',
    {
      ...permissionsIn(org, profile),
      Name: `X${String(profile.Id)}`,
      Label: `X${String(profile.Id)}`,
      Type: 'Profile',
      ProfileId: profile.Id ?? null,
      LicenseId: profile.UserLicenseId ?? null,
      IsOwnedByProfile: 1,
      IsCustom: custom ? 1 : 0,
    },
    by,
  );

/** Keeps the user permissions of the owned set in step with those of its profile. */
export const updateOwnedSet = (org: Org, profile: Row, by: string): void => {
  const set = ownedSetOf(org, String(profile.Id));
  if (set) org.store.update('PermissionSet', String(set.Id), permissionsIn(org, profile), by);
};

/** Removes the owned set of a deleted profile with its children. */
export const deleteOwnedSet = (org: Org, profile: Row): void => {
  const set = ownedSetOf(org, String(profile.Id));
  if (!set) return;
  for (const child of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', 'PermissionSetTabSetting']) {
    for (const row of org.store.find(child, { ParentId: set.Id ?? null })) org.store.delete(child, String(row.Id));
  }
  org.store.delete('PermissionSet', String(set.Id));
};

/** Some user permissions exist on one of the two objects only. */
const permissionsIn = (org: Org, profile: Row): Row => {
  const object = org.schema.object('PermissionSet');
  const isShared = (column: string): boolean =>
    column.startsWith('Permissions') && !!object && !!org.schema.field(object, column);
  return Object.fromEntries(Object.entries(profile).filter(([column]) => isShared(column)));
};
