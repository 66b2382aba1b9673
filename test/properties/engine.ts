import { run, type Run, type RunOptions } from '../../src/apply/run.ts';
import type { UserDefinition } from '../../src/definition/definition.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';
import { resolve } from '../../src/definition/resolve.ts';
import type { Org } from '../../src/org/wire/transport.ts';
import { allChanges, blockers } from '../../src/plan/plan.ts';
import { connect } from '../commands/harness.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** The org as the engine reaches it: over HTTP, with a connection of the sf libraries. */
export async function engineOf(running: RunningOrg): Promise<Org> {
  return { connection: await connect(running), backOff: [0, 0, 0] };
}

export function usersOf(definition: RawDefinition): readonly UserDefinition[] {
  const resolved = resolve(definition);
  if (resolved.problems.length > 0) throw new Error(JSON.stringify(resolved.problems));
  return resolved.definition.users;
}

const COMMON = {
  dryRun: false,
  allowBroadAccess: true,
  prune: false,
  known: [],
  texts: { profileDescription: 'Made by a test', permissionSetDescription: 'Made by a test' },
} as const;

/** What `create` does, for any number of users. */
export function createUsers(org: Org, users: readonly UserDefinition[], more: Partial<RunOptions> = {}): Promise<Run> {
  return run(org, users, { ...COMMON, own: false, ...more }, () => undefined);
}

/** What `apply` does. */
export function applyUsers(org: Org, users: readonly UserDefinition[], more: Partial<RunOptions> = {}): Promise<Run> {
  return run(org, users, { ...COMMON, own: true, ...more }, () => undefined);
}

/** What is left to change, as text. */
export function leftOf({ users }: Run): string[] {
  return users.flatMap(({ plan }) =>
    allChanges(plan).map(({ action, type, name, detail }) => `${plan.name}: ${action} ${type} ${name} ${detail ?? ''}`),
  );
}

export function outcomes({ users }: Run): string[] {
  return users.map(({ outcome, failure }) => `${outcome}${failure?.error ? `: ${failure.error.message}` : ''}`);
}

/** Ids of all that forbids writing. */
export function blockedBy({ users, problems }: Run): string[] {
  return blockers({ users: users.map(({ plan }) => plan), problems }).map(({ id, subject }) => `${id} ${subject}`);
}
