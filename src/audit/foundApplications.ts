import type { AuditOrg } from '../org/audit/auditOrg.ts';
import { isApplication } from './applications.ts';
import type { FoundApplication, FoundIntegrationUser, FoundUser } from './audited.ts';
import type { Scene } from './seen.ts';

/** The applications by which users log in or hold tokens, those of connectors first. Pure. */
export function foundApplications(
  { applications }: AuditOrg,
  users: readonly FoundUser[],
  integration: readonly FoundIntegrationUser[],
  scene: Scene,
): FoundApplication[] {
  const reported = [
    ...users.map((one) => ({ username: one.seen.user.username, names: one.applications })),
    ...integration.map((one) => ({ username: one.user.username, names: one.applications })),
  ];
  const usernames = new Map<string, string[]>();
  for (const { username, names } of reported)
    for (const name of names) usernames.set(name, [...(usernames.get(name) ?? []), username]);
  const seen = new Map(applications.filter(({ name }) => isApplication(name)).map((one) => [one.name, one]));
  const found = [...new Set([...seen.keys(), ...usernames.keys()])].map((name): FoundApplication => {
    const { logins = 0, users: count = 0, last } = seen.get(name) ?? {};
    const own = usernames.get(name) ?? [];
    return {
      name,
      logins,
      users: Math.max(count, own.length),
      usernames: [...new Set(own)],
      last: last === '' ? undefined : last,
      forPeople: scene.isForPeople(name),
    };
  });
  return found.sort(
    (a, b) => Number(a.forPeople) - Number(b.forPeople) || b.logins - a.logins || order(a.name, b.name),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
