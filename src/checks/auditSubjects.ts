import type { Subject } from './check.ts';
import type { Use } from './proof.ts';

/** A right of an administrator with everything that gives it. */
export type HeldRight = { readonly permission: string; readonly by: readonly string[] };

/** A user on a person's license that works like a machine, as far as rules look at it. */
export type MachineSubject = Use & {
  readonly license: string;
  readonly verdict: 'machine' | 'shared' | 'person' | 'unclear';
  readonly certainty: 'certain' | 'likely' | 'possible';
  readonly adminRights: readonly HeldRight[];
  /** The application by which the machine works, where there is one. */
  readonly application: string | undefined;
};

/** An integration user with how it is used. */
export type UsedSubject = Subject & Use & Pick<MachineSubject, 'adminRights'>;

/** An application that several non-human users share. */
export type SpreadSubject = { readonly application: string; readonly usernames: readonly string[] };
