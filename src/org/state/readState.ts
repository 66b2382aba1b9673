import { FEATURE_LICENSE, longId, qualified, RIGHT_COLUMNS } from '../names.ts';
import { isPrincipal, principal } from './principals.ts';
import { flag, number, queryAll, required, text, type Row, type Rows } from '../wire/query.ts';
import type { OrgSchema } from '../schema.ts';
import type { GroupSet, Named, OrgState, Organization, Scope, Seats } from './state.ts';
import { SHARPENING, stateQueries, type StateQuery } from './stateQueries.ts';
import type { Org } from '../wire/transport.ts';

/**
 * Reads everything of the scope in one request (more only where rows fill more than a page).
 * @throws OrgRefusal, OrgSilence
 */
export async function readState(org: Org, schema: OrgSchema, scope: Scope): Promise<OrgState> {
  const rows = await queryAll(org, stateQueries(schema, scope));
  const wanted = new Set(scope.usernames.map((username) => username.toLowerCase()));
  const rest = permissionsById(rows.setPermissions?.rows ?? [], /^Permissions(\w+)$/);
  const carried = permissionsById(rows.licensePermissions?.rows ?? [], /^MaximumPermissions(\w+)$/);
  const permissions = (row: Row, prefix = ''): Set<string> =>
    new Set(scope.permissions.filter((name) => flag(row, `${prefix}Permissions${name}`)));
  const of = <T>(name: StateQuery, make: (row: Row) => T): T[] => (rows[name]?.rows ?? []).map(make);
  const isWanted = (username: string): boolean => wanted.has(username.toLowerCase());
  const users = of('users', (row) => ({
    id: required(row, 'Id'),
    username: required(row, 'Username').toLowerCase(),
    name: required(row, 'Name'),
    lastName: required(row, 'LastName'),
    email: required(row, 'Email'),
    isActive: flag(row, 'IsActive'),
    profileId: required(row, 'ProfileId'),
    license: required(row, 'Profile.UserLicense.Name'),
    roleId: text(row, 'UserRoleId'),
    featureLicenses: Object.keys(row).filter((column) => column.startsWith(FEATURE_LICENSE) && flag(row, column)),
    profilePermissions: permissions(row, 'Profile.'),
  }));
  const assignments = of('setAssignments', (row) => ({
    userId: required(row, 'AssigneeId'),
    id: required(row, 'Id'),
    permissionSetId: required(row, 'PermissionSetId'),
    setName: qualified(text(row, 'PermissionSet.NamespacePrefix'), required(row, 'PermissionSet.Name')),
    groupId: text(row, 'PermissionSetGroupId'),
    groupName: groupName(row),
    licenseId: text(row, 'PermissionSet.LicenseId'),
    ownedByProfile: flag(row, 'PermissionSet.IsOwnedByProfile'),
    expires: text(row, 'ExpirationDate'),
    permissions: permissions(row, 'PermissionSet.'),
  }));
  const groupSet = (row: Row): GroupSet => ({
    groupId: required(row, 'PermissionSetGroupId'),
    groupName: groupName(row) ?? '',
    setId: required(row, 'PermissionSetId'),
    setName: qualified(text(row, 'PermissionSet.NamespacePrefix'), required(row, 'PermissionSet.Name')),
    permissions: permissions(row, 'PermissionSet.'),
  });
  const userIds = new Set(users.map(({ id }) => id));
  const caller = users.find(({ username }) => username === scope.caller.toLowerCase());
  const named = (row: Row): Named => ({
    id: required(row, 'Id'),
    name: required(row, 'Name'),
    namespace: text(row, 'NamespacePrefix'),
  });
  const developerNamed = (row: Row): Named => ({
    id: required(row, 'Id'),
    name: required(row, 'DeveloperName'),
    namespace: text(row, 'NamespacePrefix'),
  });
  return {
    organization: organization(rows.organization?.rows[0] ?? {}),
    caller: caller && {
      ...caller,
      permissions: new Set([
        ...caller.profilePermissions,
        ...assignments.filter(({ userId }) => userId === caller.id).flatMap((row) => [...row.permissions]),
      ]),
    },
    userLicense: of('userLicense', seats)[0],
    permissionSetLicenses: of('permissionSetLicenses', (row) => ({
      ...seats(row),
      name: required(row, 'MasterLabel'),
      developerName: required(row, 'DeveloperName'),
      carries: new Set([
        ...[...schema.licensePermissions].filter((name) => flag(row, `MaximumPermissions${name}`)),
        ...(carried.get(required(row, 'Id')) ?? []),
      ]),
    })),
    profiles: distinct(
      of('profiles', (row) => ({
        id: required(row, 'Id'),
        name: required(row, 'Name'),
        licenseId: required(row, 'UserLicenseId'),
        license: required(row, 'UserLicense.Name'),
        permissions: permissions(row),
      })),
    ),
    users: users.filter(({ username }) => isWanted(username)),
    permissionSets: of('permissionSets', (row) => ({
      id: required(row, 'Id'),
      name: required(row, 'Name'),
      label: required(row, 'Label'),
      namespace: text(row, 'NamespacePrefix'),
      licenseId: text(row, 'LicenseId'),
      isOwnedByProfile: flag(row, 'IsOwnedByProfile'),
      type: text(row, 'Type'),
      permissions: new Set([...permissions(row), ...(rest.get(required(row, 'Id')) ?? [])]),
    })),
    groups: of('groups', (row) => ({ ...developerNamed(row), status: required(row, 'Status') })),
    groupSets: of('groupSets', groupSet),
    setGroups: of('setGroups', groupSet),
    objectPermissions: of('objectPermissions', (row) => ({
      id: required(row, 'Id'),
      parentId: required(row, 'ParentId'),
      object: required(row, 'SobjectType'),
      rights: new Set(Object.keys(RIGHT_COLUMNS).filter((right) => flag(row, RIGHT_COLUMNS[right] ?? ''))),
    })),
    fieldPermissions: of('fieldPermissions', (row) => ({
      id: required(row, 'Id'),
      parentId: required(row, 'ParentId'),
      field: required(row, 'Field'),
      edit: flag(row, 'PermissionsEdit'),
    })),
    setupAccess: of('setupAccess', (row) => ({
      id: required(row, 'Id'),
      parentId: required(row, 'ParentId'),
      entityId: longId(required(row, 'SetupEntityId')),
      entityType: required(row, 'SetupEntityType'),
    })),
    licenseAssignments: of('licenseAssignments', (row) => ({
      id: required(row, 'Id'),
      userId: required(row, 'AssigneeId'),
      licenseId: required(row, 'PermissionSetLicenseId'),
      license: required(row, 'PermissionSetLicense.DeveloperName'),
    })),
    setAssignments: assignments.filter(({ userId }) => userIds.has(userId)),
    foreignAssignments: of('foreignAssignments', (row) => ({
      permissionSetId: required(row, 'PermissionSetId'),
      username: required(row, 'Assignee.Username'),
    })).filter(({ username }) => !isWanted(username)),
    apexClasses: of('apexClasses', named),
    apexPages: of('apexPages', named),
    customPermissions: of('customPermissions', developerNamed),
    flows: of('flows', (row) => ({
      id: longId(required(row, 'DurableId')),
      name: required(row, 'ApiName'),
      namespace: text(row, 'NamespacePrefix'),
    })),
    namedCredentials: of('namedCredentials', developerNamed),
    externalCredentials: of('externalCredentials', (row) => row)
      .filter(isPrincipal)
      .map(principal),
    connectedApps: of('connectedApps', named),
    recordTypes: of('recordTypes', (row) => ({
      id: required(row, 'Id'),
      object: required(row, 'SobjectType'),
      name: required(row, 'DeveloperName'),
      active: flag(row, 'IsActive'),
    })),
    roles: of('roles', developerNamed),
    publicGroups: of('publicGroups', developerNamed),
    queues: of('queues', developerNamed),
    memberships: of('memberships', (row) => ({
      groupId: required(row, 'GroupId'),
      userId: required(row, 'UserOrGroupId'),
    })),
    refused: refusals(rows, (name) => !SHARPENING.includes(name)),
    unchecked: refusals(rows, (name) => SHARPENING.includes(name)),
  };
}

