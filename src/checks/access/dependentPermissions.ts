import type { Check } from '../check.ts';
import { PERMISSION_NEEDS } from '../salesforce/permissionNeeds.ts';
import { some, type Proof } from '../proof.ts';

/** Whoever wonders why the user has the others finds the reason here. */
export const dependentPermissions: Check<Proof> = {
  id: 'permission-brings-others',
  severity: 'info',
  rule: ({ user: { username }, access }) =>
    [...access.userPermissions.keys()].flatMap((permission) => {
      const others = (PERMISSION_NEEDS.get(permission) ?? []).filter((one) => access.userPermissions.has(one));
      return others.length === 0 ? [] : [{ subject: permission, tokens: [username, permission, some(others)] }];
    }),
};
