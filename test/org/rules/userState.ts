import { userPermissionsOf } from '../access/userPermissions.ts';
import { NotSimulated, OrgError, type Org, type Row, type Rule } from '../org.ts';

const ON = 'User';

const lastAdmin: Rule = {
  on: ON,
  source: 'facts 4.2: CANNOT_DISABLE_LAST_ADMIN [enum; text unknown]',
  beforeUpdate: ({ org, userId }, before, changes) => {
    const after = { ...before, ...changes };
    if (
      before.IsActive !== 1 ||
      !isAdmin(org, before) ||
      (after.IsActive === 1 && after.ProfileId === before.ProfileId)
    )
      return;
    if (otherAdmins(org, before) === 0) {
      throw new OrgError('CANNOT_DISABLE_LAST_ADMIN', 'Cannot disable the last active administrator', { fields: [] });
    }
    if (before.Id === userId) throw new NotSimulated('users who deactivate or demote themselves');
  },
};

const isAdmin = (org: Org, user: Row): boolean => {
  const has = userPermissionsOf(org, String(user.Id));
  return has.has('ModifyAllData') && has.has('ManageUsers');
};

const otherAdmins = (org: Org, user: Row): number =>
  org.store.find(ON, { IsActive: 1 }).filter((other) => other.Id !== user.Id && isAdmin(org, other)).length;

export const userStateRules: readonly Rule[] = [lastAdmin];
