import type { Row, Rule } from '../org.ts';
import { audit } from './auditTrail.ts';
import { implicitAssignment } from './implicitAssignment.ts';
import { refuseFeatureFlags } from './featureFlags.ts';
import { userLicenseRules } from './userLicense.ts';
import { userNameRules } from './userNames.ts';
import { userStateRules } from './userState.ts';

const ON = 'User';

const flags: Rule = {
  on: ON,
  source: 'facts 4.2: feature-license flags',
  beforeInsert: (session, row, given) => {
    refuseFeatureFlags(session, row, given);
  },
  beforeUpdate: (session, before, changes) => {
    refuseFeatureFlags(session, { ...before, ...changes }, changes);
  },
};

const companions: Rule = {
  on: ON,
  source: 'facts 2.2: implicit assignment of the profile-owned set; 4.3: one UserLogin row per user',
  afterInsert: (session, row) => {
    implicitAssignment(session, row);
    const login: Row = { UserId: row.Id ?? null, IsFrozen: 0, IsPasswordLocked: 0 };
    session.org.store.insert('UserLogin', login, session.userId);
    audit(session, 'createduser', 'Manage Users', `Created new user ${String(row.Name)}`);
  },
  afterUpdate: (session, before, after) => {
    if (before.ProfileId !== after.ProfileId) implicitAssignment(session, after);
    if (before.IsActive === 1 && after.IsActive === 0) {
      audit(session, 'deactivateduser', 'Manage Users', `Deactivated user ${String(after.Name)}`);
    }
  },
};

export const userRules: readonly Rule[] = [...userNameRules, ...userLicenseRules, flags, ...userStateRules, companions];
