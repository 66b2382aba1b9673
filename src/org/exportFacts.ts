import { chunks } from './chunks.ts';
import { readRecordTypes } from './metadata.ts';
import { queryAll, required } from './query.ts';
import { soql } from './soql.ts';
import type { Org } from './transport.ts';

export type SetFacts = {
  readonly holders: ReadonlyMap<string, readonly string[]>;
  readonly inGroups: ReadonlySet<string>;
  readonly recordTypes: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Who has these permission sets, which of them are part of a group, and what record types they show.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSetFacts(
  org: Org,
  sets: readonly { readonly id: string; readonly name: string }[],
): Promise<SetFacts> {
  const lists = chunks(sets.map(({ id }) => id));
  const [{ assignments, components }, recordTypes] = await Promise.all([
    queryAll(org, {
      assignments: lists.map(
        (ids) =>
          soql`SELECT PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSetId IN ${ids}`,
      ),
      components: lists.map(
        (ids) => soql`SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetId IN ${ids}`,
      ),
    }),
    readRecordTypes(
      org,
      sets.map(({ name }) => name),
    ),
  ]);
  const refused = assignments?.refused ?? components?.refused;
  if (refused) throw refused;
  const holders = new Map<string, string[]>();
  for (const row of assignments?.rows ?? []) {
    const id = required(row, 'PermissionSetId');
    holders.set(id, [...(holders.get(id) ?? []), required(row, 'Assignee.Username').toLowerCase()]);
  }
  return {
    holders,
    inGroups: new Set((components?.rows ?? []).map((row) => required(row, 'PermissionSetId'))),
    recordTypes,
  };
}
