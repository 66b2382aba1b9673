import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const missingPermissions: Check<Proof> = {
  id: 'missing-user-permission',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    (expected?.userPermissions ?? [])
      .filter((permission) => !access.userPermissions.has(permission))
      .map((permission) => ({ subject: permission, tokens: [username, permission] })),
};
