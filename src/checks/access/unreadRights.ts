import type { Inventory } from '../../org/inventory/inventory.ts';
import type { Check } from '../check.ts';

/** Without these, a right that was not read would pass for one that is not there. */
const NEEDED: readonly string[] = [
  'User',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroupComponent',
  'PermissionSetLicenseAssign',
  'ObjectPermissions',
  'FieldPermissions',
  'SetupEntityAccess',
];

export const unreadRights: Check<Inventory> = {
  id: 'rights-not-readable',
  severity: 'error',
  rule: ({ refused, assignmentsVisible }) => {
    const names = NEEDED.filter((name) => refused.has(name));
    const hidden = assignmentsVisible || names.includes('PermissionSetAssignment') ? [] : ['PermissionSetAssignment'];
    const list = [...names, ...hidden];
    return list.map((name) => ({ subject: name, tokens: [name] }));
  },
};
