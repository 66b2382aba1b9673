import { OrgError, type Org, type Row, type Rule } from '../org.ts';
import { allowanceOfUser } from './allowance.ts';
import { activeAssignee } from './assignee.ts';
import { assignedSetsOf } from './assignedSets.ts';
import { audit } from './auditTrail.ts';
import { refuseIncompatiblePsl } from './compatiblePsl.ts';
import { duplicateText } from './duplicateValue.ts';
import { referenced } from './referenced.ts';
import { firstRefused, objectRowsOf } from './refusedRight.ts';
import { requireAny } from './requireAny.ts';
import { refuseWithoutPslSeat } from './seats.ts';

const ON = 'PermissionSetLicenseAssign';

const caller: Rule = {
  on: ON,
  source: 'facts 1.4: Assign Permission Sets; Manage Users in the UI',
  beforeInsert: (session) => {
    requireAny(session, 'AssignPermissionSets', 'ManageUsers');
  },
  beforeDelete: (session) => {
    requireAny(session, 'AssignPermissionSets', 'ManageUsers');
  },
};

const assign: Rule = {
  on: ON,
  source: 'facts 1.4: twice, not compatible, no seat; 3.5: inactive assignee',
  beforeInsert: (session, row) => {
    const license = referenced(session, row.PermissionSetLicenseId, 'PermissionSetLicense');
    const user = activeAssignee(session, row.AssigneeId);
    const equal = { AssigneeId: row.AssigneeId ?? null, PermissionSetLicenseId: row.PermissionSetLicenseId ?? null };
    const [other] = session.org.store.find(ON, equal);
    if (other) throw new OrgError('DUPLICATE_VALUE', duplicateText('AssigneeId', other), { fields: [] });
    refuseIncompatiblePsl(session, user, license);
    refuseWithoutPslSeat(session, license);
  },
  afterInsert: (session, row) => {
    const license = referenced(session, row.PermissionSetLicenseId, 'PermissionSetLicense');
    audit(
      session,
      'PermSetLicenseAssign',
      'Manage Users',
      `Assigned permission set license ${String(license.MasterLabel)}`,
    );
  },
};

const needed: Rule = {
  on: ON,
  source:
    'facts 1.6: "A PSL cannot be removed while a set that needs it is assigned" [official; code and text unknown]',
  afterDelete: (session, row) => {
    const set = setInNeedOf(session.org, row);
    if (!set) return;
    const text = `The permission set license is needed by the assigned permission set ${String(set.Label)}`;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [] });
  },
};

/** An assigned set that is bound to the license of this (deleted) row, or that the user may not have without it. */
export const setInNeedOf = (org: Org, row: Row): Row | undefined => {
  const user = org.store.get('User', String(row.AssigneeId));
  if (!user) return undefined;
  const without = allowanceOfUser(org, user);
  return assignedSetsOf(org, String(row.AssigneeId)).find(
    (set) =>
      set.LicenseId === row.PermissionSetLicenseId ||
      firstRefused(set, objectRowsOf(org, String(set.Id)), without) !== undefined,
  );
};

export const permissionSetLicenseAssignRules: readonly Rule[] = [caller, assign, needed];
