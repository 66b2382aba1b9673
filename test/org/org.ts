/**
 * The simulated org's shared vocabulary: what every room of `test/org` hands to the others.
 * Rules about Salesforce live in the rooms, each with its source; this file only holds shapes.
 */
import type { DatabaseSync } from 'node:sqlite';

/** A value as SQLite stores it: booleans are 0 or 1, dates and times ISO text in UTC, references 18-character ids. */
export type Value = string | number | null;
export type Row = Record<string, Value>;

export type FieldType =
  | 'id'
  | 'string'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'reference'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'address'
  | 'location'
  | 'encryptedstring'
  | 'base64'
  | 'anyType'
  | 'complexvalue';

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
  readonly permissionable: boolean;
  readonly custom: boolean;
  readonly unique: boolean;
  readonly idLookup: boolean;
  readonly externalId: boolean;
  readonly nameField: boolean;
  readonly calculated: boolean;
  readonly autoNumber: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly { readonly value: string; readonly label: string }[];
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** Name of the compound field (BillingAddress, Name) that this one is a part of. */
  readonly compoundFieldName: string | null;
  /** True on the field of a detail object that points at its master. */
  readonly masterDetail: boolean;
  /** Value a new record gets when none is given (booleans 0/1). */
  readonly defaultValue: Value;
  /** When set, the column is not stored: an SQL expression in which {t} stands for the alias of the object's table. */
  readonly sql?: string;
};

export type ChildRelationship = {
  readonly childSObject: string;
  readonly field: string;
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
};

export type SObject = {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  /** Setup objects may not share a transaction with others (MIXED_DML_OPERATION), nor a collections call. */
  readonly setup: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  /** True when the object is reached through /tooling only. */
  readonly toolingOnly: boolean;
  /** True when the object is in the SobjectType picklist of ObjectPermissions. */
  readonly objectPermissionable: boolean;
  readonly fields: readonly Field[];
  readonly childRelationships: readonly ChildRelationship[];
};

/** Look-ups ignore case, as Salesforce does. */
export type Schema = {
  readonly objects: ReadonlyMap<string, SObject>; // key: lower-case name
  object(name: string): SObject | undefined;
  field(object: SObject, name: string): Field | undefined;
  /** The object whose records have ids with this 3-character prefix. */
  byPrefix(prefix: string): SObject | undefined;
};

/** The database. Knows nothing of rules: what it is told, it writes. */
export type Store = {
  readonly db: DatabaseSync;
  /** Runs fn in a savepoint (nestable); an exception rolls it back and goes on. */
  transaction<T>(fn: () => T): T;
  /** Marks how everything is; what it gives back goes back to it. */
  savepoint(name: string): () => void;
  /** Writes a row, filling Id (when absent), audit fields and defaults; gives back its id. */
  insert(object: string, row: Row, by?: string): string;
  update(object: string, id: string, changes: Row, by?: string): void;
  delete(object: string, id: string): void;
  get(object: string, id: string): Row | undefined;
  /** Rows whose columns equal the given values (null matches NULL). Computed columns are included in rows. */
  find(object: string, equal?: Row): Row[];
  /** What `compute` answers, computed again only when a row of these objects has changed. The key names the question. */
  remember<T>(key: string, objects: readonly string[], compute: () => T): T;
  /** A new 18-character id with this object's prefix. */
  newId(object: string): string;
  /** Every stored row of every object, sorted, without audit times: to compare an org before and after. */
  dump(): Record<string, Row[]>;
};

/** One error as Salesforce words it. `httpStatus` is what a single REST call answers with. */
export class OrgError extends Error {
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;
  readonly httpStatus: number;
  constructor(errorCode: string, message: string, options: { fields?: readonly string[]; httpStatus?: number } = {}) {
    super(message);
    this.errorCode = errorCode;
    this.fields = options.fields;
    this.httpStatus = options.httpStatus ?? 400;
  }
}

/** Raised for a request that the facts do not cover: the answer names the gap, HTTP 501, never a made-up success. */
export class NotSimulated extends OrgError {
  constructor(what: string) {
    super('SIMULATOR_GAP', `The simulated org does not know: ${what}`, { httpStatus: 501 });
  }
}

