import type { AdminRight, AuditSession, AuditUser } from '../org/audit/auditUsers.ts';
import type { LoginGroup } from '../org/audit/logins.ts';
import type { TokenUse } from '../org/audit/tokens.ts';
import type { AuditEvidence, Certainty, Verdict } from '../report/audit/result.ts';

/** Everything that was read of one user. */
export type Seen = {
  readonly user: AuditUser;
  /** All of them, failed ones too; undefined: they could not be read. */
  readonly logins: readonly LoginGroup[] | undefined;
  readonly tokens: readonly TokenUse[];
  readonly sessions: readonly AuditSession[];
  readonly adminRights: readonly AdminRight[];
  /** Logins over the API by hour of the day, UTC; undefined: the org does not tell. */
  readonly hours: ReadonlyMap<number, number> | undefined;
  /** Addresses from which it logs in over the API; undefined: the org does not tell. */
  readonly addressCount: number | undefined;
  /** Requests in the event logs; undefined: there are none. */
  readonly requests: number | undefined;
};

/** What holds for all users. */
export type Scene = {
  /** Days that the logins cover. */
  readonly days: number;
  /** Days that the event logs cover. */
  readonly logDays: number;
  /** Whether people use an application, a crowd or by its name. */
  readonly isForPeople: (application: string) => boolean;
  /** Whether it is one by its name. */
  readonly isPeoplesByName: (application: string) => boolean;
};

/** Evidence without its words: messages/integration-user.audit.md has them under `evidence.<class>`. */
export type Evidence = Omit<AuditEvidence, 'message'> & { readonly tokens: readonly string[] };

export type Judged = { readonly verdict: Verdict; readonly certainty: Certainty };
