import type { AuditOrg } from '../org/audit/auditOrg.ts';
import type { Period } from '../org/audit/logins.ts';
import { isForPeople, isPeoplesByName } from './applications.ts';
import type { Scene } from './seen.ts';

const DAY = 86_400_000;

/** What holds for all users: the days that are covered, and whose applications there are. Pure. */
export function sceneOf(
  { oldest, applications, activeUsers }: AuditOrg,
  { from, to }: Period,
): Scene & { readonly from: number } {
  const start = Math.max(from.getTime(), oldest === undefined ? from.getTime() : Date.parse(oldest));
  const users = new Map(applications.map((one) => [one.name, one.users]));
  const known = new Map<string, boolean>();
  return {
    from: Math.min(start, to.getTime()),
    days: Math.max(0, Math.round((to.getTime() - start) / DAY)),
    logDays: 0,
    isForPeople: (name) => {
      const is = known.get(name) ?? isForPeople(name, users.get(name) ?? 0, activeUsers);
      known.set(name, is);
      return is;
    },
    isPeoplesByName,
  };
}

/** Whoever may not see the logins of others gets his own alone, without a word (facts 5.1). */
export function seesLogins({ refused, callerPermissions: has }: AuditOrg): boolean {
  return (
    !refused.has('LoginHistory') && (has === undefined || has.has('ManageUsers') || has.has('MonitorLoginHistory'))
  );
}

/** The same of tokens: they need Customize Application, or Manage Users (facts 5.2). */
export function seesTokens({ callerPermissions: has }: AuditOrg): boolean {
  return has === undefined || has.has('CustomizeApplication') || has.has('ManageUsers');
}
