import type { Result } from '../checks/runChecks.ts';
import type { AuditOrg } from '../org/audit/auditOrg.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import type { AuditSource } from '../report/audit/result.ts';
import type { Money, Prices } from './money.ts';
import type { Evidence, Judged, Seen } from './seen.ts';

/** A user of a person's license of whom there is evidence of a machine. */
export type FoundUser = Judged & {
  readonly seen: Seen;
  readonly evidence: readonly Evidence[];
  readonly applications: readonly string[];
  readonly addresses: readonly string[];
  readonly apiLogins: number;
  readonly uiLogins: number;
  readonly findings: readonly Result[];
};

export type FoundIntegrationUser = {
  readonly user: InventoryUser;
  /** Undefined: not visible. */
  readonly hasLicense: boolean | undefined;
  readonly lastLogin: string | undefined;
  readonly applications: readonly string[];
  readonly findings: readonly Result[];
};

export type FoundApplication = {
  readonly name: string;
  readonly logins: number;
  readonly users: number;
  readonly usernames: readonly string[];
  readonly last: string | undefined;
  readonly forPeople: boolean;
};

/** A source without its words: messages have them under `source.<name>.<key>`. */
export type FoundSource = Omit<AuditSource, 'message'> & {
  readonly key: string | undefined;
  readonly tokens: readonly string[];
};

/** What an audit found, without its words. */
export type Audited = {
  readonly org: AuditOrg;
  readonly inventory: Inventory;
  readonly readAt: Date;
  /** From where the logins reach back, at most as far as was asked. */
  readonly from: Date;
  readonly days: number;
  readonly daysAsked: number;
  readonly sources: readonly FoundSource[];
  readonly users: readonly FoundUser[];
  readonly integrationUsers: readonly FoundIntegrationUser[];
  readonly applications: readonly FoundApplication[];
  readonly money: Money;
  readonly prices: Prices;
  readonly findings: readonly Result[];
};
