import { readUnusedSets } from '../org/inventory/holdings.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { GroupRefusal, writeTogether } from '../org/write/writeGroup.ts';
import { isRecordWrite, type Change } from '../plan/change.ts';
import type { SnapshotUser } from './snapshot.ts';

/**
 * The deletions of permission sets that migrations have made and that nobody has any more. One request.
 * @param leaving users who will have given theirs back
 * @throws OrgRefusal, OrgSilence
 */
export async function readDeletions(
  org: Org,
  users: readonly SnapshotUser[],
  leaving: readonly SnapshotUser[] = [],
): Promise<ReadonlyMap<SnapshotUser, Change>> {
  const made = users.flatMap((user) => {
    const [name] = user.after.sets;
    return user.makesSet && name !== undefined ? [{ user, name }] : [];
  });
  const unused = await readUnusedSets(
    org,
    made.map(({ name }) => name),
    new Set(leaving.map(({ id }) => id)),
  );
  return new Map(
    made.flatMap(({ user, name }): [SnapshotUser, Change][] => {
      const id = unused.get(name);
      if (id === undefined) return [];
      const write = { method: 'DELETE', object: 'PermissionSet', id, fields: {} } as const;
      return [[user, { action: 'delete', type: 'PermissionSet', name, write }]];
    }),
  );
}

/**
 * Deletes the permission sets that the migrations of these users have made, but for those that somebody has. Never throws what Salesforce says.
 * @returns what was deleted, or in words why a set may still be there; nothing of users who have none
 */
export async function deleteSets(
  org: Org,
  users: readonly SnapshotUser[],
): Promise<ReadonlyMap<SnapshotUser, Change | string>> {
  const results = new Map<SnapshotUser, Change | string>();
  try {
    let left = [...(await readDeletions(org, users))];
    while (left.length > 0) {
      const refused = await deleteTogether(
        org,
        left.map(([, change]) => change),
      );
      const guilty = refused ? left.filter(([, { write }]) => refused.writes.some((one) => one === write)) : [];
      const out = refused && guilty.length === 0 ? left : guilty;
      for (const [user] of out) results.set(user, refused?.message ?? '');
      if (refused === undefined) for (const [user, change] of left) results.set(user, change);
      left = refused ? left.filter((one) => !out.includes(one)) : [];
    }
  } catch (thrown) {
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    for (const user of users) if (user.makesSet && !results.has(user)) results.set(user, thrown.message);
  }
  return results;
}

/** All or none; @returns the refusal, if there is one. */
async function deleteTogether(org: Org, changes: readonly Change[]): Promise<GroupRefusal | undefined> {
  try {
    const writes = changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
    await writeTogether(org, writes, new Map(), () => undefined);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof GroupRefusal) return thrown;
    throw thrown;
  }
}
