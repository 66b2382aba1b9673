import { chunks } from '../wire/chunks.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../names.ts';
import type { Kind } from '../wire/queryKinds.ts';
import { tokenQueries } from './logins.ts';
import { columns, soql } from '../wire/soql.ts';

/** User permissions of the caller that decide what it sees and may do to users who are retired (facts 2.6). */
export const RETIRE_PERMISSIONS = [
  'ManageUsers',
  'ManageInternalUsers',
  'AssignPermissionSets',
  'ManageProfilesPermissionsets',
  'MonitorLoginHistory',
  'CustomizeApplication',
  'FreezeUsers',
] as const;

/** An answer of groups has no second page (facts 5.1): at most this many, the latest first. */
const LOGIN_GROUPS = 2000;
/** Applications, addresses and outcomes of so many users fit into that. */
const LOGIN_USERS = 50;
const USERNAMES = 6000;

type WhoKind =
  | 'organization'
  | 'caller'
  | 'userLicense'
  | 'permissionSetLicense'
  | 'users'
  | 'userLicenses'
  | 'userLogins'
  | 'assignments'
  | 'licenses';

/** Who the users are and what is assigned to them. */
export function whoQueries(usernames: readonly string[], caller: string): Readonly<Record<WhoKind, Kind>> {
  const lists = chunks(usernames, { length: USERNAMES });
  const each = (object: string, query: (names: readonly string[]) => string): Kind => ({
    object,
    queries: lists.map(query),
  });
  const permissions = columns(RETIRE_PERMISSIONS.map((name) => `PermissionSet.Permissions${name}`));
  return {
    organization: { object: 'Organization', queries: ['SELECT Id FROM Organization'] },
    caller: {
      object: 'caller',
      queries: [soql`SELECT Id, ${permissions} FROM PermissionSetAssignment WHERE Assignee.Username = ${caller}`],
    },
    userLicense: {
      object: 'UserLicense',
      queries: [
        soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${USER_LICENSE}`,
      ],
    },
    permissionSetLicense: {
      object: 'PermissionSetLicense',
      queries: [
        soql`SELECT Id, MasterLabel, Status, TotalLicenses, UsedLicenses FROM PermissionSetLicense WHERE DeveloperName = ${PERMISSION_SET_LICENSE}`,
      ],
    },
    users: each('User', (names) => soql`SELECT Id, Username, LastName, IsActive FROM User WHERE Username IN ${names}`),
    userLicenses: each(
      'UserLicense',
      (names) => soql`SELECT Id, Profile.UserLicense.Name FROM User WHERE Username IN ${names}`,
    ),
    userLogins: each(
      'UserLogin',
      (names) =>
        soql`SELECT Id, UserId, IsFrozen, LastModifiedDate FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE Username IN ${names})`,
    ),
    assignments: each(
      'PermissionSetAssignment',
      (names) =>
        soql`SELECT Id, AssigneeId, PermissionSetId, PermissionSetGroupId, PermissionSet.Name, PermissionSet.NamespacePrefix, PermissionSet.IsOwnedByProfile, PermissionSetGroup.DeveloperName, PermissionSetGroup.NamespacePrefix FROM PermissionSetAssignment WHERE Assignee.Username IN ${names}`,
    ),
    licenses: each(
      'PermissionSetLicenseAssign',
      (names) =>
        soql`SELECT Id, AssigneeId, PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign WHERE Assignee.Username IN ${names}`,
    ),
  };
}

type HeldKind = 'tokens' | 'sessions' | 'sets' | 'namedSets' | 'holders' | 'components';

/** What needs the ids of users and of sets: tokens and sessions, and who else has the sets. */
export function heldQueries(
  userIds: readonly string[],
  setIds: readonly string[],
  setNames: readonly string[],
): Readonly<Record<HeldKind, Kind>> {
  const ids = chunks(setIds);
  const names = chunks(setNames);
  const set = 'SELECT Id, Name, NamespacePrefix, IsCustom FROM PermissionSet';
  const named = (list: readonly string[]) => soql`Name IN ${list} AND NamespacePrefix = null`;
  const byName = (query: string): string[] =>
    names.map((list) => `${query} IN (SELECT Id FROM PermissionSet WHERE ${named(list)})`);
  return {
    ...tokenQueries(userIds),
    sets: { object: 'PermissionSet', queries: ids.map((list) => set.concat(soql` WHERE Id IN ${list}`)) },
    namedSets: { object: 'PermissionSet', queries: names.map((list) => `${set} WHERE ${named(list)}`) },
    holders: {
      object: 'PermissionSetAssignment',
      queries: [
        ...ids.map(
          (list) =>
            soql`SELECT PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSetGroupId = null AND PermissionSetId IN ${list}`,
        ),
        ...byName(
          'SELECT PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSetGroupId = null AND PermissionSetId',
        ),
      ],
    },
    components: {
      object: 'PermissionSetGroupComponent',
      queries: [
        ...ids.map(
          (list) => soql`SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetId IN ${list}`,
        ),
        ...byName('SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetId'),
      ],
    },
  };
}

/** How these users log in: one row for each way, not one for each login, as nothing of it can be filtered on (facts 5.1). */
export function loginQueries(userIds: readonly string[]): Readonly<Record<'logins', Kind>> {
  return {
    logins: {
      object: 'LoginHistory',
      queries: chunks(userIds, { count: LOGIN_USERS }).map(
        (ids) =>
          soql`SELECT UserId, Application, LoginType, SourceIp, Status, MAX(LoginTime) lastLogin, COUNT(Id) times FROM LoginHistory WHERE UserId IN ${ids} GROUP BY UserId, Application, LoginType, SourceIp, Status ORDER BY MAX(LoginTime) DESC LIMIT ${LOGIN_GROUPS}`,
      ),
    },
  };
}
