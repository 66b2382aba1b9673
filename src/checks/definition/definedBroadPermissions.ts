import { BROAD_USER_PERMISSIONS } from '../../definition/broadAccess.ts';
import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';
import { definedPermissions } from './definedPermissions.ts';

export const definedBroadPermissions: Check<UserDefinition> = {
  id: 'defined-broad-permission',
  severity: 'warning',
  broad: true,
  rule: (user) =>
    definedPermissions(user)
      .filter((permission) => BROAD_USER_PERMISSIONS.some((one) => one.toLowerCase() === permission.toLowerCase()))
      .map((permission) => ({ subject: permission, tokens: [user.name, permission] })),
};
