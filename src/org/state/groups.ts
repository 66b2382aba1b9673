import { queryAll, required } from '../wire/query.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/**
 * The state of recalculation of permission set groups, by id: Updated, Outdated, Updating or Failed.
 * @throws OrgRefusal, OrgSilence
 */
export async function readGroupStatus(org: Org, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { groups } = await queryAll(org, {
    groups: soql`SELECT Id, Status FROM PermissionSetGroup WHERE Id IN ${ids}`,
  });
  if (groups?.refused) throw groups.refused;
  return new Map((groups?.rows ?? []).map((row) => [required(row, 'Id'), required(row, 'Status')]));
}
