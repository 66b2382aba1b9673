import { enabledPermissions } from '../access/userPermissions.ts';
import { OrgError, type Org, type Row } from '../org.ts';
import type { Allowance } from './allowance.ts';
import { flagsOf, RIGHTS } from './objectFlags.ts';
import { isVirtual } from './allData.ts';

/**
 * The first right of a permission set (its row and its ObjectPermissions rows) that an allowance does not cover,
 * as the platform names it: "Create Lead", or the API name of a user permission; undefined when all are covered.
 * Only the first one is reported (facts 1.6).
 */
export const firstRefused = (set: Row, objectRows: readonly Row[], allowance: Allowance): string | undefined => {
  const row = objectRows
    .filter((candidate) => !isVirtual(candidate))
    .sort((a, b) => String(a.SobjectType).localeCompare(String(b.SobjectType)))
    .find((candidate) => flagsOf(candidate).length > 0 && !allowance.object(String(candidate.SobjectType)));
  if (row) return rightOf(row);
  return enabledPermissions(set)
    .sort()
    .find((name) => !allowance.userPermission(name));
};

/** Create comes before Read: a set with both was refused with "Create Lead" (facts 1.6 [recorded response]). */
const rightOf = (row: Row): string => {
  const [flag = ''] = flagsOf(row);
  return `${RIGHTS[flag] ?? flag} ${String(row.SobjectType)}`;
};

/** Throws the recorded refusal of facts 1.6 for the first right that is not covered. */
export const refuseUncovered = (set: Row, objectRows: readonly Row[], allowance: Allowance): void => {
  const right = firstRefused(set, objectRows, allowance);
  if (right !== undefined) throw licenseRefusal(right);
};

/** FIELD_INTEGRITY_EXCEPTION "The user license doesn't allow the permission: ..." (facts 1.6 [recorded response]). */
export const licenseRefusal = (right: string): OrgError =>
  new OrgError('FIELD_INTEGRITY_EXCEPTION', `The user license doesn't allow the permission: ${right}`, { fields: [] });

/** The stored ObjectPermissions rows of a permission set. */
export const objectRowsOf = (org: Org, setId: string): Row[] =>
  org.store.find('ObjectPermissions', { ParentId: setId });
