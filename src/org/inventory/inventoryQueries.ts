import { chunks } from '../wire/chunks.ts';
import type { InventoryScope } from './inventory.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../names.ts';
import type { Kind } from '../wire/queryKinds.ts';
import { soql } from '../wire/soql.ts';

export type HoldingKind =
  | 'organization'
  | 'userLicense'
  | 'permissionSetLicense'
  | 'users'
  | 'userLicenses'
  | 'logins'
  | 'profileSets'
  | 'assignments'
  | 'components'
  | 'licenseAssignments'
  | 'memberships';

/** A condition on User and the same one on its assignments. */
type Who = { readonly user: string; readonly assignee: string };

/** Long usernames leave room for the rest of a query and its escapes. */
const USERNAMES = 6000;

/**
 * Who the users are and what they hold: the first of two rounds. Nothing in it grows with the number of users on the license. The
 * license is asked for apart: who may not see UserLicense still learns the rest (facts 1.2).
 */
export function holdingQueries({ usernames }: InventoryScope): Readonly<Record<HoldingKind, Kind>> {
  const everybody = {
    user: soql`Profile.UserLicense.Name = ${USER_LICENSE}`,
    assignee: soql`Assignee.Profile.UserLicense.Name = ${USER_LICENSE}`,
  };
  const whom: readonly Who[] =
    usernames === undefined
      ? [everybody]
      : chunks(usernames, { length: USERNAMES }).map((names) => ({
          user: soql`Username IN ${names}`,
          assignee: soql`Assignee.Username IN ${names}`,
        }));
  const each = (object: string, query: (who: Who) => string): Kind => ({ object, queries: whom.map(query) });
  return {
    organization: one('Organization', 'SELECT Id, Name, IsSandbox FROM Organization'),
    userLicense: one(
      'UserLicense',
      soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${USER_LICENSE}`,
    ),
    permissionSetLicense: one(
      'PermissionSetLicense',
      soql`SELECT Id, MasterLabel, Status, TotalLicenses, UsedLicenses FROM PermissionSetLicense WHERE DeveloperName = ${PERMISSION_SET_LICENSE}`,
    ),
    users: each(
      'User',
      ({ user }) =>
        `SELECT Id, Username, Name, Email, IsActive, LastLoginDate, CreatedDate, ProfileId, Profile.Name, Profile.UserLicenseId, UserRole.DeveloperName FROM User WHERE ${user} ORDER BY Username`,
    ),
    userLicenses: each('UserLicense', ({ user }) => `SELECT Id, Profile.UserLicense.Name FROM User WHERE ${user}`),
    logins: each(
      'UserLogin',
      ({ user }) => `SELECT UserId, IsFrozen FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE ${user})`,
    ),
    profileSets: each(
      'PermissionSet',
      ({ user }) =>
        `SELECT Id, ProfileId, Profile.Name FROM PermissionSet WHERE IsOwnedByProfile = true AND ProfileId IN (SELECT ProfileId FROM User WHERE ${user})`,
    ),
    assignments: each(
      'PermissionSetAssignment',
      ({ assignee }) =>
        `SELECT AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, ${SET}, PermissionSet.IsOwnedByProfile, PermissionSetGroup.DeveloperName, PermissionSetGroup.MasterLabel, PermissionSetGroup.NamespacePrefix, PermissionSetGroup.Status, PermissionSetGroup.HasActivationRequired FROM PermissionSetAssignment WHERE ${assignee}`,
    ),
    components: each(
      'PermissionSetGroupComponent',
      ({ assignee }) =>
        `SELECT PermissionSetGroupId, PermissionSetId, ${SET} FROM PermissionSetGroupComponent WHERE PermissionSetGroupId IN (SELECT PermissionSetGroupId FROM PermissionSetAssignment WHERE ${assignee})`,
    ),
    licenseAssignments: each(
      'PermissionSetLicenseAssign',
      ({ assignee }) =>
        `SELECT AssigneeId, PermissionSetLicenseId, PermissionSetLicense.DeveloperName, PermissionSetLicense.MasterLabel, PermissionSetLicense.Status FROM PermissionSetLicenseAssign WHERE ${assignee}`,
    ),
    memberships: each(
      'GroupMember',
      ({ user }) =>
        `SELECT UserOrGroupId, Group.DeveloperName, Group.Type FROM GroupMember WHERE UserOrGroupId IN (SELECT Id FROM User WHERE ${user})`,
    ),
  };
}

/** What the rows of assignments and of components tell of their set. */
const SET =
  'PermissionSet.Name, PermissionSet.Label, PermissionSet.NamespacePrefix, PermissionSet.LicenseId, PermissionSet.Type, PermissionSet.HasActivationRequired';

function one(object: string, query: string): Kind {
  return { object, queries: [query] };
}
