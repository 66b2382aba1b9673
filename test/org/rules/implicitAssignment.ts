import type { Row, Session } from '../org.ts';
import { ownedSetOf } from './ownedSet.ts';

/**
 * Gives a user the one assignment of a profile-owned set that goes with its profile, in place of the former one
 * (facts 2.2: "every user has an implicit PermissionSetAssignment to it").
 */
export const implicitAssignment = (session: Pick<Session, 'org' | 'userId'>, user: Row): void => {
  const { store } = session.org;
  for (const row of store.find('PermissionSetAssignment', { AssigneeId: user.Id ?? null })) {
    const set = store.get('PermissionSet', String(row.PermissionSetId));
    if (set?.IsOwnedByProfile === 1) store.delete('PermissionSetAssignment', String(row.Id));
  }
  const owned = ownedSetOf(session.org, String(user.ProfileId));
  const row: Row = { AssigneeId: user.Id ?? null, PermissionSetId: owned?.Id ?? null };
  store.insert('PermissionSetAssignment', row, session.userId);
};
