import type { Org, Row } from '../org.ts';

/** The permission sets assigned to a user, groups opened, without the one that its profile owns and muting sets. */
export const assignedSetsOf = (org: Org, userId: string): Row[] =>
  org.store
    .find('PermissionSetAssignment', { AssigneeId: userId })
    .flatMap((row) => setsOf(org, row))
    .filter((set) => set.IsOwnedByProfile !== 1);

/** The permission sets that an assignment stands for: its own, or those of its group. */
export const setsOf = (org: Org, assignment: Row): Row[] => {
  const group = assignment.PermissionSetGroupId;
  const ids =
    typeof group === 'string'
      ? org.store.find('PermissionSetGroupComponent', { PermissionSetGroupId: group }).map((row) => row.PermissionSetId)
      : [assignment.PermissionSetId];
  return ids.map((id) => org.store.get('PermissionSet', String(id))).filter((set) => set !== undefined);
};
