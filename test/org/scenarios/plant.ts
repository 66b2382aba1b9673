import type { Org } from '../org.ts';
import { plantLarge } from './large/plantLarge.ts';
import { plantBusiness } from './seed/business.ts';
import { plantDefinitions } from './seed/definitions.ts';
import { plantGroups } from './seed/groups.ts';
import { plantLicenses } from './seed/licenses.ts';
import { plantLogins } from './seed/logins.ts';
import { plantMetadata } from './seed/metadata.ts';
import { plantOrganization } from './seed/organization.ts';
import { plantPeople } from './seed/people.ts';
import { plantPermissionSetGroup } from './seed/permissionSetGroup.ts';
import { plantPermissionSets } from './seed/permissionSets.ts';
import { plantProfiles } from './seed/profiles.ts';
import { plantAssignments } from './seed/assignments.ts';
import type { Scenario } from './table.ts';

/** Fills an empty org as the scenario says, around the rules, and gives back the id of its Organization row. */
export const plant = (org: Org, scenario: Scenario): string => {
  const admin = org.store.newId('User');
  const id = plantOrganization(org, scenario, admin);
  const licenses = plantLicenses(org, scenario, admin);
  const profiles = plantProfiles(org, scenario, licenses, admin);
  const metadata = plantMetadata(org, admin);
  const sets = plantPermissionSets(org, licenses, metadata, admin);
  const groups = plantPermissionSetGroup(org, sets, admin);
  const people = plantPeople(org, scenario, profiles, id, admin);
  plantAssignments(org, people, licenses, { ...sets, ...groups }, admin);
  plantGroups(org, people, admin);
  plantLogins(org, people);
  plantDefinitions(org);
  plantBusiness(org, people, admin);
  if (scenario.large !== undefined) plantLarge(org, scenario, scenario.large, { licenses, profiles, by: admin });
  return id;
};
