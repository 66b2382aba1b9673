import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { BILLING } from './twoUsers.ts';
import { SET, USERNAME } from './zoomInfo.ts';

export const setId = (org: RunningOrg, Name: string): string => idOf(org, 'PermissionSet', { Name });

/** What somebody adds by hand to the set of ZoomInfo. */
export function driftInside(org: RunningOrg): void {
  const { insert, update } = administer(org);
  const ParentId = setId(org, SET);
  const field = (Field: string): string => idOf(org, 'FieldPermissions', { ParentId, Field });
  insert('ObjectPermissions', { ParentId, SobjectType: 'Contact', PermissionsRead: true, PermissionsEdit: true });
  const row = { ParentId, PermissionsRead: true, PermissionsEdit: true };
  insert('FieldPermissions', { ...row, SobjectType: 'Contact', Field: 'Contact.Title' });
  insert('FieldPermissions', { ...row, SobjectType: 'Account', Field: 'Account.Phone' });
  insert('SetupEntityAccess', { ParentId, SetupEntityId: idOf(org, 'ApexClass', { Name: 'ZoomInfoInbound' }) });
  insert('SetupEntityAccess', {
    ParentId,
    SetupEntityId: idOf(org, 'CustomPermission', { DeveloperName: 'Skip_Validation' }),
  });
  update('FieldPermissions', field('Account.Industry'), { PermissionsEdit: true });
  update('ObjectPermissions', idOf(org, 'ObjectPermissions', { ParentId, SobjectType: 'Account' }), {
    PermissionsCreate: true,
    PermissionsDelete: true,
  });
  update('PermissionSet', ParentId, { PermissionsEditTask: true, PermissionsRunReports: true });
}

/** What somebody does beside it, which is no business of the definition's. */
export function driftOutside(org: RunningOrg): void {
  const { insert, update, assign, permissionSet } = administer(org);
  update('PermissionSet', setId(org, 'Existing_Set'), { PermissionsRunReports: true });
  assign(BILLING, setId(org, 'Account_Read'));
  assign(USERNAME, idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' }));
  permissionSet('Somebody_Elses', ['EditTask'], { Account: ['Read'] });
  insert('GroupMember', {
    GroupId: idOf(org, 'Group', { DeveloperName: 'Integrations', Type: 'Regular' }),
    UserOrGroupId: idOf(org, 'User', { Username: USERNAME }),
  });
}
