import { chunks } from '../wire/chunks.ts';
import { baseName, CARRIED_PROBES, PERMISSION_SET_LICENSE, USER_LICENSE, FEATURE_LICENSE } from '../names.ts';
import { credentialOf, PRINCIPAL_COLUMNS } from './principals.ts';
import type { OrgSchema } from '../schema.ts';
import { columns, soql, type SoqlName } from '../wire/soql.ts';
import type { Scope } from './state.ts';

export type StateQuery =
  | 'organization'
  | 'userLicense'
  | 'permissionSetLicenses'
  | 'profiles'
  | 'users'
  | 'permissionSets'
  | 'setPermissions'
  | 'licensePermissions'
  | 'groupSets'
  | 'setGroups'
  | 'groups'
  | 'objectPermissions'
  | 'fieldPermissions'
  | 'setupAccess'
  | 'licenseAssignments'
  | 'setAssignments'
  | 'foreignAssignments'
  | 'apexClasses'
  | 'apexPages'
  | 'customPermissions'
  | 'flows'
  | 'namedCredentials'
  | 'externalCredentials'
  | 'connectedApps'
  | 'recordTypes'
  | 'roles'
  | 'publicGroups'
  | 'queues'
  | 'memberships';

/** Queries that only make the checks sharper: an org that refuses one is planned all the same, and the user is told. */
export const SHARPENING: readonly StateQuery[] = [
  'setGroups',
  'groupSets',
  'foreignAssignments',
  'setPermissions',
  'licensePermissions',
];

