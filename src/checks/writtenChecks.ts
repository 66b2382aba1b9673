import { accountEngagement } from './access/accountEngagement.ts';
import type { Check } from './check.ts';
import { dependentPermissions } from './access/dependentPermissions.ts';
import { MISSING_CHECKS } from './drift/missingChecks.ts';
import type { Proof } from './proof.ts';
import { CHECKS } from './runChecks.ts';
import { severalApplications } from './use/severalApplications.ts';

/**
 * What `create` and `apply` check of a user whom they have written, in the order in which findings are told. What goes beyond the definition
 * is not among it: `create` only adds, and `apply` tells it as drift. What needs the Metadata API, the org's own word or a session of the
 * user is left to `verify`.
 */
export const WRITTEN_CHECKS: readonly Check<Proof>[] = [
  ...CHECKS,
  ...MISSING_CHECKS,
  severalApplications,
  accountEngagement,
  dependentPermissions,
];
