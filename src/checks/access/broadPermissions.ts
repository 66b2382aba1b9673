import { BROAD_USER_PERMISSIONS } from '../../definition/broadAccess.ts';
import { ways, type Check } from '../check.ts';

export const broadPermissions: Check = {
  id: 'broad-permission',
  severity: 'warning',
  broad: true,
  rule: ({ user: { username }, access }) =>
    BROAD_USER_PERMISSIONS.flatMap((permission) => {
      const paths = access.userPermissions.get(permission);
      return paths === undefined
        ? []
        : [{ subject: permission, tokens: [username, permission, ways(paths)], fixTokens: [permission, ways(paths)] }];
    }),
};
