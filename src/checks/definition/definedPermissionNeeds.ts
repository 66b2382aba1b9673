import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';
import { definedPermissions } from './definedPermissions.ts';
import { PERMISSION_NEEDS } from '../salesforce/permissionNeeds.ts';
import { some } from '../proof.ts';

/** View Setup switches View Roles on by itself (facts 2.7); the others are refused without what they need. */
const BY_ITSELF: Readonly<Record<string, readonly string[]>> = { ViewSetup: ['ViewRoles'] };

export const definedPermissionNeeds: Check<UserDefinition> = {
  id: 'defined-permission-needs',
  severity: 'warning',
  rule: (user) => {
    const asked = definedPermissions(user);
    const there = new Set([...asked, ...asked.flatMap((permission) => BY_ITSELF[permission] ?? [])]);
    return asked.flatMap((permission) => {
      const missing = (PERMISSION_NEEDS.get(permission) ?? []).filter((one) => !there.has(one));
      return missing.length === 0
        ? []
        : [{ subject: permission, tokens: [user.name, permission, some(missing)], fixTokens: [missing.join(', ')] }];
    });
  },
};
