import { chunks } from '../wire/chunks.ts';
import { queryAll, required } from '../wire/query.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/**
 * Who has these permission sets, directly or through a group.
 * @returns usernames by the id of the set
 * @throws OrgRefusal, OrgSilence
 */
export async function readHolders(
  org: Org,
  setIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const queries = chunks(setIds).map(
    (ids) =>
      soql`SELECT PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSetId IN ${ids}`,
  );
  const { holders } = await queryAll(org, { holders: queries });
  if (holders?.refused) throw holders.refused;
  const found = new Map<string, Set<string>>(setIds.map((id) => [id, new Set()]));
  for (const row of holders?.rows ?? [])
    found.get(required(row, 'PermissionSetId'))?.add(required(row, 'Assignee.Username').toLowerCase());
  return found;
}
