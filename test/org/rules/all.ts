import type { Rule } from '../org.ts';
import { fieldPermissionsRules } from './fieldPermissions.ts';
import { groupRules } from './group.ts';
import { objectPermissionsRules } from './objectPermissions.ts';
import { permissionSetRules } from './permissionSet.ts';
import { permissionSetAssignmentRules } from './permissionSetAssignment.ts';
import { permissionSetGroupRules } from './permissionSetGroup.ts';
import { permissionSetLicenseAssignRules } from './permissionSetLicenseAssign.ts';
import { permissionSetTabSettingRules } from './permissionSetTabSetting.ts';
import { profileRules } from './profile.ts';
import { setupEntityAccessRules } from './setupEntityAccess.ts';
import { userRules } from './user.ts';
import { userLoginRules } from './userLogin.ts';
import { allDataRules } from './allData.ts';

/** Every rule of the simulated org, in the order in which they run for one object. */
export const rules: readonly Rule[] = [
  ...userRules,
  ...userLoginRules,
  ...profileRules,
  ...permissionSetRules,
  ...allDataRules,
  ...objectPermissionsRules,
  ...fieldPermissionsRules,
  ...setupEntityAccessRules,
  ...permissionSetTabSettingRules,
  ...permissionSetGroupRules,
  ...permissionSetLicenseAssignRules,
  ...permissionSetAssignmentRules,
  ...groupRules,
];
