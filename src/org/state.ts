import { qualified, RIGHT_COLUMNS } from './names.ts';
import { stateQueries, type StateQuery } from './stateQueries.ts';
import { flag, number, queryAll, required, text, type Row, type Rows } from './query.ts';
import type { OrgSchema } from './schema.ts';
import type { Org } from './transport.ts';

/** Which rows of the org a run is about. Names as a person writes them. */
export type Scope = {
  /** Username of the running user. */
  readonly caller: string;
  readonly usernames: readonly string[];
  readonly profileNames: readonly string[];
  /** Permission sets that the definition describes (no namespace) and those it only assigns (`ns__Name` or `Name`). */
  readonly ownSets: readonly string[];
  readonly otherSets: readonly string[];
  readonly groups: readonly string[];
  readonly permissionSetLicenses: readonly string[];
  readonly apexClasses: readonly string[];
  readonly customPermissions: readonly string[];
  /** `Object.DeveloperName` */
  readonly recordTypes: readonly string[];
  readonly roles: readonly string[];
  readonly publicGroups: readonly string[];
  readonly queues: readonly string[];
  /** User permissions whose state matters; those the org has no column for are left out of the queries. */
  readonly permissions: readonly string[];
};

/** What the org holds of the scope. */
export type OrgState = {
  readonly organization: Organization;
  readonly caller: Caller | undefined;
  readonly userLicense: Seats | undefined;
  readonly permissionSetLicenses: readonly PermissionSetLicense[];
  /** Every profile on the license, and those of the wanted names on any license. */
  readonly profiles: readonly Profile[];
  readonly users: readonly User[];
  readonly permissionSets: readonly PermissionSet[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly namespace: string | undefined;
    readonly status: string;
  }[];
  readonly objectPermissions: readonly ObjectPermissions[];
  readonly fieldPermissions: readonly FieldPermissions[];
  readonly setupAccess: readonly { readonly id: string; readonly parentId: string; readonly entityId: string }[];
  readonly licenseAssignments: readonly { readonly userId: string; readonly licenseId: string }[];
  readonly setAssignments: readonly SetAssignment[];
  /** Assignments of the own sets to users outside the scope. */
  readonly foreignAssignments: readonly { readonly permissionSetId: string; readonly username: string }[];
  readonly apexClasses: readonly Named[];
  readonly customPermissions: readonly Named[];
  readonly recordTypes: readonly {
    readonly id: string;
    readonly object: string;
    readonly name: string;
    readonly active: boolean;
  }[];
  readonly roles: readonly Named[];
  readonly publicGroups: readonly Named[];
  readonly queues: readonly Named[];
  readonly memberships: readonly { readonly groupId: string; readonly userId: string }[];
  /** Setup objects that the caller may not read, with Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

export type Named = { readonly id: string; readonly name: string; readonly namespace: string | undefined };
export type Organization = {
  readonly id: string;
  readonly name: string;
  readonly isSandbox: boolean;
  readonly edition: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
};
export type Caller = {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly permissions: ReadonlySet<string>;
};
export type Seats = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly total: number;
  readonly used: number;
};
export type PermissionSetLicense = Seats & { readonly developerName: string; readonly carries: ReadonlySet<string> };
export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly licenseId: string;
  readonly license: string;
  readonly permissions: ReadonlySet<string>;
};
export type User = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly profileId: string;
  readonly license: string;
  readonly roleId: string | undefined;
};
export type PermissionSet = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly namespace: string | undefined;
  readonly licenseId: string | undefined;
  readonly isOwnedByProfile: boolean;
  readonly type: string | undefined;
  readonly permissions: ReadonlySet<string>;
};
export type ObjectPermissions = {
  readonly id: string;
  readonly parentId: string;
  readonly object: string;
  readonly rights: ReadonlySet<string>;
};
export type FieldPermissions = {
  readonly id: string;
  readonly parentId: string;
  readonly field: string;
  readonly edit: boolean;
};
export type SetAssignment = {
  readonly userId: string;
  readonly permissionSetId: string;
  readonly setName: string;
  readonly groupId: string | undefined;
  readonly ownedByProfile: boolean;
  readonly permissions: ReadonlySet<string>;
};

/**
 * Reads everything of the scope in one request (more only where rows fill more than a page).
 * @throws OrgRefusal, OrgSilence
 */
export async function readState(org: Org, schema: OrgSchema, scope: Scope): Promise<OrgState> {
  const rows = await queryAll(org, stateQueries(schema, scope));
  const permissions = (row: Row, prefix = ''): Set<string> =>
    new Set(scope.permissions.filter((name) => flag(row, `${prefix}Permissions${name}`)));
  const of = <T>(name: StateQuery, make: (row: Row) => T): T[] => (rows[name]?.rows ?? []).map(make);
  const users = of('users', (row) => ({
    id: required(row, 'Id'),
    username: required(row, 'Username').toLowerCase(),
    name: required(row, 'Name'),
    email: required(row, 'Email'),
    isActive: flag(row, 'IsActive'),
    profileId: required(row, 'ProfileId'),
    license: required(row, 'Profile.UserLicense.Name'),
    roleId: text(row, 'UserRoleId'),
    profilePermissions: permissions(row, 'Profile.'),
  }));
  const assignments = of('setAssignments', (row) => ({
    userId: required(row, 'AssigneeId'),
    permissionSetId: required(row, 'PermissionSetId'),
    setName: qualified(text(row, 'PermissionSet.NamespacePrefix'), required(row, 'PermissionSet.Name')),
    groupId: text(row, 'PermissionSetGroupId'),
    ownedByProfile: flag(row, 'PermissionSet.IsOwnedByProfile'),
    permissions: permissions(row, 'PermissionSet.'),
  }));
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
      carries: new Set([...schema.licensePermissions].filter((name) => flag(row, `MaximumPermissions${name}`))),
    })),
    profiles: of('profiles', (row) => ({
      id: required(row, 'Id'),
      name: required(row, 'Name'),
      licenseId: required(row, 'UserLicenseId'),
      license: required(row, 'UserLicense.Name'),
      permissions: permissions(row),
    })),
    users: users.filter(({ username }) => scope.usernames.some((wanted) => wanted.toLowerCase() === username)),
    permissionSets: of('permissionSets', (row) => ({
      id: required(row, 'Id'),
      name: required(row, 'Name'),
      label: required(row, 'Label'),
      namespace: text(row, 'NamespacePrefix'),
      licenseId: text(row, 'LicenseId'),
      isOwnedByProfile: flag(row, 'IsOwnedByProfile'),
      type: text(row, 'Type'),
      permissions: permissions(row),
    })),
    groups: of('groups', (row) => ({ ...developerNamed(row), status: required(row, 'Status') })),
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
      entityId: required(row, 'SetupEntityId'),
    })),
    licenseAssignments: of('licenseAssignments', (row) => ({
      userId: required(row, 'AssigneeId'),
      licenseId: required(row, 'PermissionSetLicenseId'),
    })),
    setAssignments: assignments.filter(({ userId }) => users.some((user) => user.id === userId)),
    foreignAssignments: of('foreignAssignments', (row) => ({
      permissionSetId: required(row, 'PermissionSetId'),
      username: required(row, 'Assignee.Username'),
    })),
    apexClasses: of('apexClasses', named),
    customPermissions: of('customPermissions', developerNamed),
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
    refused: refusals(rows),
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

function refusals(rows: Readonly<Partial<Record<string, Rows>>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(rows).flatMap(([name, answer]) =>
      answer?.refused ? [[name, answer.refused.message] as const] : [],
    ),
  );
}
