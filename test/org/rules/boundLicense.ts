import { OrgError, type Row, type Session } from '../org.ts';
import { setsOf } from './assignedSets.ts';
import { autoAssigned } from './autoAssigned.ts';
import { refuseIncompatiblePsl } from './compatiblePsl.ts';
import { userLicenseOf } from './holders.ts';
import { setInNeedOf } from './permissionSetLicenseAssign.ts';
import { referenced } from './referenced.ts';
import { refuseWithoutPslSeat } from './seats.ts';

const PSLA = 'PermissionSetLicenseAssign';

/**
 * Brings a user and the license of a set together before an assignment: another user license is refused (facts 3.5,
 * rule official, text UNKNOWN); a missing permission set license is added (facts 1.6), where the org does that.
 */
export const bindLicense = (session: Session, user: Row, set: Row): void => {
  const { store, switches } = session.org;
  if (typeof set.LicenseId !== 'string') return;
  if (store.get('UserLicense', set.LicenseId)) {
    if (set.LicenseId === userLicenseOf(session.org, user)?.Id) return;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', "The permission set's license doesn't match the user's license", {
      fields: [],
    });
  }
  const license = referenced(session, set.LicenseId, 'PermissionSetLicense');
  const held = store.find(PSLA, { AssigneeId: user.Id ?? null, PermissionSetLicenseId: set.LicenseId });
  if (held.length > 0) return;
  // The refusal for a missing license is that of the first right (facts 1.6); a set without rights has none to name.
  if (!switches.autoAssignPermissionSetLicense) return;
  refuseIncompatiblePsl(session, user, license);
  refuseWithoutPslSeat(session, license);
  const row = { AssigneeId: user.Id ?? null, PermissionSetLicenseId: set.LicenseId };
  autoAssigned(store).add(store.insert(PSLA, row, session.userId));
};

/** Takes away the licenses that came with a removed assignment, unless another set needs them (facts 1.6). */
export const releaseLicenses = (session: Session, assignment: Row): void => {
  const { store } = session.org;
  if (typeof assignment.PermissionSetGroupId === 'string') return;
  for (const set of setsOf(session.org, assignment)) {
    const equal = { AssigneeId: assignment.AssigneeId ?? null, PermissionSetLicenseId: set.LicenseId ?? null };
    for (const row of store.find(PSLA, equal)) {
      if (!autoAssigned(store).has(String(row.Id))) continue;
      store.delete(PSLA, String(row.Id));
      if (setInNeedOf(session.org, row)) store.insert(PSLA, row, session.userId);
    }
  }
};
