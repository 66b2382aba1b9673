import type { Rhythm } from './rhythm.ts';
import type { Way } from './logins.ts';

/** What a planted user is in truth. */
export type Kind =
  /** Nobody uses it; an integration does, in one of the ways of `variant`. */
  | 'machine'
  /** A person and an integration log in as the same user. */
  | 'shared'
  /** People, by what they make hard: a phone, a command line, single sign-on alone, or nothing special. */
  | 'mobile'
  | 'cli'
  | 'ssoOnly'
  | 'person'
  /** A person's license that nobody uses. */
  | 'idle'
  /** An integration that is no more: its logins fail, or its user is inactive. */
  | 'retired'
  /** On the integration license. */
  | 'integration';

/** What is wrong with an integration user. */
export type Flaw = 'shared' | 'unused' | 'adminRights' | 'pslNotNeeded' | 'pslMissing';

/** One thing that a user does again and again, from some of its addresses. */
export type Habit = { readonly way: Way; readonly rhythm: Rhythm; readonly addresses: readonly string[] };

/** A row of OauthToken; days before today. */
export type Token = {
  readonly application: string;
  readonly created: number;
  readonly used: number;
  readonly count: number;
};

export type Character = {
  /** Before the at sign of its username. */
  readonly name: string;
  readonly first: string | null;
  readonly last: string;
  readonly kind: Kind;
  /** What of its kind it is, e.g. "jwt". */
  readonly variant: string;
  readonly profile: string;
  readonly state: 'active' | 'inactive' | 'frozen';
  /** Days since the user was made. */
  readonly age: number;
  readonly habits: readonly Habit[];
  readonly tokens: readonly Token[];
  /** Permission sets by name, and whether it holds the permission set license of integrations. */
  readonly sets: readonly string[];
  readonly holdsLicense: boolean;
  /** Its last login opened a session that is still open. */
  readonly hasSession: boolean;
  /** Holds rights of an administrator. */
  readonly isOverPrivileged: boolean;
  /** On an integration user: what is wrong with it, and nothing when all is right. */
  readonly flaws: readonly Flaw[];
};

/** A character with what most have. */
export const character = (
  some: Pick<Character, 'name' | 'last' | 'kind' | 'variant'> & Partial<Character>,
): Character => ({
  ...{ first: null, profile: 'Standard User', state: 'active', age: 900, habits: [], tokens: [], sets: [] },
  ...{ holdsLicense: false, hasSession: false, isOverPrivileged: false, flaws: [] },
  ...some,
});
