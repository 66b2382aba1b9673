import IntegrationUserAudit from '../../src/commands/integration-user/audit.ts';
import type { AuditedUser, AuditResult } from '../../src/report/audit/result.ts';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { run, runJson, type Options, type Ran, type RanJson } from './harness.ts';

/** `integration-user audit` as a person sees it. */
export function audit(org: RunningOrg, args: readonly string[] = [], options?: Options): Promise<Ran> {
  return run(IntegrationUserAudit, org, args, options);
}

export function auditJson(
  org: RunningOrg,
  args: readonly string[] = [],
  options?: Options,
): Promise<RanJson<AuditResult>> {
  return runJson(IntegrationUserAudit, org, args, options);
}

/** A user as {@link plantUser} makes it, and how it logs in. */
export type Habit = {
  readonly type: string;
  readonly subType?: string | null;
  readonly application?: string;
  readonly browser?: string;
  readonly status?: string;
  /** One login every so many hours, ... */
  readonly everyHours: number;
  /** ... back to so many days ago, 90 by default, and from so many days ago on, 0 by default. */
  readonly days?: number;
  readonly until?: number;
  /** Only between these hours of UTC. */
  readonly office?: boolean;
  readonly addresses?: number;
};

const ALIKE = [
  ...['ProfileId', 'UserType', 'IsActive', 'Email', 'CreatedDate', 'TimeZoneSidKey'],
  ...['LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey'],
];
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A user on a profile of people, like one that the org has. */
export function plantUser(
  { org: { store } }: RunningOrg,
  username: string,
  more: Row = {},
  like = 'sales.one',
): string {
  const row: Row = store.find('User', { Username: `${like}@example.com` })[0] ?? {};
  const id = store.insert('User', {
    ...Object.fromEntries(ALIKE.map((name) => [name, row[name] ?? null])),
    Username: username,
    FirstName: null,
    LastName: username.split('@')[0] ?? username,
    Alias: 'planted',
    CommunityNickname: username,
    ...more,
  });
  store.insert('UserLogin', { UserId: id, IsFrozen: 0, IsPasswordLocked: 0 });
  return id;
}

/** Logins of a user, as regular as its habit. */
export function plantLogins({ org }: RunningOrg, userId: string, habits: readonly Habit[]): void {
  const now = org.now().getTime();
  let count = 0;
  for (const habit of habits) {
    const { days = 90, until = 0, everyHours, office = false, addresses = 1 } = habit;
    for (let time = now - until * DAY - HOUR; time > now - days * DAY; time -= everyHours * HOUR) {
      const hour = new Date(time).getUTCHours();
      if (office && (hour < 7 || hour > 17)) continue;
      count += 1;
      org.store.insert('LoginHistory', {
        UserId: userId,
        LoginTime: new Date(time - (count % 50) * 1000).toISOString(),
        LoginType: habit.type,
        LoginSubType: habit.subType ?? null,
        Application: habit.application ?? 'N/A',
        Browser: habit.browser ?? 'Unknown',
        Platform: 'Unknown',
        Status: habit.status ?? 'Success',
        SourceIp: `192.0.2.${String(count % addresses)}`,
      });
    }
  }
}

export const OAUTH = 'Remote Access 2.0';
export const WEB: Habit = {
  type: 'Application',
  application: 'Browser',
  browser: 'Chrome 138',
  everyHours: 24,
  office: true,
};
export const SSO: Habit = { ...WEB, type: 'SAML Sfdc Initiated SSO' };

/** What an audit says of a user; undefined: nothing. */
export function said(result: AuditResult | undefined, username: string): AuditedUser | undefined {
  return result?.users.find((user) => user.username === username);
}

/** `machine certain` */
export function verdictOn(result: AuditResult | undefined, username: string): string {
  const user = said(result, username);
  return user === undefined ? 'not named' : `${user.verdict} ${user.certainty}`;
}
