import { chunks } from '../wire/chunks.ts';
import { required } from '../wire/query.ts';
import { queryKinds, type Kind, type KindRows } from '../wire/queryKinds.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/** Rows of EntityDefinition cannot be read page by page (facts 5.2), so a query asks for less than a page. */
const OBJECTS = 200;

/** Asks for the organization-wide default of record sharing of these objects. */
export function sharingKind(objects: readonly string[]): Kind {
  return {
    object: 'EntityDefinition',
    queries: chunks(objects, { count: OBJECTS, length: 8000 }).map(
      (names) =>
        soql`SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ${names}`,
    ),
  };
}

/**
 * What the answer says, by object: Private, Read, ReadWrite, ControlledByParent ...
 * @returns undefined where the caller may not read it
 */
export function sharingOf({ rows, refused }: KindRows<'sharing'>): ReadonlyMap<string, string> | undefined {
  if (refused.has('EntityDefinition')) return undefined;
  return new Map(rows.sharing.map((row) => [required(row, 'QualifiedApiName'), required(row, 'InternalSharingModel')]));
}

/**
 * Reads the organization-wide defaults alone.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSharing(
  org: Org,
  objects: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  return objects.length === 0 ? new Map() : sharingOf(await queryKinds(org, { sharing: sharingKind(objects) }));
}