/** One switch for each UNKNOWN of the platform facts; the first value listed is the default. */
export type Switches = {
  /** Code when no permission set license seat is left. */
  pslSeatsExhaustedCode: 'LICENSE_LIMIT_EXCEEDED' | 'INSUFFICIENT_ACCESS' | 'INSUFFICIENT_ACCESS_OR_READONLY';
  /** Code for an assignment to an inactive user. */
  inactiveAssigneeCode: 'FIELD_INTEGRITY_EXCEPTION' | 'INACTIVE_OWNER_OR_USER';
  /** Code for a second permission set of the same name. */
  duplicatePermissionSetNameCode: 'DUPLICATE_VALUE' | 'DUPLICATE_DEVELOPER_NAME';
  /** Code for a second profile of the same name. FIELD_INTEGRITY_EXCEPTION is recorded over SOAP. */
  duplicateProfileNameCode: 'FIELD_INTEGRITY_EXCEPTION' | 'DUPLICATE_VALUE' | 'DUPLICATE_DEVELOPER_NAME';
  /** Is User + PermissionSetLicenseAssign + PermissionSetAssignment in one composite accepted? 'licenseNotSeen': the assignment fails as if the license were missing; 'refused': the whole request answers 403. */
  atomicComposite: 'accepted' | 'licenseNotSeen' | 'mixedDml' | 'refused';
  /** Does the profile take PasswordNeverExpires on the bare license? */
  passwordNeverExpiresOnProfile: 'refused' | 'accepted';
  /** Code of a collections call with several types of which one is a setup object. */
  mixedCollectionsCode: 'INVALID_TYPE' | 'FIELD_INTEGRITY_EXCEPTION' | 'MIXED_DML_OPERATION';
  /** Which rows of a collection that is all or none say why they cannot be written? */
  refusedRows: 'each' | 'first';
  /** Does a permission set bound to a permission set license assign that license? */
  autoAssignPermissionSetLicense: boolean; // default true
  /** Must Read on Contact, Opportunity, Lead, Case come with Read on Account? */
  accountReadRequired: boolean; // default false
  /** May Profile records be created by DML at all? */
  profileDml: 'accepted' | 'refused';
  /** Answer to DELETE on a User. */
  userDelete: 'METHOD_NOT_ALLOWED' | 'INSUFFICIENT_ACCESS_OR_READONLY';
  /** Code when a profile that users hold is deleted. */
  profileInUseCode: 'DELETE_FAILED' | 'DEPENDENCY_EXISTS' | 'INSUFFICIENT_ACCESS_OR_READONLY';
  /** What becomes of feature licenses (UserPermissions...) when a user goes to a license that has none of them. */
  featureFlagsOnLicenseChange: 'refused' | 'removed';
  /** How the password policy of a profile writes the name of its profile. */
  passwordPolicyProfile: 'lowerCase' | 'asNamed';
  /** Code when something in the org names the user to deactivate (facts 4.3). */
  deactivationRefusedCode: 'FIELD_INTEGRITY_EXCEPTION' | 'INSUFFICIENT_ACCESS_OR_READONLY';
  /** Do the OauthToken rows of a user outlive its deactivation? */
  tokensOfInactiveUser: 'kept' | 'gone';
  /** Token requests that a new External Client App answers as unknown, until it has spread (facts 6.3: minutes). */
  appSpreads: number; // default 0
  /** JWT bearer with a certificate outside of its dates (facts 6.3). */
  expiredCertificate: 'refused' | 'accepted';
  /** How a read of consumer credentials is refused that the org or the caller's permissions do not allow (facts 6.1). */
  secretRefused: 'INSUFFICIENT_ACCESS' | 'NOT_FOUND' | 'FUNCTIONALITY_NOT_ENABLED';
  /** Is a consumer secret in the answer to somebody who may read it? 'missing' and 'null': it is not (facts 6.1). */
  secretAnswer: 'told' | 'missing' | 'null';
  /** What stands between the objects of one request in an event log (facts 5.3). */
  entityNameSeparator: ';' | ',' | '|';
  /** Days that LoginHistory goes back. */
  loginHistoryDays: number; // default 180
  /** Does HAVING take a grouped field that WHERE does not filter (facts 5.1)? */
  havingUnfilterable: 'refused' | 'accepted';
  /** Does Bulk API 2.0 query LoginHistory? 'fails': the job is taken and ends as failed (facts 7.8). */
  bulkLoginHistory: 'accepted' | 'refused' | 'fails';
  /** How many checks of a Bulk API 2.0 query job answer InProgress before it is complete. */
  bulkChecks: number; // default 1
};

