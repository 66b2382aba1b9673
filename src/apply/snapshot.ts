import type { UserDefinition } from '../definition/definition.ts';
import { defaultUsername } from '../definition/names.ts';
import { callerUsername } from '../org/wire/caller.ts';
import { readEntityNames } from '../org/inventory/entityNames.ts';
import { qualified, SETUP_ENTITIES } from '../org/names.ts';
import { readRecordTypes } from '../org/metadata/metadata.ts';
import { readState } from '../org/state/readState.ts';
import { readSchema, withObjects, type OrgSchema } from '../org/schema.ts';
import type { OrgState } from '../org/state/state.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Snapshot } from '../plan/plan.ts';
import { scopeOf } from '../plan/scope.ts';

/** What does not change while a run writes: read once. */
export type Fixed = { readonly schema: OrgSchema; readonly caller: string };

/**
 * Who is asking, and what the org could hold. One request for up to 21 objects, side by side with the question who asks.
 * @param known what was read of that before, with every object that the users are about; then nothing is read again
 * @throws OrgRefusal, OrgSilence
 */
export async function readFixed(org: Org, users: readonly UserDefinition[], known?: OrgSchema): Promise<Fixed> {
  const objects = new Map(
    users
      .flatMap(({ permissionSet }) => Object.keys(permissionSet?.objects ?? {}))
      .map((name) => [name.toLowerCase(), name]),
  );
  // What a license of its own has to be switched off is described with the user.
  if (users.some(({ account }) => account === 'moving')) objects.set('user', 'User');
  const [schema, caller] = await Promise.all([known ?? readSchema(org, [...objects.values()]), callerUsername(org)]);
  return { schema, caller };
}

/**
 * What the org holds of these users, now. One request for a few users; one more for ten permission sets whose record types are described.
 * @param own whether rights that the definition does not list matter too
 * @throws OrgRefusal, OrgSilence
 */
export async function readSnapshot(
  org: Org,
  users: readonly UserDefinition[],
  { schema, caller }: Fixed,
  own: boolean,
): Promise<Snapshot> {
  const { instanceUrl } = org.connection;
  const orgId = org.connection.getAuthInfoFields().orgId ?? '';
  const usernames = users.map(({ account, username, name }) =>
    account === 'none' ? undefined : (username ?? defaultUsername(name, instanceUrl, orgId)),
  );
  const accounts = usernames.filter((username) => username !== undefined);
  const state = await readState(org, schema, scopeOf(users, accounts, caller));
  const there = new Set(
    state.permissionSets.filter(({ namespace }) => namespace === undefined).map(({ name }) => name.toLowerCase()),
  );
  const described = users
    .flatMap(({ permissionSet }) => (permissionSet?.recordTypes === undefined ? [] : [permissionSet.name]))
    .filter((name) => there.has(name.toLowerCase()));
  const drifted = own ? unique(state.objectPermissions.map(({ object }) => object)) : [];
  const whole = await withObjects(org, schema, drifted);
  const named = own ? await withNames(org, state) : state;
  return { usernames, schema: whole, state: named, visibleRecordTypes: await readRecordTypes(org, described) };
}

/** Access that the definition does not name is told by name all the same; asked for only where there is some. */
async function withNames(org: Org, state: OrgState): Promise<OrgState> {
  const known = new Map(
    SETUP_ENTITIES.flatMap(([, key]) => state[key]).map(({ id, namespace, name }) => [id, qualified(namespace, name)]),
  );
  const others = state.setupAccess.filter(({ entityId }) => !known.has(entityId));
  const names = others.length === 0 ? known : new Map([...known, ...(await readEntityNames(org, others))]);
  return { ...state, setupAccess: state.setupAccess.map((row) => ({ ...row, entityName: names.get(row.entityId) })) };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
