import type { Inventory } from '../org/inventory/inventory.ts';
import { apiEnabled } from './logins/apiEnabled.ts';
import { apiOnly } from './logins/apiOnly.ts';
import { broadObjectRights } from './access/broadObjectRights.ts';
import { broadPermissions } from './access/broadPermissions.ts';
import type { Check, Found, Severity, Subject } from './check.ts';
import { mfaForApi } from './logins/mfaForApi.ts';
import { neverUsed } from './use/neverUsed.ts';
import { passwordNeverExpires } from './logins/passwordNeverExpires.ts';
import { permissionSetLicense } from './licenses/permissionSetLicense.ts';
import { privateRecords } from './access/privateRecords.ts';
import { profileOnLicense } from './licenses/profileOnLicense.ts';
import { sandboxUsername } from './logins/sandboxUsername.ts';
import { seatsNearlyGone } from './licenses/seatsNearlyGone.ts';
import { unused } from './use/unused.ts';
import { userActive } from './logins/userActive.ts';
import { userFrozen } from './logins/userFrozen.ts';
import { withheldRights } from './access/withheldRights.ts';

/** What holds for every integration user, without a definition; in the order in which findings are told. */
export const CHECKS: readonly Check[] = [
  userActive,
  userFrozen,
  profileOnLicense,
  permissionSetLicense,
  apiEnabled,
  apiOnly,
  mfaForApi,
  withheldRights,
  broadPermissions,
  broadObjectRights,
  passwordNeverExpires,
  neverUsed,
  unused,
  privateRecords,
  sandboxUsername,
];

/** What holds for the org as a whole. */
export const ORG_CHECKS: readonly Check<Inventory>[] = [seatsNearlyGone];

export const UNUSED_DAYS = 90;

export type Result = Found & { readonly id: string; readonly severity: Severity };

/** Runs every rule on one user, or every rule of the org. */
export function runChecks<S>(checks: readonly Check<S>[], subject: S): Result[] {
  return checks.flatMap(({ id, severity, rule }) => rule(subject).map((found) => ({ id, severity, ...found })));
}

/** What reaches too far is an error where nobody allowed it. */
export function strictly<S>(checks: readonly Check<S>[], allowBroadAccess: boolean): Check<S>[] {
  return checks.map((check) => (check.broad && !allowBroadAccess ? { ...check, severity: 'error' } : check));
}

/** All findings about a user. */
export function userFindings(subject: Omit<Subject, 'unusedDays'> & { readonly unusedDays?: number }): Result[] {
  return runChecks(CHECKS, { unusedDays: UNUSED_DAYS, ...subject });
}
