import { chunks } from '../wire/chunks.ts';
import { readRecordTypes } from '../metadata/metadata.ts';
import { queryAll, required, type Row } from '../wire/query.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

export type SetFacts = {
  readonly holders: ReadonlyMap<string, readonly string[]>;
  readonly inGroups: ReadonlySet<string>;
  readonly tabs: ReadonlyMap<string, readonly string[]>;
  readonly recordTypes: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Who has these permission sets, which of them are part of a group, and what record types and tabs they show.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSetFacts(
  org: Org,
  sets: readonly { readonly id: string; readonly name: string }[],
): Promise<SetFacts> {
  const lists = chunks(sets.map(({ id }) => id));
  const [{ assignments, components, tabSettings }, recordTypes] = await Promise.all([
    queryAll(org, {
      assignments: lists.map(
        (ids) =>
          soql`SELECT PermissionSetId, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSetId IN ${ids}`,
      ),
      components: lists.map(
        (ids) => soql`SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetId IN ${ids}`,
      ),
      tabSettings: lists.map(
        (ids) => soql`SELECT ParentId, Name FROM PermissionSetTabSetting WHERE ParentId IN ${ids}`,
      ),
    }),
    readRecordTypes(
      org,
      sets.map(({ name }) => name),
    ),
  ]);
  const refused = assignments?.refused ?? components?.refused;
  if (refused) throw refused;
  return {
    holders: byId(assignments?.rows ?? [], 'PermissionSetId', (row) =>
      required(row, 'Assignee.Username').toLowerCase(),
    ),
    inGroups: new Set((components?.rows ?? []).map((row) => required(row, 'PermissionSetId'))),
    tabs: byId(tabSettings?.rows ?? [], 'ParentId', (row) => required(row, 'Name')),
    recordTypes,
  };
}

function byId(rows: readonly Row[], column: string, value: (row: Row) => string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const row of rows) {
    const id = required(row, column);
    values.set(id, [...(values.get(id) ?? []), value(row)]);
  }
  return values;
}
