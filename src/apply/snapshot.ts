import type { UserDefinition } from '../definition/definition.ts';
import { defaultUsername } from '../definition/names.ts';
import { callerUsername } from '../org/caller.ts';
import { readRecordTypes } from '../org/metadata.ts';
import { readSchema, type OrgSchema } from '../org/schema.ts';
import { readState } from '../org/readState.ts';
import type { Org } from '../org/transport.ts';
import type { Snapshot } from '../plan/plan.ts';
import { scopeOf } from '../plan/scope.ts';

/** What does not change while a run writes: read once. */
export type Fixed = { readonly schema: OrgSchema; readonly caller: string };

/**
 * Who is asking, and what the org could hold. Two requests at most, side by side.
 * @throws OrgRefusal, OrgSilence
 */
export async function readFixed(org: Org, user: UserDefinition): Promise<Fixed> {
  const [schema, caller] = await Promise.all([
    readSchema(org, Object.keys(user.permissionSet.objects)),
    callerUsername(org),
  ]);
  return { schema, caller };
}

/**
 * What the org holds of this user, now. One request; one more when the definition shows record types in a set that exists.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSnapshot(org: Org, user: UserDefinition, { schema, caller }: Fixed): Promise<Snapshot> {
  const { instanceUrl } = org.connection;
  const username =
    user.username ?? defaultUsername(user.name, instanceUrl, org.connection.getAuthInfoFields().orgId ?? '');
  const state = await readState(org, schema, scopeOf(user, username, caller));
  const set = state.permissionSets.find(
    ({ name, namespace }) => namespace === undefined && name === user.permissionSet.name,
  );
  const shows = set !== undefined && user.permissionSet.recordTypes.length > 0;
  return { username, schema, state, visibleRecordTypes: shows ? await readRecordTypes(org, set.name) : new Set() };
}
