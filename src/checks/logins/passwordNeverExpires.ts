import { ways, type Check } from '../check.ts';

export const passwordNeverExpires: Check = {
  id: 'password-never-expires',
  severity: 'info',
  rule: ({ user: { username }, access }) => {
    const paths = access.userPermissions.get('PasswordNeverExpires') ?? [];
    return paths.length === 0 ? [] : [{ subject: username, tokens: [username, ways(paths)] }];
  },
};