export type Features = {
  readonly edition: string; // Organization.OrganizationType, e.g. "Enterprise Edition"
  readonly sandbox: boolean;
  readonly chatter: boolean;
  /** Has it objects of an industry cloud, which the integration license does not reach (facts 8)? */
  readonly industry?: boolean;
  /** Has it person accounts, whose fields follow those of Contact in field-level security (facts 3.3)? */
  readonly personAccounts?: boolean;
  /** Host name of the My Domain, e.g. "acme" or "acme--uat"; null when the org has none. */
  readonly myDomain: string | null;
  /** Does the org allow the OAuth username-password flow? Orgs made since Summer '23 do not (facts 6.3). */
  readonly passwordFlow: boolean;
  /** Is the address of the caller trusted, so that a password does without the security token (facts 4.4)? */
  readonly trustedAddress: boolean;
  /** Default record sharing of business objects. */
  readonly sharing: 'ReadWrite' | 'Private';
};

/** Usernames are unique across all orgs: those taken elsewhere, known only on write. Lower case. */
export type Org = {
  /** Username in lower case -> what of the org's settings names the user, e.g. "the default owner of cases" (facts 4.3). */
  readonly namedInSettings: Map<string, string>;
  readonly id: string;
  readonly schema: Schema;
  readonly store: Store;
  readonly switches: Switches;
  readonly features: Features;
  readonly usernamesElsewhere: ReadonlySet<string>;
  readonly rules: readonly Rule[];
  now(): Date;
};

/** Who is asking. */
export type Session = {
  readonly org: Org;
  readonly userId: string;
  readonly apiVersion: number; // 67
};

/** A rule about one object's records, run inside the transaction of the write. Throw OrgError to refuse. */
export type Rule = {
  readonly on: string;
  /** The fact it rests on, e.g. "facts 3.2: ObjectPermissions flags [official OBJ63]". */
  readonly source: string;
  /** May change `row` in place. `given` holds only what the caller sent. */
  readonly beforeInsert?: (session: Session, row: Row, given: Row) => void;
  readonly afterInsert?: (session: Session, row: Row) => void;
  readonly beforeUpdate?: (session: Session, before: Row, changes: Row) => void;
  readonly afterUpdate?: (session: Session, before: Row, after: Row) => void;
  readonly beforeDelete?: (session: Session, row: Row) => void;
  readonly afterDelete?: (session: Session, row: Row) => void;
};

/** What the access room answers; records, soql and describe ask it, and nobody else decides. */
export type Access = {
  userPermissions(session: Session): ReadonlySet<string>;
  /** Can the caller see that the object exists? If not: INVALID_TYPE, as for an unknown one. */
  seesObject(session: Session, object: SObject): boolean;
  object(
    session: Session,
    object: SObject,
  ): { read: boolean; create: boolean; edit: boolean; delete: boolean; viewAll: boolean; modifyAll: boolean };
  /** Can the caller read / write the field? An unreadable one is unknown to the caller ("No such column"). */
  field(session: Session, object: SObject, field: Field): { read: boolean; edit: boolean };
  /** SQL condition over the alias {t} that keeps the rows the caller may see; undefined when all. */
  visibleRows(session: Session, object: SObject): string | undefined;
};

/** What every HTTP route gets and gives. `path` has its leading slashes collapsed to one and no query string. */
export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** An object body is sent as JSON, a string as it is (with the content type of the headers), undefined as no content. */
export type HttpResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
