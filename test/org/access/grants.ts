import type { Org, Row } from '../org.ts';

/** A permission set whose rights count for a user, and the muting sets that take from it inside its group. */
export type Grant = { readonly setId: string; readonly mutedBy: readonly string[] };

/** The objects whose rows decide which sets count. */
export const GRANTS = [
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroup',
  'PermissionSetGroupComponent',
  'SessionPermSetActivation',
] as const;

const MUTING_PREFIX = '0QM';

/**
 * The permission sets that give a user rights: the one its profile owns, those assigned to it, and those of its
 * groups less what the group mutes. Expired assignments and session-based sets without activation give nothing.
 * Sources: facts 2.2 (the profile-owned set is an assignment like any other), 3.4 (groups), 3.5 (ExpirationDate).
 */
export const grantsOf = (org: Org, userId: string): readonly Grant[] =>
  org.store
    .find('PermissionSetAssignment', { AssigneeId: userId })
    .filter((assignment) => !isExpired(org, assignment))
    .flatMap((assignment) =>
      typeof assignment.PermissionSetGroupId === 'string'
        ? grantsOfGroup(org, userId, assignment.PermissionSetGroupId)
        : [{ setId: String(assignment.PermissionSetId), mutedBy: [] }],
    )
    .filter((grant) => isActivated(org, userId, 'PermissionSet', 'PermissionSetId', grant.setId));

const grantsOfGroup = (org: Org, userId: string, groupId: string): Grant[] => {
  if (!isActivated(org, userId, 'PermissionSetGroup', 'PermissionSetGroupId', groupId)) return [];
  const members = org.store
    .find('PermissionSetGroupComponent', { PermissionSetGroupId: groupId })
    .map((component) => String(component.PermissionSetId));
  const mutedBy = members.filter((id) => id.startsWith(MUTING_PREFIX));
  return members.filter((id) => !id.startsWith(MUTING_PREFIX)).map((setId) => ({ setId, mutedBy }));
};

const isExpired = (org: Org, assignment: Row): boolean =>
  typeof assignment.ExpirationDate === 'string' && new Date(assignment.ExpirationDate) <= org.now();

const isActivated = (org: Org, userId: string, object: string, reference: string, id: string): boolean =>
  org.store.find(object, { Id: id, HasActivationRequired: 1 }).length === 0 ||
  org.store.find('SessionPermSetActivation', { UserId: userId, [reference]: id }).length > 0;
