import type { OrgSchema } from '../schema.ts';
import type { Seats } from '../state/state.ts';

/** Whose rights to read: these users on whatever license, or everybody on the license "Salesforce Integration". */
export type InventoryScope = {
  readonly usernames?: readonly string[];
  /** Objects whose fields must be known, API names in any case. */
  readonly objects?: readonly string[];
  /** For what needs neither rights on fields nor the names of classes and the like: those are most of the rows. */
  readonly withoutDetail?: boolean;
};

/** Everything that an org holds about some users and their rights. */
export type Inventory = {
  readonly readAt: Date;
  readonly schema: OrgSchema;
  readonly organization: InventoryOrganization | undefined;
  readonly userLicense: Seats | undefined;
  readonly permissionSetLicense: Seats | undefined;
  /** By username. */
  readonly users: readonly InventoryUser[];
  /** Key: id. Profile-owned sets and muting sets are among them. */
  readonly sets: ReadonlyMap<string, InventorySet>;
  readonly groups: ReadonlyMap<string, InventoryGroup>;
  /** Permission set licenses that the users hold. */
  readonly licenses: ReadonlyMap<string, InventoryLicense>;
  /** False: the caller does not see what is assigned to others, so nothing can be concluded from its absence. */
  readonly assignmentsVisible: boolean;
  /** Objects that the caller may not read, with Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

type InventoryOrganization = {
  readonly id: string;
  readonly name: string;
  readonly isSandbox: boolean;
  /** Known only from the My Domain of a sandbox. */
  readonly sandboxName: string | undefined;
};

export type InventoryUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  /** Undefined: the caller may not read UserLogin. */
  readonly isFrozen: boolean | undefined;
  readonly lastLogin: string | undefined;
  readonly created: string;
  readonly profile: string;
  /** The permission set that the profile owns. */
  readonly profileSetId: string | undefined;
  readonly licenseId: string | undefined;
  /** Name of the user license; undefined: the caller may not read UserLicense. */
  readonly license: string | undefined;
  readonly role: string | undefined;
  /** Assigned directly, neither by the profile nor through a group. */
  readonly sets: readonly { readonly id: string; readonly expires: string | undefined }[];
  readonly groups: readonly { readonly id: string; readonly expires: string | undefined }[];
  /** Ids of permission set licenses; undefined: the caller may not read the assignments. */
  readonly licenseIds: readonly string[] | undefined;
  readonly publicGroups: readonly string[];
  readonly queues: readonly string[];
};

export type InventorySet = {
  readonly id: string;
  readonly kind: 'profile' | 'permissionSet' | 'muting';
  /** Name of the profile, or API name of the set with its namespace. */
  readonly name: string;
  readonly label: string;
  readonly licenseId: string | undefined;
  /** Session-based: gives nothing until somebody activates it in a session. */
  readonly needsActivation: boolean;
  readonly userPermissions: ReadonlySet<string>;
  /** Key: API name of the object. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  /** Key: `Object.Field`; true where it may be edited too. */
  readonly fields: ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;
  readonly entities: readonly SetupEntity[];
};

/** What SetupEntityAccess opens: an Apex class, a custom permission, an application ... */
export type SetupEntity = {
  readonly id: string;
  /** SetupEntityType, e.g. ApexClass. */
  readonly type: string;
  /** The id where the name could not be read. */
  readonly name: string;
};

export type InventoryGroup = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly status: string;
  readonly needsActivation: boolean;
  readonly setIds: readonly string[];
  readonly mutingIds: readonly string[];
};

export type InventoryLicense = {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly isActive: boolean;
  /** User permissions that it can carry, as far as the org says. */
  readonly carries: ReadonlySet<string>;
};
