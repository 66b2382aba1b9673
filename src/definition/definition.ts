import type { CredentialDefinition } from './credential.ts';

/** What an integration user should be. Everything here is resolved: defaults filled in, nothing left to guess. */

export const OBJECT_RIGHTS = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;
export type ObjectRight = (typeof OBJECT_RIGHTS)[number];

/** Names of fields of one object, or every field that takes field-level security. */
export type FieldNames = readonly string[] | 'all';

export type ObjectAccess = {
  readonly access: readonly ObjectRight[];
  readonly readFields: FieldNames;
  readonly editFields: FieldNames;
};

export type PermissionSetDefinition = {
  readonly name: string;
  readonly label: string;
  /** Key: API name of the object as it was written. */
  readonly objects: Readonly<Record<string, ObjectAccess>>;
  /** `Object.DeveloperName` */
  /** Undefined: left as they are; the Metadata API is asked only where the definition says something about them. */
  readonly recordTypes: readonly string[] | undefined;
  readonly apexClasses: readonly string[];
  readonly apexPages: readonly string[];
  readonly customPermissions: readonly string[];
  readonly flows: readonly string[];
  readonly namedCredentials: readonly string[];
  /** Principals of external credentials, `Credential-Principal`. */
  readonly externalCredentials: readonly string[];
  readonly connectedApps: readonly string[];
  /** API names without the prefix `Permissions`. */
  readonly userPermissions: readonly string[];
};

export type ProfileDefinition = {
  readonly name: string;
  /** API names without the prefix `Permissions`, beyond what the license switches on by itself. */
  readonly permissions: readonly string[];
  /** A default permission is skipped with a warning where nothing can hold it; a wish is an error. */
  readonly permissionsAreDefault: boolean;
};

/**
 * Where the user account comes from: `managed` is made and kept as described, `existing` must be there and only gets assignments, `moving`
 * must be there and comes over from another license, without what it holds there; `none` is for a profile or a permission set alone.
 */
export type Account = 'managed' | 'existing' | 'moving' | 'none';

export type UserDefinition = {
  /** The integration; becomes the last name of the user. */
  readonly name: string;
  readonly account: Account;
  /** Undefined: made from the name and the org's My Domain, see {@link defaultUsername}. */
  readonly username: string | undefined;
  /** Undefined: the running user's, with a warning. */
  readonly email: string | undefined;
  /** Undefined: no profile is looked at. */
  readonly profile: ProfileDefinition | undefined;
  /** Undefined: the user has no permission set of its own. */
  readonly permissionSet: PermissionSetDefinition | undefined;
  readonly permissionSets: readonly string[];
  readonly permissionSetGroups: readonly string[];
  /** Developer names, beyond SalesforceAPIIntegrationPsl, which is always assigned. */
  readonly permissionSetLicenses: readonly string[];
  readonly role: string | undefined;
  readonly publicGroups: readonly string[];
  readonly queues: readonly string[];
  /** Undefined: how it logs in is nobody's business here. */
  readonly credential: CredentialDefinition | undefined;
};

export type Definition = { readonly users: readonly UserDefinition[] };

export const DEFAULT_PROFILE_NAME = 'Integration API Only';
export const DEFAULT_PROFILE_PERMISSIONS: readonly string[] = ['PasswordNeverExpires'];
