import type { Inventory } from '../org/inventory.ts';
import { apiEnabled } from './apiEnabled.ts';
import { apiOnly } from './apiOnly.ts';
import { broadObjectRights } from './broadObjectRights.ts';
import { broadPermissions } from './broadPermissions.ts';
import type { Check, Found, Severity, Subject } from './check.ts';
import { mfaForApi } from './mfaForApi.ts';
import { neverUsed } from './neverUsed.ts';
import { passwordNeverExpires } from './passwordNeverExpires.ts';
import { permissionSetLicense } from './permissionSetLicense.ts';
import { privateRecords } from './privateRecords.ts';
import { profileOnLicense } from './profileOnLicense.ts';
import { sandboxUsername } from './sandboxUsername.ts';
import { seatsNearlyGone } from './seatsNearlyGone.ts';
import { unused } from './unused.ts';
import { userActive } from './userActive.ts';
import { userFrozen } from './userFrozen.ts';
import { withheldRights } from './withheldRights.ts';

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
