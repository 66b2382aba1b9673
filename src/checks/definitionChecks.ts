import type { UserDefinition } from '../definition/definition.ts';
import type { Check } from './check.ts';
import { definedBroadPermissions } from './definition/definedBroadPermissions.ts';
import { definedBroadRights } from './definition/definedBroadRights.ts';
import { definedFieldsAlone } from './definition/definedFieldsAlone.ts';
import { definedImpliedRights } from './definition/definedImpliedRights.ts';
import { definedMfa } from './definition/definedMfa.ts';
import { definedParents } from './definition/definedParents.ts';
import { definedPermissionNeeds } from './definition/definedPermissionNeeds.ts';
import { definedUnknownObjects } from './definition/definedUnknownObjects.ts';
import { definedUnknownPermissions } from './definition/definedUnknownPermissions.ts';

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
