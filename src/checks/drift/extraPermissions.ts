import { ways, type Check } from '../check.ts';
import { beyond, type Proof } from '../proof.ts';

export const extraPermissions: Check<Proof> = {
  id: 'extra-user-permission',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    expected === undefined
      ? []
      : [...access.userPermissions].flatMap(([permission, paths]) => {
          const extra = expected.allowedPermissions.has(permission) ? [] : beyond(expected, paths);
          return extra.length === 0
            ? []
            : [
                {
                  subject: permission,
                  tokens: [username, permission, ways(extra)],
                  fixTokens: [permission, ways(extra)],
                },
              ];
        }),
};
