import type { Org } from '../../org.ts';
import type { PermissionSets } from './permissionSets.ts';

/** A group of two sets that mutes Run Reports, with the permission set of Type Group that stands for it (facts 3.1, 3.4). */
export const plantPermissionSetGroup = (org: Org, sets: PermissionSets, by: string): PermissionSets => {
  const names = { DeveloperName: 'Sales_Sync', MasterLabel: 'Sales Sync', Language: 'en_US' };
  const group = org.store.insert('PermissionSetGroup', { ...names, Status: 'Updated' }, by);
  const own = {
    Name: 'Sales_Sync',
    Label: 'Sales Sync',
    Type: 'Group',
    PermissionSetGroupId: group,
    IsCustom: 1,
    IsOwnedByProfile: 0,
  };
  org.store.insert('PermissionSet', own, by);
  const muting = {
    DeveloperName: 'Sales_Sync_Muting',
    MasterLabel: 'Sales Sync Muting',
    Language: 'en_US',
    PermissionsRunReports: 1,
  };
  const mutingId = org.store.insert('MutingPermissionSet', muting, by);
  for (const member of [sets.Existing_Set, sets.Account_Read, mutingId]) {
    org.store.insert(
      'PermissionSetGroupComponent',
      { PermissionSetGroupId: group, PermissionSetId: member ?? null },
      by,
    );
  }
  return { Sales_Sync: group };
};