/** The SOQL for everything in the scope, each list of names cut to a bearable length; what the scope does not name is not asked for. */
export function stateQueries(schema: OrgSchema, scope: Scope): Partial<Record<StateQuery, readonly string[]>> {
  const named = [...scope.publicGroups, ...scope.queues];
  return {
    organization: [
      'SELECT Id, Name, IsSandbox, OrganizationType, TimeZoneSidKey, DefaultLocaleSidKey, LanguageLocaleKey FROM Organization',
    ],
    userLicense: [
      soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${USER_LICENSE}`,
    ],
    ...accountQueries(schema, scope),
    ...setQueries(schema, scope),
    apexClasses: per(
      scope.apexClasses.map(baseName),
      (names) => soql`SELECT Id, Name, NamespacePrefix FROM ApexClass WHERE Name IN ${names}`,
    ),
    apexPages: per(
      scope.apexPages.map(baseName),
      (names) => soql`SELECT Id, Name, NamespacePrefix FROM ApexPage WHERE Name IN ${names}`,
    ),
    customPermissions: per(
      scope.customPermissions.map(baseName),
      (names) => soql`SELECT Id, DeveloperName, NamespacePrefix FROM CustomPermission WHERE DeveloperName IN ${names}`,
    ),
    flows: per(
      scope.flows.map(baseName),
      (names) => soql`SELECT DurableId, ApiName, NamespacePrefix FROM FlowDefinitionView WHERE ApiName IN ${names}`,
    ),
    namedCredentials: per(
      scope.namedCredentials.map(baseName),
      (names) => soql`SELECT Id, DeveloperName, NamespacePrefix FROM NamedCredential WHERE DeveloperName IN ${names}`,
    ),
    externalCredentials: per(
      unique(scope.externalCredentials.map(credentialOf)),
      (names) =>
        soql`SELECT ${PRINCIPAL_COLUMNS} FROM ExternalCredentialParameter WHERE ExternalCredential.DeveloperName IN ${names}`,
    ),
    connectedApps: per(
      scope.connectedApps,
      (names) => soql`SELECT Id, Name FROM ConnectedApplication WHERE Name IN ${names}`,
    ),
    recordTypes: per(
      unique(scope.recordTypes.map((name) => name.split('.')[0] ?? '')),
      (names) => soql`SELECT Id, SobjectType, DeveloperName, IsActive FROM RecordType WHERE SobjectType IN ${names}`,
    ),
    groups: per(
      scope.groups.map(baseName),
      (names) =>
        soql`SELECT Id, DeveloperName, NamespacePrefix, Status FROM PermissionSetGroup WHERE DeveloperName IN ${names}`,
    ),
    roles: per(
      scope.roles,
      (names) => soql`SELECT Id, DeveloperName, Name FROM UserRole WHERE DeveloperName IN ${names}`,
    ),
    publicGroups: per(
      scope.publicGroups,
      (names) =>
        soql`SELECT Id, DeveloperName, Name FROM Group WHERE Type = ${'Regular'} AND DeveloperName IN ${names}`,
    ),
    queues: per(
      scope.queues,
      (names) => soql`SELECT Id, DeveloperName, Name FROM Group WHERE Type = ${'Queue'} AND DeveloperName IN ${names}`,
    ),
    memberships: per(
      named.length > 0 ? scope.usernames : [],
      (names) =>
        soql`SELECT Id, GroupId, UserOrGroupId FROM GroupMember WHERE Group.DeveloperName IN ${named} AND UserOrGroupId IN (SELECT Id FROM User WHERE Username IN ${names})`,
    ),
  };
}

function accountQueries(schema: OrgSchema, scope: Scope): Partial<Record<StateQuery, readonly string[]>> {
  const users = unique([...scope.usernames, scope.caller]);
  const profileColumns = permissionColumns(scope.permissions, schema.profilePermissions);
  const setColumns = permissionColumns(scope.permissions, schema.setPermissions).map((name) => `PermissionSet.${name}`);
  const maximum = unique([...scope.permissions, ...CARRIED_PROBES]).filter((name) =>
    schema.licensePermissions.has(name),
  );
  const licenses = list(
    ['Id', 'DeveloperName', 'MasterLabel', 'Status', 'TotalLicenses', 'UsedLicenses'],
    maximum.map((name) => `MaximumPermissions${name}`),
  );
  const profiles = list(['Id', 'Name', 'UserLicenseId', 'UserLicense.Name'], profileColumns);
  const accounts = list(
    ['Id', 'Username', 'Name', 'LastName', 'Email', 'IsActive', 'ProfileId', 'UserRoleId', 'Profile.UserLicense.Name'],
    [...profileColumns.map((name) => `Profile.${name}`), ...featureLicenses(schema)],
  );
  const assignments = list(
    [
      ...[
        'Id',
        'AssigneeId',
        'PermissionSetId',
        'PermissionSetGroupId',
        'ExpirationDate',
        'PermissionSet.Name',
        'PermissionSet.NamespacePrefix',
      ],
      ...[
        'PermissionSet.LicenseId',
        'PermissionSet.IsOwnedByProfile',
        'PermissionSetGroup.DeveloperName',
        'PermissionSetGroup.NamespacePrefix',
      ],
    ],
    setColumns,
  );
  return {
    permissionSetLicenses: per(
      unique([PERMISSION_SET_LICENSE, ...scope.permissionSetLicenses]),
      (names) => soql`SELECT ${licenses} FROM PermissionSetLicense WHERE DeveloperName IN ${names}`,
    ),
    licensePermissions: (scope.otherSets.length + scope.ownSets.size > 0
      ? chunks([...schema.licensePermissions].filter((name) => !maximum.includes(name)))
      : []
    ).flatMap((some) =>
      per(
        unique([PERMISSION_SET_LICENSE, ...scope.permissionSetLicenses]),
        (names) =>
          soql`SELECT ${list(
            ['Id'],
            some.map((name) => `MaximumPermissions${name}`),
          )} FROM PermissionSetLicense WHERE DeveloperName IN ${names}`,
      ),
    ),
    profiles: per(
      [...scope.profileNames, ...(scope.profileNames.length === 0 ? [''] : [])],
      (names) => soql`SELECT ${profiles} FROM Profile WHERE UserLicense.Name = ${USER_LICENSE} OR Name IN ${names}`,
    ),
    users: per(users, (names) => soql`SELECT ${accounts} FROM User WHERE Username IN ${names}`),
    licenseAssignments: per(
      scope.usernames,
      (names) =>
        soql`SELECT Id, AssigneeId, PermissionSetLicenseId, PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign WHERE Assignee.Username IN ${names}`,
    ),
    setAssignments: per(
      users,
      (names) => soql`SELECT ${assignments} FROM PermissionSetAssignment WHERE Assignee.Username IN ${names}`,
    ),
  };
}

function setQueries(schema: OrgSchema, scope: Scope): Partial<Record<StateQuery, readonly string[]>> {
  const own = [...scope.ownSets.keys()];
  const setColumns = permissionColumns(scope.permissions, schema.setPermissions);
  const sets = list(['Id', 'Name', 'Label', 'NamespacePrefix', 'LicenseId', 'IsOwnedByProfile', 'Type'], setColumns);
  const rest = [...schema.setPermissions.keys()].filter((name) => !scope.permissions.includes(name));
  const whole = unique([...own, ...scope.otherSets.map(baseName)]);
  const inGroup = list(
    [
      ...['Id', 'PermissionSetGroupId', 'PermissionSetGroup.DeveloperName', 'PermissionSetGroup.NamespacePrefix'],
      ...['PermissionSetId', 'PermissionSet.Name', 'PermissionSet.NamespacePrefix'],
    ],
    setColumns.map((name) => `PermissionSet.${name}`),
  );
  const rights = list(
    ['Id', 'ParentId', 'SobjectType'],
    [
      'Read',
      'Create',
      'Edit',
      'Delete',
      'ViewAllRecords',
      'ModifyAllRecords',
      ...(schema.hasViewAllFields ? ['ViewAllFields'] : []),
    ].map((right) => `Permissions${right}`),
  );
  const mine = (names: readonly string[]): string =>
    soql`Parent.Name IN ${names} AND Parent.NamespacePrefix = null AND Parent.IsOwnedByProfile = false`;
  return {
    permissionSets: per(
      unique([...own, ...scope.otherSets.map(baseName)]),
      (names) => soql`SELECT ${sets} FROM PermissionSet WHERE Name IN ${names}`,
    ),
    setPermissions: chunks(permissionColumns(rest, schema.setPermissions)).flatMap((names) =>
      per(whole, (those) => soql`SELECT ${list(['Id'], names)} FROM PermissionSet WHERE Name IN ${those}`),
    ),
    groupSets: per(
      scope.groups.map(baseName),
      (names) =>
        soql`SELECT ${inGroup} FROM PermissionSetGroupComponent WHERE PermissionSetGroup.DeveloperName IN ${names}`,
    ),
    setGroups: per(
      own,
      (names) => soql`SELECT ${inGroup} FROM PermissionSetGroupComponent WHERE PermissionSet.Name IN ${names}`,
    ),
    objectPermissions: per(
      own,
      (names) => soql`SELECT ${rights} FROM ObjectPermissions WHERE ` + mine(names),
      () => 10,
    ),
    fieldPermissions: per(
      own,
      (names) => `SELECT Id, ParentId, SobjectType, Field, PermissionsEdit FROM FieldPermissions WHERE ${mine(names)}`,
      (name) => scope.ownSets.get(name) ?? 1,
    ),
    setupAccess: per(
      own,
      (names) => `SELECT Id, ParentId, SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE ${mine(names)}`,
      () => 5,
    ),
    foreignAssignments: per(
      own,
      (names) =>
        soql`SELECT Id, PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${names} AND PermissionSet.IsOwnedByProfile = false`,
    ),
  };
}

/** Where the describe of User was asked for: whose license changes must have none of them on. */
export function featureLicenses({ objects }: OrgSchema): string[] {
  return [...(objects.get('user')?.fields.values() ?? [])]
    .map(({ name }) => name)
    .filter((name) => name.startsWith(FEATURE_LICENSE));
}

/** One query for each bearable list of names; none for an empty one. */
function per(
  names: readonly string[],
  query: (names: readonly string[]) => string,
  rows?: (name: string) => number,
): string[] {
  return chunks(names, rows ? { rows } : {}).map(query);
}

function permissionColumns(wanted: readonly string[], known: ReadonlyMap<string, string>): string[] {
  return unique(wanted.filter((name) => known.has(name))).map((name) => `Permissions${name}`);
}

function list(fixed: readonly string[], more: readonly string[]): SoqlName {
  return columns([...fixed, ...more]);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
