import type { Org, Row } from '../org.ts';
import { keptRows } from './kept.ts';
import { permissionSets, prefixed, profileFullName } from './names.ts';
import { folderOf, type FileType } from './sections.ts';

/** FileProperties of a component, alphabetical as in the WSDL (facts 7.7). */
export type FileProperties = {
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdDate: string;
  readonly fileName: string;
  readonly fullName: string;
  readonly id: string;
  readonly lastModifiedById: string;
  readonly lastModifiedByName: string;
  readonly lastModifiedDate: string;
  readonly manageableState?: string;
  readonly namespacePrefix?: string;
  readonly type: string;
};

/** Every component of a type with its full name, sorted. */
export function componentsOf(org: Org, type: FileType): readonly { readonly fullName: string; readonly row: Row }[] {
  const all = (): readonly { readonly fullName: string; readonly row: Row }[] => {
    if (type === 'PermissionSet') return permissionSets(org).map((row) => ({ fullName: prefixed(row, 'Name'), row }));
    if (type === 'Profile') return org.store.find('Profile').map((row) => ({ fullName: profileFullName(row), row }));
    return keptRows(org, type).map((row) => ({ fullName: String(row['FullName']), row }));
  };
  return all().toSorted((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

/** The properties of one component; `folder` is what stands before its path. */
export function fileProperties(org: Org, type: FileType, fullName: string, row: Row, folder: string): FileProperties {
  const { directory, suffix } = folderOf[type];
  const namespace = row['NamespacePrefix'];
  const managed = typeof namespace === 'string' && namespace !== '';
  return {
    createdById: String(row['CreatedById'] ?? ''),
    createdByName: userName(org, row['CreatedById']),
    createdDate: String(row['CreatedDate'] ?? ''),
    fileName: `${folder}${directory}/${fullName}.${suffix}`,
    fullName,
    id: String(row['Id']),
    lastModifiedById: String(row['LastModifiedById'] ?? ''),
    lastModifiedByName: userName(org, row['LastModifiedById']),
    lastModifiedDate: String(row['LastModifiedDate'] ?? ''),
    ...(managed ? { manageableState: 'installed', namespacePrefix: namespace } : {}),
    type,
  };
}

export function userName(org: Org, id: Row[string] | undefined): string {
  const user = typeof id === 'string' ? org.store.get('User', id) : undefined;
  return String(user?.['Name'] ?? '');
}
