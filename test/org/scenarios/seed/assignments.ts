import type { Org } from '../../org.ts';
import { INTEGRATION_PSL } from '../../rules/integrationLicense.ts';
import type { Licenses } from './licenses.ts';
import type { People } from './people.ts';
import type { PermissionSets } from './permissionSets.ts';

/** Who holds what besides the profile: user, then set or group. */
const ASSIGNED: readonly (readonly [string, string])[] = [
  ['erp.sync', 'Existing_Set'],
  ['erp.sync', 'Sales_Extras'],
  ['sales.two', 'Sales_Sync'],
  ['sales.two', 'Month_End'],
  ['warehouse', 'Warehouse_Integration'],
];

/** Writes the assignments of those people that the org has, with the permission set license of the integration user. */
export const plantAssignments = (
  org: Org,
  people: People,
  licenses: Licenses,
  sets: PermissionSets,
  by: string,
): void => {
  const warehouse = people.warehouse;
  const license = licenses[INTEGRATION_PSL];
  if (warehouse !== undefined && license !== undefined) {
    org.store.insert('PermissionSetLicenseAssign', { AssigneeId: warehouse, PermissionSetLicenseId: license }, by);
  }
  for (const [person, set] of ASSIGNED) {
    const [assignee, target] = [people[person], sets[set]];
    if (assignee === undefined || target === undefined) continue;
    const column = target.startsWith('0PG') ? 'PermissionSetGroupId' : 'PermissionSetId';
    org.store.insert('PermissionSetAssignment', { AssigneeId: assignee, [column]: target }, by);
  }
};
