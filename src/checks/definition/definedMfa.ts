import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';
import { definedPermissions } from './definedPermissions.ts';

export const definedMfa: Check<UserDefinition> = {
  id: 'defined-mfa-for-api',
  severity: 'error',
  rule: (user) =>
    definedPermissions(user)
      .filter((permission) => permission.toLowerCase() === 'twofactorapi')
      .map((permission) => ({ subject: permission, tokens: [user.name, permission], fixTokens: [permission] })),
};
