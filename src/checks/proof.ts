import type { AccessRight, Path } from '../access/access.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Subject } from './check.ts';

/** Everything that `verify` knows of one user. */
export type Proof = Subject & {
  /** Undefined: there is no definition of this user, so nothing can be missing or too much. */
  readonly expected: Expected | undefined;
  /** Undefined: the caller may not read logins. */
  readonly applications: readonly Application[] | undefined;
  /** Logins with a password; undefined: the caller may not read logins. */
  readonly passwordLogins?: readonly PasswordLogin[] | undefined;
  /** How many integration users log in through an application, by its name in lower case; undefined: nobody knows. */
  readonly usersOfApplications?: ReadonlyMap<string, number> | undefined;
  readonly certificates: AppCertificates;
  readonly said: OrgSays;
  readonly profileSettings: ProfileSettings;
  /** Undefined: a permission keeps the password from expiring, so that no policy matters. */
  readonly passwordPolicy: PasswordPolicy | undefined;
  /** Undefined: the definition says nothing of record types. */
  readonly recordTypes: ShownRecordTypes | undefined;
  /** Undefined: nobody gave a session of the user. */
  readonly own: OwnSession | undefined;
};

/** How a user is used, for checks that ask for nothing else. */
export type Use = Pick<Proof, 'applications' | 'passwordLogins' | 'usersOfApplications'> & {
  readonly user: { readonly username: string };
};

/** What a user should be able to do, by its definition and what that implies. */
export type Expected = {
  readonly user: UserDefinition;
  /** By API name; the value of a right is what brings it, where it was not asked for in so many words. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<AccessRight, string | undefined>>;
  /** Key: `Object.Field`. */
  readonly fields: ReadonlyMap<string, 'read' | 'edit'>;
  readonly userPermissions: readonly string[];
  /** Those, what belongs to every integration user, and what Salesforce switches on with them. */
  readonly allowedPermissions: ReadonlySet<string>;
  readonly entities: readonly { readonly type: string; readonly name: string }[];
  /** Names of profiles that are as good as the one of the definition. */
  readonly profiles: readonly string[];
  /** Names in the definition that the org does not have, in words. */
  readonly unknown: readonly { readonly name: string; readonly text: string }[];
};

export type Application = { readonly name: string; readonly lastUsed: string | undefined };

export type PasswordLogin = {
  /** As LoginHistory calls it. */
  readonly way: string;
  /** Empty where there is none. */
  readonly application: string;
  readonly lastUsed: string;
};

/** Certificates by which apps of a user check signatures, those that have ended or end soon; `reason` where not all were read. */
export type AppCertificates = {
  readonly apps: readonly { readonly app: string; readonly ends: Date }[];
  readonly reason: string | undefined;
};

export type SaidRights = {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
};

/** What the org itself says of the access of a user; `reason` where it does not, or not of all. */
export type OrgSays = {
  readonly objects: ReadonlyMap<string, SaidRights>;
  readonly fields: ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;
  readonly reason: string | undefined;
};

/** What only the Metadata API tells of a profile; `reason` where it could not be read. */
export type ProfileSettings = {
  /** `from - to` */
  readonly ipRanges: readonly string[];
  readonly reason: string | undefined;
};

/** The password policy that a user obeys, in words. */
export type PasswordPolicy = {
  /** Whose it is. */
  readonly of: string;
  /** Where in Setup it stands. */
  readonly where: string;
  /** Its values, or why it was not read. */
  readonly says: string;
  /** Until a password expires; 0: never. Undefined: not known. */
  readonly days: number | undefined;
};

/** Record types, `Object.DeveloperName`, by the user's own set and by all sets of its definition; `reason` where they could not be read. */
export type ShownRecordTypes = {
  readonly own: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly reason: string | undefined;
};

/** What the user's own session showed. */
export type OwnSession = {
  /** Who it is. */
  readonly username: string;
  readonly sameOrg: boolean;
  /** The org's words, where it let the session do nothing. */
  readonly refused: string | undefined;
  /** By API name, lower case: the objects of the definition that it sees. */
  readonly seen: ReadonlyMap<string, SeenObject>;
  /** API names of all objects that it can query. */
  readonly queryable: readonly string[];
  /** A record that was created and taken back in one request. */
  readonly write: OwnAttempt;
  /** A query of an object that it should not see. */
  readonly query: OwnAttempt;
};

/** `worked` and `refused` are about the object; `skipped` tells why nothing was tried. */
export type OwnAttempt =
  | { readonly outcome: 'worked' | 'refused'; readonly object: string; readonly reason: string }
  | { readonly outcome: 'skipped'; readonly object: string | undefined; readonly reason: string };

export type SeenObject = {
  readonly name: string;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  /** Key: API name, lower case; true where it may be written. */
  readonly fields: ReadonlyMap<string, boolean>;
};

/** Whether a right comes by a set or group that the definition lists beside the user's own set. */
export function isListed({ user }: Expected, { kind, name }: Path): boolean {
  const listed = kind === 'permissionSetGroup' ? user.permissionSetGroups : user.permissionSets;
  return kind !== 'profile' && listed.some((one) => one.toLowerCase() === name.toLowerCase());
}

/** The ways by which something reaches a user beyond its definition; none when a listed set gives it anyway. */
export function beyond(expected: Expected, paths: readonly Path[]): readonly Path[] {
  const own = paths.filter(({ by }) => by === undefined);
  return own.some((path) => isListed(expected, path)) ? [] : own;
}

/** Of a list that may be long: enough to know what it is about. */
export function some(names: readonly string[], most = 10): string {
  return [...names.slice(0, most), ...(names.length > most ? ['...'] : [])].join(', ');
}
