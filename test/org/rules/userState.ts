import { userPermissionsOf } from '../access/userPermissions.ts';
import { ownerOf } from '../metadata/ownerOf.ts';
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

const named: Rule = {
  on: ON,
  source: 'facts 4.3: default owners, workflow users and the like cannot be deactivated [official; code UNKNOWN]',
  beforeUpdate: ({ org }, before, changes) => {
    if (before.IsActive !== 1 || changes.IsActive !== 0) return;
    const what = org.namedInSettings.get(String(before.Username).toLowerCase()) ?? ownerOf(org, before);
    if (what === undefined) return;
    const text = `You cannot deactivate this user. You cannot deactivate a user who is ${what}`;
    throw new OrgError(org.switches.deactivationRefusedCode, text, { fields: ['IsActive'] });
  },
};

const tokens: Rule = {
  on: ON,
  source: 'facts 5.2: whether tokens outlive the deactivation of their user is UNKNOWN (a switch)',
  afterUpdate: ({ org }, before, after) => {
    if (before.IsActive !== 1 || after.IsActive !== 0 || org.switches.tokensOfInactiveUser === 'kept') return;
    for (const row of org.store.find('OauthToken', { UserId: after.Id ?? null }))
      org.store.delete('OauthToken', String(row.Id));
  },
};

export const userStateRules: readonly Rule[] = [lastAdmin, named, tokens];
