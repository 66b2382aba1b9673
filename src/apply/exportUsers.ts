import { fromInventory, withoutOwnSet } from '../definition/fromInventory.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { RawDefinition, RawUser } from '../definition/raw.ts';
import { resolve } from '../definition/resolve.ts';
import { withEntityNames } from '../org/inventory/entityNames.ts';
import { readSetFacts } from '../org/inventory/exportFacts.ts';
import type { InventoryUser } from '../org/inventory/inventory.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import { readInventory } from '../org/inventory/readInventory.ts';
import { readSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { allChanges } from '../plan/plan.ts';
import { FORCED } from '../plan/userPermissions.ts';
import { run, type Run } from './run.ts';
import { unknownUsers } from './unknownUsers.ts';

export type Exported = { readonly definition: RawDefinition; readonly problems: readonly Problem[] };

/**
 * Integration users as a definition that `apply` finds unchanged: what is written is planned against the org before it is given out, and a
 * permission set that a definition cannot describe faithfully is kept as one that is only assigned.
 * @param usernames undefined: all active users on the license
 * @throws OrgRefusal, OrgSilence
 */
export async function exportUsers(org: Org, usernames: readonly string[] | undefined): Promise<Exported> {
  const inventory = await withEntityNames(org, await readInventory(org, usernames ? { usernames } : {}));
  const there = new Set(inventory.users.map(({ username }) => username));
  const missing = (usernames ?? []).filter((name) => !there.has(name.toLowerCase()));
  const problems: Problem[] = await unknownUsers(org, missing);
  const users = inventory.users.filter((user) => {
    const problem = reasonToSkip(user);
    if (problem && (usernames !== undefined || user.isActive)) problems.push(problem);
    return problem === undefined;
  });
  const sets = new Map(
    users.flatMap((user) => user.sets.flatMap(({ id }) => inventory.sets.get(id) ?? [])).map((set) => [set.id, set]),
  );
  const names = [...sets.values()].flatMap((set) => [
    ...set.objects.keys(),
    ...[...set.fields.keys()].map((field) => field.split('.')[0] ?? ''),
  ]);
  const [facts, { objects }] = await Promise.all([
    readSetFacts(org, [...sets.values()]),
    readSchema(org, [...new Set(names)]),
  ]);
  const known = { ...facts, objects, forced: FORCED, license: PERMISSION_SET_LICENSE };
  const written = fromInventory(users, inventory, known);
  problems.push(...written.problems);
  const faithful = await keepFaithful(org, written.users, problems);
  return { definition: { users: faithful }, problems };
}

function reasonToSkip({ username, license, isActive }: InventoryUser): Problem | undefined {
  if (license !== undefined && license !== USER_LICENSE)
    return error('exportOtherLicense', username, [username, license], [username]);
  return isActive ? undefined : warning('exportInactive', username, [username]);
}

/** Plans the definition; a user whose own set would change gets it as one that is only assigned, and what is left is told. */
async function keepFaithful(org: Org, users: readonly RawUser[], problems: Problem[]): Promise<readonly RawUser[]> {
  if (users.length === 0) {
    if (problems.every(({ severity }) => severity !== 'error')) problems.push(warning('exportNobody', 'users'));
    return users;
  }
  const first = await planned(org, users);
  const kept = users.map((user, index) => (isFaithful(first, index) ? user : withoutOwnSet(user)));
  const second = kept.some((user, index) => user !== users[index]) ? await planned(org, kept) : first;
  for (const { plan } of second.users) {
    problems.push(
      ...plan.problems
        .filter(({ severity }) => severity === 'error')
        .map((one) => ({ ...one, severity: 'warning' as const })),
    );
    for (const { type, name, action } of allChanges(plan)) {
      problems.push(
        warning('exportWouldChange', plan.username ?? plan.name, [
          plan.username ?? plan.name,
          `${action} ${type} ${name}`,
        ]),
      );
    }
  }
  return kept;
}

async function planned(org: Org, users: readonly RawUser[]): Promise<Run> {
  const { definition } = resolve({ users });
  const texts = { profileDescription: '', permissionSetDescription: '' };
  const options = { dryRun: true, allowBroadAccess: true, own: true, prune: false, texts, known: [] };
  return run(org, definition.users, options, () => undefined);
}

/** The set would neither change nor be refused. */
function isFaithful({ users }: Run, index: number): boolean {
  const plan = users[index]?.plan;
  const touches = plan?.groups.some(({ step }) => step === 'permissionSet' || step === 'recordTypes') === true;
  return !touches && plan?.problems.every(({ severity }) => severity !== 'error') === true;
}
