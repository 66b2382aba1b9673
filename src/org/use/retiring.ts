import type { HeldToken, OpenSession } from './logins.ts';
import type { Seats } from '../state/state.ts';

/** What the org holds of users who are to be retired. */
export type Retiring = {
  readonly orgId: string;
  readonly readAt: Date;
  readonly users: readonly RetiringUser[];
  readonly sets: readonly RetiringSet[];
  readonly userLicense: Seats | undefined;
  readonly permissionSetLicense: Seats | undefined;
  readonly logins: readonly Login[];
  /** User permissions of the caller, of those that matter here; undefined: not known. */
  readonly callerPermissions: ReadonlySet<string> | undefined;
  /** Objects that the caller may not read, with Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

export type RetiringUser = {
  readonly id: string;
  readonly username: string;
  readonly lastName: string;
  readonly isActive: boolean;
  /** Name of the user license; undefined: it could not be read. */
  readonly license: string | undefined;
  /** The row of UserLogin; undefined: there is none that the caller may see. */
  readonly login: { readonly id: string; readonly isFrozen: boolean; readonly changed: string } | undefined;
  /** Permission sets and groups; not the set of the profile. */
  readonly assignments: readonly {
    readonly id: string;
    readonly name: string;
    /** Undefined for a group. */
    readonly setId: string | undefined;
  }[];
  readonly licenses: readonly { readonly id: string; readonly name: string }[];
  readonly tokens: readonly HeldToken[];
  readonly sessions: readonly OpenSession[];
};

/** A permission set that may be an integration's own. */
export type RetiringSet = {
  readonly id: string;
  readonly name: string;
  /** Made in this org by an administrator: neither standard nor of a package. */
  readonly isCustom: boolean;
  /** Usernames of everybody who has it. */
  readonly holders: readonly string[];
  readonly isInGroup: boolean;
};

/** How often and when last a user logged in, or tried to, in one way. */
export type Login = {
  readonly userId: string;
  readonly application: string;
  readonly type: string;
  readonly address: string;
  readonly status: string;
  readonly last: string;
  readonly count: number;
};

/** What a read leaves for the next, which then takes one request. */
export type Seen = {
  readonly userIds: readonly string[];
  readonly setIds: readonly string[];
  readonly logins: readonly Login[];
};

/** What the next read of the same users may take for known. */
export function seenIn({ users, sets, logins }: Retiring): Seen {
  return { userIds: users.map(({ id }) => id), setIds: sets.map(({ id }) => id), logins };
}
