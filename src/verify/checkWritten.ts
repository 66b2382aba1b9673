import { effectiveAccess } from '../access/effectiveAccess.ts';
import type { Run } from '../apply/run.ts';
import { notDone } from '../checks/access/checksNotDone.ts';
import type { Proof } from '../checks/proof.ts';
import { runChecks, strictly, UNUSED_DAYS, type Result } from '../checks/runChecks.ts';
import { unreadRights } from '../checks/access/unreadRights.ts';
import { WRITTEN_CHECKS } from '../checks/writtenChecks.ts';
import type { UserDefinition } from '../definition/definition.ts';
import { readInventoryAgain } from '../org/inventory/readInventoryAgain.ts';
import { sharingKind, sharingOf } from '../org/inventory/sharing.ts';
import type { Org } from '../org/wire/transport.ts';
import { applicationQueries, applicationsOf } from './applications.ts';
import { expectedOf } from './expected.ts';
import { problemText, reason } from './words.ts';

/** A user whom a run has made what its definition says. */
export type Written = { readonly definition: UserDefinition; readonly username: string; readonly isNew: boolean };

/** For what only `verify` reads; no check of {@link WRITTEN_CHECKS} looks at it. */
const NOT_READ = {
  said: { objects: new Map(), fields: new Map(), reason: undefined },
  profileSettings: { ipRanges: [], reason: undefined },
  passwordPolicy: undefined,
  certificates: { apps: [], reason: undefined },
  recordTypes: undefined,
  own: undefined,
} as const;

/**
 * Checks users as they are after a run. Most of what the checks want to know was just read, the rest takes one request.
 * @returns what was found, by username
 * @throws OrgRefusal, OrgSilence
 */
export async function checkWritten(
  org: Org,
  users: readonly Written[],
  { state, schema }: Pick<Run, 'state' | 'schema'>,
  allowBroadAccess: boolean,
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const ids = new Map(state.users.map(({ id, username }) => [username, id]));
  const ownSets = users.flatMap(({ definition }) => definition.permissionSet?.name ?? []);
  const objects = [...new Set(state.objectPermissions.map(({ object }) => object))];
  // Nobody has logged in as a user who was just made.
  const older = users.filter(({ isNew }) => !isNew).flatMap(({ username }) => ids.get(username) ?? []);
  const { inventory, more } = await readInventoryAgain(
    org,
    users.map(({ username }) => username),
    { schema, state, ownSets },
    { ...applicationQueries(older), sharing: sharingKind(objects) },
  );
  const found = new Map(inventory.users.map((user) => [user.username, user]));
  const unread = runChecks([unreadRights], inventory).map(({ subject }) => subject);
  const applications = applicationsOf(more.rows.logins, more.rows.tokens);
  const checks = strictly(WRITTEN_CHECKS, allowBroadAccess);
  return new Map(
    users.map(({ definition, username }) => {
      const user = found.get(username);
      if (unread.length > 0) return [username, notDone(username, reason('unread', [unread.join(', ')]))];
      if (user === undefined) return [username, notDone(username, reason('unread', ['User']))];
      const proof: Proof = {
        ...NOT_READ,
        user,
        access: effectiveAccess(user, inventory),
        inventory,
        sharing: sharingOf(more),
        unusedDays: UNUSED_DAYS,
        expected: expectedOf(definition, schema, problemText),
        applications: applications.get(user.id) ?? [],
      };
      return [username, runChecks(checks, proof)];
    }),
  );
}
