import { resolveCredential } from './credential.ts';
import {
  DEFAULT_PROFILE_NAME,
  DEFAULT_PROFILE_PERMISSIONS,
  OBJECT_RIGHTS,
  type Definition,
  type ObjectAccess,
  type ObjectRight,
  type PermissionSetDefinition,
  type ProfileDefinition,
  type UserDefinition,
} from './definition.ts';
import { defaultAppName, defaultPermissionSetLabel, defaultPermissionSetName, localPart } from './names.ts';
import { error, type Problem } from './problem.ts';
import type { RawDefinition, RawObjectAccess, RawPermissionSet, RawUser } from './raw.ts';
import {
  emailProblems,
  nameProblems,
  permissionSetNameProblems,
  profileNameProblems,
  usernameProblems,
} from './validate.ts';

/**
 * Fills the defaults in and checks everything that can be known without an org.
 * @returns the definition, and every problem found in it; a definition with problems must not be used
 */
export function resolve(raw: RawDefinition): { definition: Definition; problems: readonly Problem[] } {
  const users = raw.users.map((user) => resolveUser(user, raw.profile));
  const credentials = raw.users.flatMap((user) =>
    user.credential ? resolveCredential(user.credential, defaultAppName(user.name)).problems : [],
  );
  return { definition: { users }, problems: [...users.flatMap(userProblems), ...credentials, ...duplicates(users)] };
}

function resolveUser(raw: RawUser, shared: RawDefinition['profile']): UserDefinition {
  return {
    name: raw.name,
    account: 'managed',
    username: raw.username?.toLowerCase(),
    email: raw.email,
    profile: resolveProfile({ ...shared, ...raw.profile }),
    permissionSet: raw.permissionSet === 'none' ? undefined : resolvePermissionSet(raw.name, raw.permissionSet ?? {}),
    permissionSets: unique(raw.permissionSets),
    permissionSetGroups: unique(raw.permissionSetGroups),
    permissionSetLicenses: unique(raw.permissionSetLicenses),
    role: raw.role,
    publicGroups: unique(raw.publicGroups),
    queues: unique(raw.queues),
    credential: raw.credential && resolveCredential(raw.credential, defaultAppName(raw.name)).credential,
  };
}

function resolveProfile(raw: { name?: string; permissions?: readonly string[] }): ProfileDefinition {
  return {
    name: raw.name ?? DEFAULT_PROFILE_NAME,
    permissions: unique(raw.permissions ?? DEFAULT_PROFILE_PERMISSIONS),
    permissionsAreDefault: raw.permissions === undefined,
  };
}

function resolvePermissionSet(name: string, raw: RawPermissionSet): PermissionSetDefinition {
  return {
    name: raw.name ?? defaultPermissionSetName(name),
    label: raw.label ?? defaultPermissionSetLabel(name),
    objects: Object.fromEntries(
      Object.entries(raw.objects ?? {}).map(([object, access]) => [object, resolveObject(access)]),
    ),
    recordTypes: raw.recordTypes && unique(raw.recordTypes),
    apexClasses: unique(raw.apexClasses),
    apexPages: unique(raw.apexPages),
    customPermissions: unique(raw.customPermissions),
    flows: unique(raw.flows),
    namedCredentials: unique(raw.namedCredentials),
    externalCredentials: unique(raw.externalCredentials?.map(principalName)),
    connectedApps: unique(raw.connectedApps),
    userPermissions: unique(raw.userPermissions),
  };
}

function resolveObject(raw: RawObjectAccess): ObjectAccess {
  return {
    access: unique(raw.access).filter((right): right is ObjectRight => OBJECT_RIGHTS.some((known) => known === right)),
    readFields: raw.readFields === 'all' ? 'all' : unique(raw.readFields),
    editFields: raw.editFields === 'all' ? 'all' : unique(raw.editFields),
  };
}

function userProblems(user: UserDefinition): Problem[] {
  const name = nameProblems(user.name);
  const set = user.permissionSet;
  const derived = set?.name === defaultPermissionSetName(user.name);
  return [
    ...name,
    ...(user.username === undefined ? [] : usernameProblems(user.username)),
    ...(user.email === undefined ? [] : emailProblems(user.email)),
    ...(user.profile === undefined ? [] : profileNameProblems(user.profile.name)),
    ...(set === undefined || (name.length > 0 && derived) ? [] : permissionSetNameProblems(set)),
  ];
}

/** Two users of one definition must not share what identifies them: each integration is its own user with its own set. */
function duplicates(users: readonly UserDefinition[]): Problem[] {
  return [
    ...repeated(users.map((user) => user.name)).map((name) => error('duplicateName', name, [name])),
    ...repeated(users.flatMap((user) => user.username ?? [])).map((name) => error('duplicateUsername', name, [name])),
    ...repeated(users.flatMap((user) => (user.username === undefined ? [localPart(user.name)] : []))).map((name) =>
      error('duplicateDefaultUsername', name, [name]),
    ),
    ...repeated(users.flatMap((user) => user.permissionSet?.name ?? [])).map((name) =>
      error('duplicatePermissionSet', name, [name]),
    ),
    ...repeated(users.flatMap((user) => user.credential?.app ?? [])).map((name) => error('duplicateApp', name, [name])),
  ];
}

function repeated(names: readonly string[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  return unique(names.filter((_, index) => lower.indexOf(lower[index] ?? '') !== index));
}

/** Setup shows a principal as `Credential - Principal`, metadata without the blanks (META67): both are understood. */
function principalName(name: string): string {
  return name.replace(/^(\w+) - /, '$1-');
}

/** Without repetitions that differ in case only: Salesforce compares names without case. */
function unique(names: readonly string[] = []): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
