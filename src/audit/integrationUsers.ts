import { effectiveAccess } from '../access/effectiveAccess.ts';
import { SPREAD_CHECKS, USED_CHECKS } from '../checks/auditChecks.ts';
import type { HeldRight } from '../checks/auditSubjects.ts';
import { ORG_CHECKS, runChecks, UNUSED_DAYS, type Result } from '../checks/runChecks.ts';
import { ADMIN_RIGHTS } from '../org/audit/auditUsers.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { FoundIntegrationUser, FoundUser } from './audited.ts';
import type { IntegrationUse } from './readIntegrationUse.ts';
import { useOf, type Used } from './use.ts';

/** The integration users of an org with what is wrong with each. Pure. */
export function foundIntegrationUsers(
  inventory: Inventory,
  use: IntegrationUse,
  machines: readonly Pick<FoundUser, 'applications'>[],
  isSeen: boolean,
): FoundIntegrationUser[] {
  const uses = new Map(inventory.users.map((user) => [user.id, ofUser(user, use)]));
  const counts = countUsers([...uses.values()].map(namesOf), machines);
  return inventory.users.map((user) => {
    const used = uses.get(user.id) ?? ofUser(user, use);
    const last = lastUse(user, used);
    const access = effectiveAccess(user, inventory);
    const isBlind = !isSeen && use.tokensRefused !== undefined;
    const findings = runChecks(USED_CHECKS, {
      ...used,
      applications: isBlind ? undefined : used.applications,
      usersOfApplications: isSeen ? counts : undefined,
      // A token or a login that the org still has says more than the date of the user.
      user: { ...user, lastLogin: last },
      access,
      inventory,
      unusedDays: UNUSED_DAYS,
      adminRights: ADMIN_RIGHTS.flatMap((permission): HeldRight[] => {
        const paths = access.userPermissions.get(permission);
        return paths === undefined ? [] : [{ permission, by: [...new Set(paths.map(({ name }) => name))] }];
      }),
    });
    return {
      user,
      hasLicense: user.licenseIds?.some((id) => inventory.licenses.get(id)?.developerName === PERMISSION_SET_LICENSE),
      lastLogin: last,
      applications: namesOf(used),
      findings,
    };
  });
}

function ofUser({ id, username }: InventoryUser, { logins, tokens }: IntegrationUse): Used {
  const own = ({ userId }: { readonly userId: string }): boolean => userId === id;
  return useOf(username, (logins ?? []).filter(own), tokens.filter(own));
}

function namesOf({ applications }: Used): string[] {
  return applications.map(({ name }) => name);
}

function lastUse({ lastLogin }: InventoryUser, { applications }: Used): string | undefined {
  const times = [lastLogin?.replace(/\+0000$/, 'Z'), ...applications.map(({ lastUsed }) => lastUsed)];
  return times
    .filter((time) => time !== undefined && time !== '')
    .sort()
    .at(-1);
}

/** How many non-human users an application has, by its name in lower case. */
function countUsers(
  integration: readonly (readonly string[])[],
  machines: readonly Pick<FoundUser, 'applications'>[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const names of [...integration, ...machines.map(({ applications }) => applications)])
    for (const name of names) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return counts;
}

/** Findings about the org: its seats, and applications that are spread over several non-human users. Pure. */
export function spread(
  inventory: Inventory,
  machines: readonly FoundUser[],
  integration: readonly FoundIntegrationUser[],
): Result[] {
  const users = new Map<string, { name: string; usernames: string[] }>();
  const add = (name: string, username: string): void => {
    const one = users.get(name.toLowerCase()) ?? { name, usernames: [] };
    one.usernames.push(username);
    users.set(name.toLowerCase(), one);
  };
  for (const { applications, seen, verdict } of machines)
    if (verdict === 'machine') for (const name of applications) add(name, seen.user.username);
  for (const { applications, user } of integration) for (const name of applications) add(name, user.username);
  const all = [...users.values()].sort((a, b) => b.usernames.length - a.usernames.length);
  return [
    ...runChecks(ORG_CHECKS, inventory),
    ...all.flatMap(({ name, usernames }) => runChecks(SPREAD_CHECKS, { application: name, usernames })),
  ];
}
