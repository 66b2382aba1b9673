import type { UserDefinition } from '../definition/definition.ts';
import type { Check } from './check.ts';
import { definedBroadPermissions } from './definedBroadPermissions.ts';
import { definedBroadRights } from './definedBroadRights.ts';
import { definedFieldsAlone } from './definedFieldsAlone.ts';
import { definedImpliedRights } from './definedImpliedRights.ts';
import { definedMfa } from './definedMfa.ts';
import { definedParents } from './definedParents.ts';
import { definedPermissionNeeds } from './definedPermissionNeeds.ts';
import { definedUnknownObjects } from './definedUnknownObjects.ts';
import { definedUnknownPermissions } from './definedUnknownPermissions.ts';

/** What can be said of a definition without any org. */
export const DEFINITION_CHECKS: readonly Check<UserDefinition>[] = [
  definedUnknownObjects,
  definedUnknownPermissions,
  definedMfa,
  definedBroadPermissions,
  definedBroadRights,
  definedFieldsAlone,
  definedPermissionNeeds,
  definedImpliedRights,
  definedParents,
];
