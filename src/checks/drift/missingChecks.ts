import type { Check } from '../check.ts';
import { editsWithoutEffect } from '../access/editsWithoutEffect.ts';
import { missingAssignments } from './missingAssignments.ts';
import { missingEntities } from './missingEntities.ts';
import { missingFieldRights } from './missingFieldRights.ts';
import { missingObjectRights } from './missingObjectRights.ts';
import { missingPermissions } from './missingPermissions.ts';
import { profileDiffers } from './profileDiffers.ts';
import type { Proof } from '../proof.ts';

/** What a definition asks for and the user lacks, as far as SOQL tells; in the order in which findings are told. */
export const MISSING_CHECKS: readonly Check<Proof>[] = [
  profileDiffers,
  missingAssignments,
  missingObjectRights,
  missingFieldRights,
  editsWithoutEffect,
  missingPermissions,
  missingEntities,
];
