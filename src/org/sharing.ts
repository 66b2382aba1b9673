import { chunks } from './chunks.ts';
import { required } from './query.ts';
import { queryKinds } from './queryKinds.ts';
import { soql } from './soql.ts';
import type { Org } from './transport.ts';

/** Rows of EntityDefinition cannot be read page by page (facts 5.2), so a query asks for less than a page. */
const OBJECTS = 200;

/**
 * The organization-wide default of record sharing, by object: Private, Read, ReadWrite, ControlledByParent ...
 * @returns undefined where the caller may not read it
 * @throws OrgRefusal, OrgSilence
 */
export async function readSharing(
  org: Org,
  objects: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  if (objects.length === 0) return new Map();
  const { rows, refused } = await queryKinds(org, {
    models: {
      object: 'EntityDefinition',
      queries: chunks(objects, { count: OBJECTS, length: 8000 }).map(
        (names) =>
          soql`SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ${names}`,
      ),
    },
  });
  if (refused.size > 0) return undefined;
  return new Map(rows.models.map((row) => [required(row, 'QualifiedApiName'), required(row, 'InternalSharingModel')]));
}