function organization(row: Row): Organization {
  return {
    id: required(row, 'Id'),
    name: required(row, 'Name'),
    isSandbox: flag(row, 'IsSandbox'),
    edition: required(row, 'OrganizationType'),
    timeZone: required(row, 'TimeZoneSidKey'),
    locale: required(row, 'DefaultLocaleSidKey'),
    language: required(row, 'LanguageLocaleKey'),
  };
}

function seats(row: Row): Seats {
  return {
    id: required(row, 'Id'),
    name: required(row, 'Name'),
    status: required(row, 'Status'),
    total: number(row, 'TotalLicenses'),
    used: number(row, 'UsedLicenses'),
  };
}

function refusals(
  rows: Readonly<Partial<Record<StateQuery, Rows>>>,
  counts: (name: StateQuery) => boolean,
): ReadonlyMap<string, string> {
  return new Map(
    (Object.keys(rows) as StateQuery[]).flatMap((name) => {
      const refused = rows[name]?.refused;
      return refused && counts(name) ? [[name, refused.message] as const] : [];
    }),
  );
}

/** Rows that came with several queries, once. */
function distinct<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function groupName(row: Row): string | undefined {
  const name = text(row, 'PermissionSetGroup.DeveloperName');
  return name === undefined ? undefined : qualified(text(row, 'PermissionSetGroup.NamespacePrefix'), name);
}

/** User permissions that are on, by the id of the record; the columns come spread over several queries. */
function permissionsById(rows: readonly Row[], columns: RegExp): ReadonlyMap<string, readonly string[]> {
  const byId = new Map<string, string[]>();
  for (const row of rows) {
    const id = required(row, 'Id');
    const on = Object.keys(row).flatMap((column) => (row[column] === true ? (columns.exec(column)?.[1] ?? []) : []));
    byId.set(id, [...(byId.get(id) ?? []), ...on]);
  }
  return byId;
}
