import { NotSimulated, OrgError, type Row, type Rule, type Session } from '../org.ts';
import { allowanceOfUser } from './allowance.ts';
import { setsOf } from './assignedSets.ts';
import { activeAssignee } from './assignee.ts';
import { bindLicense, releaseLicenses } from './boundLicense.ts';
import { referenced } from './referenced.ts';
import { objectRowsOf, refuseUncovered } from './refusedRight.ts';
import { requireAny } from './requireAny.ts';

const ON = 'PermissionSetAssignment';

const caller: Rule = {
  on: ON,
  source: 'facts 3.5: Assign Permission Sets or Manage Users [official]',
  beforeInsert: (session) => {
    requireAny(session, 'AssignPermissionSets', 'ManageUsers');
  },
  beforeUpdate: (session) => {
    requireAny(session, 'AssignPermissionSets', 'ManageUsers');
  },
  beforeDelete: (session) => {
    requireAny(session, 'AssignPermissionSets', 'ManageUsers');
  },
};

const target: Rule = {
  on: ON,
  source:
    'facts 3.5: PermissionSetId xor PermissionSetGroupId; ids must exist; profile-owned sets come with the profile',
  beforeInsert: (session, row) => {
    if ((typeof row.PermissionSetId === 'string') === (typeof row.PermissionSetGroupId === 'string')) {
      const fields = ['PermissionSetId', 'PermissionSetGroupId'];
      throw new OrgError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, { fields });
    }
    if (typeof row.PermissionSetGroupId === 'string')
      referenced(session, row.PermissionSetGroupId, 'PermissionSetGroup');
    else refuseUnassignable(referenced(session, row.PermissionSetId, 'PermissionSet'));
    if (typeof row.ExpirationDate === 'string' && new Date(row.ExpirationDate) <= session.org.now()) {
      throw new NotSimulated('the answer to an assignment that has expired already');
    }
  },
};

const refuseUnassignable = (set: Row): void => {
  if (set.IsOwnedByProfile === 1 || typeof set.PermissionSetGroupId === 'string') {
    throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
  }
};

const duplicate: Rule = {
  on: ON,
  source: 'facts 0.4, 3.5: two blanks after the full stop, 15-character ids, both fields [recorded response]',
  beforeInsert: (session, row) => {
    const field = typeof row.PermissionSetGroupId === 'string' ? 'PermissionSetGroupId' : 'PermissionSetId';
    const equal = { AssigneeId: row.AssigneeId ?? null, [field]: row[field] ?? null };
    if (session.org.store.find(ON, equal).length === 0) return;
    const what = field === 'PermissionSetId' ? 'Permission Set' : 'Permission Set Group';
    const [user, set] = [row.AssigneeId, row[field]].map((id) => String(id).slice(0, 15));
    const text = `Duplicate PermissionSetAssignment.  Assignee: ${String(user)}; ${what}: ${String(set)}`;
    throw new OrgError('DUPLICATE_VALUE', text, { fields: ['AssigneeId', field] });
  },
};

const license: Rule = {
  on: ON,
  source: 'facts 1.6, 3.5: licenses of the sets, then every right against what the user license and its PSLs allow',
  beforeInsert: (session, row) => {
    const user = activeAssignee(session, row.AssigneeId);
    const sets = setsOf(session.org, row);
    for (const set of sets) bindLicense(session, user, set);
    const allowance = allowanceOfUser(session.org, user);
    for (const set of sets) refuseUncovered(set, objectRowsOf(session.org, String(set.Id)), allowance);
  },
  afterDelete: (session, row) => {
    releaseLicenses(session, row);
  },
};

const profileOwned: Rule = {
  on: ON,
  source: 'facts 3.5: deleting the profile-owned row is refused [code UNKNOWN]',
  beforeDelete: (session, row) => {
    if (!isProfileOwned(session, row)) return;
    throw new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', { fields: [] });
  },
};

const isProfileOwned = (session: Session, row: Row): boolean =>
  setsOf(session.org, row).some((set) => set.IsOwnedByProfile === 1);

export const permissionSetAssignmentRules: readonly Rule[] = [caller, target, duplicate, license, profileOwned];
