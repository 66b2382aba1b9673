import { baseName, CARRIED_PROBES, PERMISSION_SET_LICENSE, USER_LICENSE } from './names.ts';
import { columns, soql, type SoqlName } from './soql.ts';
import type { OrgSchema } from './schema.ts';
import type { Scope } from './state.ts';

export type StateQuery =
  | 'organization'
  | 'userLicense'
  | 'permissionSetLicenses'
  | 'profiles'
  | 'users'
  | 'permissionSets'
  | 'groups'
  | 'objectPermissions'
  | 'fieldPermissions'
  | 'setupAccess'
  | 'licenseAssignments'
  | 'setAssignments'
  | 'foreignAssignments'
  | 'apexClasses'
  | 'customPermissions'
  | 'recordTypes'
  | 'roles'
  | 'publicGroups'
  | 'queues'
  | 'memberships';

/** The SOQL for everything in the scope; what the scope does not name is not asked for. */
export function stateQueries(schema: OrgSchema, scope: Scope): Partial<Record<StateQuery, string>> {
  const users = [...scope.usernames, scope.caller];
  const own = soql`Parent.Name IN ${scope.ownSets} AND Parent.NamespacePrefix = null AND Parent.IsOwnedByProfile = false`;
  const profileColumns = permissionColumns(scope.permissions, schema.profilePermissions);
  const setColumns = permissionColumns(scope.permissions, schema.setPermissions);
  const maximum = [...scope.permissions, ...CARRIED_PROBES].filter((name) => schema.licensePermissions.has(name));
  return {
    organization:
      'SELECT Id, Name, IsSandbox, OrganizationType, TimeZoneSidKey, DefaultLocaleSidKey, LanguageLocaleKey FROM Organization',
    userLicense: soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${USER_LICENSE}`,
    permissionSetLicenses: soql`SELECT ${columns([
      'Id',
      'DeveloperName',
      'MasterLabel',
      'Status',
      'TotalLicenses',
      'UsedLicenses',
      ...unique(maximum).map((name) => `MaximumPermissions${name}`),
    ])} FROM PermissionSetLicense WHERE DeveloperName IN ${[PERMISSION_SET_LICENSE, ...scope.permissionSetLicenses]}`,
    profiles: soql`SELECT ${list(['Id', 'Name', 'UserLicenseId', 'UserLicense.Name'], profileColumns)} FROM Profile WHERE UserLicense.Name = ${USER_LICENSE} OR Name IN ${scope.profileNames}`,
    users: soql`SELECT ${list(
      ['Id', 'Username', 'Name', 'Email', 'IsActive', 'ProfileId', 'UserRoleId', 'Profile.UserLicense.Name'],
      profileColumns.map((name) => `Profile.${name}`),
    )} FROM User WHERE Username IN ${users}`,
    permissionSets: soql`SELECT ${list(
      ['Id', 'Name', 'Label', 'NamespacePrefix', 'LicenseId', 'IsOwnedByProfile', 'Type'],
      setColumns,
    )} FROM PermissionSet WHERE Name IN ${[...scope.ownSets, ...scope.otherSets.map(baseName)]}`,
    objectPermissions: `SELECT Id, ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPermissions WHERE ${own}`,
    fieldPermissions: `SELECT Id, ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE ${own}`,
    setupAccess: `SELECT Id, ParentId, SetupEntityId FROM SetupEntityAccess WHERE ${own}`,
    licenseAssignments: soql`SELECT Id, AssigneeId, PermissionSetLicenseId FROM PermissionSetLicenseAssign WHERE Assignee.Username IN ${scope.usernames}`,
    setAssignments: soql`SELECT ${list(
      [
        'Id',
        'AssigneeId',
        'PermissionSetId',
        'PermissionSetGroupId',
        'PermissionSet.Name',
        'PermissionSet.NamespacePrefix',
        'PermissionSet.IsOwnedByProfile',
      ],
      setColumns.map((name) => `PermissionSet.${name}`),
    )} FROM PermissionSetAssignment WHERE Assignee.Username IN ${users}`,
    foreignAssignments: soql`SELECT Id, PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${scope.ownSets} AND PermissionSet.IsOwnedByProfile = false AND Assignee.Username NOT IN ${scope.usernames}`,
    ...when(scope.groups, {
      groups: soql`SELECT Id, DeveloperName, NamespacePrefix, Status FROM PermissionSetGroup WHERE DeveloperName IN ${scope.groups.map(baseName)}`,
    }),
    ...when(scope.apexClasses, {
      apexClasses: soql`SELECT Id, Name, NamespacePrefix FROM ApexClass WHERE Name IN ${scope.apexClasses.map(baseName)}`,
    }),
    ...when(scope.customPermissions, {
      customPermissions: soql`SELECT Id, DeveloperName, NamespacePrefix FROM CustomPermission WHERE DeveloperName IN ${scope.customPermissions.map(baseName)}`,
    }),
    ...when(scope.recordTypes, {
      recordTypes: soql`SELECT Id, SobjectType, DeveloperName, IsActive FROM RecordType WHERE SobjectType IN ${unique(scope.recordTypes.map((name) => name.split('.')[0] ?? ''))}`,
    }),
    ...when(scope.roles, {
      roles: soql`SELECT Id, DeveloperName, Name FROM UserRole WHERE DeveloperName IN ${scope.roles}`,
    }),
    ...when(scope.publicGroups, {
      publicGroups: soql`SELECT Id, DeveloperName, Name FROM Group WHERE Type = ${'Regular'} AND DeveloperName IN ${scope.publicGroups}`,
    }),
    ...when(scope.queues, {
      queues: soql`SELECT Id, DeveloperName, Name FROM Group WHERE Type = ${'Queue'} AND DeveloperName IN ${scope.queues}`,
    }),
    ...when([...scope.publicGroups, ...scope.queues], {
      memberships: soql`SELECT Id, GroupId, UserOrGroupId FROM GroupMember WHERE Group.DeveloperName IN ${[...scope.publicGroups, ...scope.queues]} AND UserOrGroupId IN (SELECT Id FROM User WHERE Username IN ${scope.usernames})`,
    }),
  };
}

function permissionColumns(wanted: readonly string[], known: ReadonlyMap<string, string>): string[] {
  return unique(wanted.filter((name) => known.has(name))).map((name) => `Permissions${name}`);
}

function list(fixed: readonly string[], more: readonly string[]): SoqlName {
  return columns([...fixed, ...more]);
}

function when<T>(names: readonly string[], queries: T): Partial<T> {
  return names.length > 0 ? queries : {};
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
