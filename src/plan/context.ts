import type { UserDefinition } from '../definition/definition.ts';
import type { CandidateKind } from '../org/state/candidates.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { FieldPermissions, ObjectPermissions, OrgState, SetupAccess } from '../org/state/state.ts';

/** What refusals during a run have taught about this org; planning again with it finds the other way. */
export type Learned = {
  readonly profileCannotHold: ReadonlySet<string>;
  readonly setCannotHold: ReadonlySet<string>;
  /** Ids of license assignments that Salesforce removes together with the permission set that brought them (facts 1.6). */
  readonly goesByItself: ReadonlySet<string>;
};

export const NOTHING_LEARNED: Learned = {
  profileCannotHold: new Set(),
  setCannotHold: new Set(),
  goesByItself: new Set(),
};

/** Names that exist in the org, to offer the nearest ones; read only when something was not found. Key: a key of OrgState. */
type Candidates = Readonly<Partial<Record<CandidateKind, readonly string[]>>>;
/** Words that are written into the org; they come from messages/. */
export type OrgTexts = { readonly profileDescription: string; readonly permissionSetDescription: string };

export type Options = {
  /** Whether what the definition owns is brought to exactly what it says (`apply`), or only gains what is missing (`create`). */
  readonly own: boolean;
  /** Whether assignments that the definition does not list are removed. */
  readonly prune: boolean;
  readonly allowBroadAccess: boolean;
  readonly learned: Learned;
  readonly candidates: Candidates;
  readonly texts: OrgTexts;
  /** E.g. 67. */
  readonly apiVersion: number;
};

/** The rows of permission sets by the id of their set. */
export type SetRows = {
  readonly objects: ReadonlyMap<string, readonly ObjectPermissions[]>;
  readonly fields: ReadonlyMap<string, readonly FieldPermissions[]>;
  readonly setup: ReadonlyMap<string, readonly SetupAccess[]>;
};

/** Everything that the plan of one user is made from. */
export type Context = {
  readonly user: UserDefinition;
  /** Empty where there is no user account. */
  readonly username: string;
  readonly schema: OrgSchema;
  readonly state: OrgState;
  /** Record types that the user's own permission set shows already, `Object.DeveloperName`. */
  readonly visibleRecordTypes: ReadonlySet<string>;
  readonly rows: SetRows;
  readonly options: Options;
};
