import { OrgError, type Rule } from '../org.ts';
import { requireAny } from './requireAny.ts';

const caller: Rule = {
  on: 'UserLogin',
  source: 'facts 4.3: unlocking a password needs Manage Users [official OBJ63]; Freeze Users is enough to freeze (2.6)',
  beforeUpdate: (session, _before, changes) => {
    if (changes.IsPasswordLocked !== undefined) requireAny(session, 'ManageUsers');
  },
};

const freeze: Rule = {
  on: 'UserLogin',
  source: 'facts 4.2, 4.3: nobody freezes himself; IsPasswordLocked can only be set to false [enum; texts unknown]',
  beforeUpdate: ({ userId }, before, changes) => {
    if (changes.IsFrozen === 1 && before.UserId === userId) {
      throw new OrgError('CANNOT_FREEZE_SELF', 'You cannot freeze yourself', { fields: ['IsFrozen'] });
    }
    if (changes.IsPasswordLocked === 1) {
      throw new OrgError('CANNOT_PASSWORD_LOCKOUT', 'A password can only be unlocked', {
        fields: ['IsPasswordLocked'],
      });
    }
  },
};

export const userLoginRules: readonly Rule[] = [caller, freeze];
