/** Which rows of the org a run is about. Names as a person writes them. */
export type Scope = {
  /** Username of the running user. */
  readonly caller: string;
  readonly usernames: readonly string[];
  readonly profileNames: readonly string[];
  /** Permission sets that the definition describes (no namespace), with about how many field permissions each holds. */
  readonly ownSets: ReadonlyMap<string, number>;
  /** Permission sets that it only assigns, `ns__Name` or `Name`. */
  readonly otherSets: readonly string[];
  readonly groups: readonly string[];
  readonly permissionSetLicenses: readonly string[];
  readonly apexClasses: readonly string[];
  readonly apexPages: readonly string[];
  readonly customPermissions: readonly string[];
  readonly flows: readonly string[];
  readonly namedCredentials: readonly string[];
  /** Principals of external credentials, `Credential-Principal`. */
  readonly externalCredentials: readonly string[];
  readonly connectedApps: readonly string[];
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
  /** Permission sets inside the groups of the scope, and the groups that the own sets are part of. */
  readonly groupSets: readonly GroupSet[];
  readonly setGroups: readonly GroupSet[];
  readonly objectPermissions: readonly ObjectPermissions[];
  readonly fieldPermissions: readonly FieldPermissions[];
  readonly setupAccess: readonly SetupAccess[];
  readonly licenseAssignments: readonly LicenseAssignment[];
  readonly setAssignments: readonly SetAssignment[];
  /** Assignments of the own sets to users outside the scope. */
  readonly foreignAssignments: readonly { readonly permissionSetId: string; readonly username: string }[];
  readonly apexClasses: readonly Named[];
  readonly apexPages: readonly Named[];
  readonly customPermissions: readonly Named[];
  readonly flows: readonly Named[];
  readonly namedCredentials: readonly Named[];
  readonly externalCredentials: readonly Named[];
  readonly connectedApps: readonly Named[];
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
  /** The same for what only makes the checks sharper. */
  readonly unchecked: ReadonlyMap<string, string>;
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
  readonly lastName: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly profileId: string;
  readonly license: string;
  readonly roleId: string | undefined;
  /** Columns of the feature licenses that are on (`UserPermissionsMarketingUser`); known only of users who come over from another license. */
  readonly featureLicenses: readonly string[];
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
export type GroupSet = {
  readonly groupId: string;
  readonly groupName: string;
  readonly setId: string;
  readonly setName: string;
  readonly permissions: ReadonlySet<string>;
};
export type SetupAccess = {
  readonly id: string;
  readonly parentId: string;
  readonly entityId: string;
  readonly entityType: string;
  /** Where the org was asked for it. */
  readonly entityName?: string | undefined;
};
export type LicenseAssignment = {
  readonly id: string;
  readonly userId: string;
  readonly licenseId: string;
  /** Developer name. */
  readonly license: string;
};
export type SetAssignment = {
  readonly id: string;
  readonly userId: string;
  readonly permissionSetId: string;
  readonly setName: string;
  readonly groupId: string | undefined;
  /** `ns__Name`, when the set came with a group. */
  readonly groupName: string | undefined;
  readonly licenseId: string | undefined;
  readonly ownedByProfile: boolean;
  /** Undefined: the assignment has no end. */
  readonly expires: string | undefined;
  readonly permissions: ReadonlySet<string>;
};
