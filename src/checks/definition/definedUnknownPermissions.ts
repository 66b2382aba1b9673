import type { UserDefinition } from '../../definition/definition.ts';
import { nearest } from '../../definition/nearest.ts';
import type { Check } from '../check.ts';
import { definedPermissions } from './definedPermissions.ts';
import { STANDARD_PERMISSIONS } from '../salesforce/standardPermissions.ts';

/** Names are compared exactly, as a permission that is written in another case is refused by Salesforce. */
export const definedUnknownPermissions: Check<UserDefinition> = {
  id: 'defined-unknown-permission',
  severity: 'error',
  rule: (user) =>
    definedPermissions(user)
      .filter((permission) => STANDARD_PERMISSIONS.get(permission.toLowerCase()) !== permission)
      .map((permission) => ({
        subject: permission,
        tokens: [user.name, permission],
        fixTokens: [nearest(permission, STANDARD_PERMISSIONS.values()).join(', ') || '-'],
      })),
};
