import type { Org } from '../../org.ts';
import { INTEGRATION_PSL } from '../../rules/integrationLicense.ts';
import type { Licenses } from '../seed/licenses.ts';
import { plantSet, type PermissionSets } from '../seed/permissionSets.ts';

const STANDARD = { Account: 'CRE', Contact: 'CRE', Opportunity: 'R' };

/** The permission sets of integration users, by name: bound to the permission set license or without one (facts 1.6). */
export const plantSets = (org: Org, licenses: Licenses, by: string): PermissionSets =>
  Object.fromEntries(
    [
      { row: { Name: 'Large_Standard_Bound', Label: 'Standard Objects' }, license: INTEGRATION_PSL, objects: STANDARD },
      { row: { Name: 'Large_Standard_Free', Label: 'Standard Objects, any license' }, objects: STANDARD },
      { row: { Name: 'Large_Custom_Only', Label: 'Custom Objects' }, objects: { Invoice__c: 'CRE' } },
      {
        ...{ row: { Name: 'Large_Administration', Label: 'Administration' }, license: INTEGRATION_PSL },
        ...{
          objects: STANDARD,
          permissions: ['CustomizeApplication', 'ManageCustomPermissions', 'ViewSetup', 'ViewRoles'],
        },
      },
    ].map((seed) => [seed.row.Name, plantSet(org, seed, licenses, {}, by)]),
  );
