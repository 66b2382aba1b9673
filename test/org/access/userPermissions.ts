import type { Org, Row } from '../org.ts';
import { GRANTS, grantsOf } from './grants.ts';

/** The user permissions (without the prefix "Permissions") that a user has through profile, sets and groups. */
export const userPermissionsOf = (org: Org, userId: string): ReadonlySet<string> =>
  org.store.remember(`permissions ${userId}`, [...GRANTS, 'MutingPermissionSet'], () => {
    const names = new Set<string>();
    for (const { setId, mutedBy } of grantsOf(org, userId)) {
      const muted = new Set(mutedBy.flatMap((id) => enabledPermissions(org.store.get('MutingPermissionSet', id))));
      for (const name of enabledPermissions(org.store.get('PermissionSet', setId))) {
        if (!muted.has(name)) names.add(name);
      }
    }
    return names;
  });

/** Names of the user permissions that are on in a row of Profile, PermissionSet or MutingPermissionSet. */
export const enabledPermissions = (row: Row = {}): string[] =>
  Object.keys(row)
    .filter((column) => row[column] === 1 && column.startsWith('Permissions'))
    .map((column) => column.slice('Permissions'.length));
