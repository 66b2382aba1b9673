import type { RawCredential } from './credential.ts';
import type { FieldNames } from './definition.ts';

/** A definition as it was written, in a file or as flags: only the names are required, defaults are not filled in. */
export type RawProfile = { readonly name?: string; readonly permissions?: readonly string[] };

export type RawObjectAccess = {
  readonly access?: readonly string[];
  readonly readFields?: FieldNames;
  readonly editFields?: FieldNames;
};

export type RawPermissionSet = {
  readonly name?: string;
  readonly label?: string;
  readonly objects?: Readonly<Record<string, RawObjectAccess>>;
  readonly recordTypes?: readonly string[];
  readonly apexClasses?: readonly string[];
  readonly apexPages?: readonly string[];
  readonly customPermissions?: readonly string[];
  readonly flows?: readonly string[];
  readonly namedCredentials?: readonly string[];
  readonly externalCredentials?: readonly string[];
  readonly connectedApps?: readonly string[];
  readonly userPermissions?: readonly string[];
};

export type RawUser = {
  readonly name: string;
  readonly username?: string;
  readonly email?: string;
  readonly profile?: RawProfile;
  /** `none`: the user has no permission set of its own, only those it shares with others. */
  readonly permissionSet?: RawPermissionSet | 'none';
  readonly permissionSets?: readonly string[];
  readonly permissionSetGroups?: readonly string[];
  readonly permissionSetLicenses?: readonly string[];
  readonly role?: string;
  readonly publicGroups?: readonly string[];
  readonly queues?: readonly string[];
  readonly credential?: RawCredential;
};

export type RawDefinition = { readonly profile?: RawProfile; readonly users: readonly RawUser[] };
