import { chunks } from './chunks.ts';
import { queryAll, required, text } from './query.ts';
import { qualified } from './names.ts';
import { soql } from './soql.ts';
import type { SetupAccess } from './state.ts';
import type { Org } from './transport.ts';

/**
 * The names of what SetupEntityAccess opens, by id: classes, custom permissions, named credentials and connected apps. What cannot be read is
 * not in it. One request.
 * @throws OrgRefusal, OrgSilence
 */
export async function readEntityNames(org: Org, rows: readonly SetupAccess[]): Promise<ReadonlyMap<string, string>> {
  const lists = (type: string): string[][] =>
    chunks([...new Set(rows.filter(({ entityType }) => entityType === type).map(({ entityId }) => entityId))]);
  const found = await queryAll(org, {
    classes: lists('ApexClass').map((ids) => soql`SELECT Id, Name, NamespacePrefix FROM ApexClass WHERE Id IN ${ids}`),
    permissions: lists('CustomPermission').map(
      (ids) => soql`SELECT Id, DeveloperName, NamespacePrefix FROM CustomPermission WHERE Id IN ${ids}`,
    ),
    credentials: lists('NamedCredential').map(
      (ids) => soql`SELECT Id, DeveloperName, NamespacePrefix FROM NamedCredential WHERE Id IN ${ids}`,
    ),
    apps: lists('ConnectedApplication').map(
      (ids) => soql`SELECT Id, Name FROM ConnectedApplication WHERE Id IN ${ids}`,
    ),
  });
  return new Map(
    Object.values(found)
      .flatMap(({ rows }) => rows)
      .map((row) => [
        required(row, 'Id'),
        qualified(text(row, 'NamespacePrefix'), text(row, 'DeveloperName') ?? required(row, 'Name')),
      ]),
  );
}
