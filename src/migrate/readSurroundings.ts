import { aroundOf, aroundQueries, type Around } from '../org/use/around.ts';
import { queryKinds } from '../org/wire/queryKinds.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { readUserSettings } from '../org/metadata/userSettings.ts';
import { useQueries, usesOf, type Uses } from './readUses.ts';

/** Everything around a user that its move may disturb. */
export type Surroundings = { readonly uses: Uses; readonly around: Around };

/**
 * Reads who uses users and what hangs on them. One request for 25 queries, of which each object with owners takes one, and three for the
 * org's settings.
 * @returns by user id
 * @throws OrgRefusal, OrgSilence
 */
export async function readSurroundings(
  org: Org,
  users: readonly { readonly id: string; readonly username: string }[],
  objects: OrgSchema['objects'],
): Promise<ReadonlyMap<string, Surroundings>> {
  if (users.length === 0) return new Map();
  const ids = users.map(({ id }) => id);
  const owned = [...objects.values()].filter(({ fields }) => fields.has('ownerid')).map(({ name }) => name);
  const [found, settings] = await Promise.all([
    queryKinds(org, { ...useQueries(ids), ...aroundQueries(ids, owned) }),
    readUserSettings(org),
  ]);
  const [uses, around] = [usesOf(ids, found), aroundOf(users, owned, found, settings)];
  return new Map(
    ids.flatMap((id): [string, Surroundings][] => {
      const [own, hung] = [uses.get(id), around.get(id)];
      return own && hung ? [[id, { uses: own, around: hung }]] : [];
    }),
  );
}
