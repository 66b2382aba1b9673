import { NotSimulated, OrgError, type Row, type Rule, type Session } from '../org.ts';
import { isCustomName } from './allowance.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { flagsOf } from './objectFlags.ts';
import { judgeSet, writableParent } from './parentSet.ts';

const parent: Rule = {
  on: 'ObjectPermissions',
  source: 'facts 2.2, 3.2: rows of permission sets and of profile-owned sets, by Manage Profiles and Permission Sets',
  beforeInsert: (session, row) => {
    refuseStockProfile(session, writableParent(session, row.ParentId), row);
  },
  beforeUpdate: (session, before) => {
    refuseStockProfile(session, writableParent(session, before.ParentId), before);
  },
  beforeDelete: (session, row) => {
    refuseStockProfile(session, writableParent(session, row.ParentId), row);
  },
};

/** Facts 2.4: "standard objects on standard profiles not editable" is stated for metadata; by records it is unknown. */
const refuseStockProfile = (session: Session, set: Row, row: Row): void => {
  if (set.IsOwnedByProfile === 1 && set.IsCustom !== 1 && !isCustomName(String(row.SobjectType))) {
    throw new NotSimulated(
      `the answer to a change of ${String(row.SobjectType)} on the standard profile ${nameOfProfile(session, set)}`,
    );
  }
};

const nameOfProfile = (session: Session, set: Row): string =>
  String(session.org.store.get('Profile', String(set.ProfileId))?.Name);

const unique: Rule = {
  on: 'ObjectPermissions',
  source: 'facts 3.2, 1.4: one row for an object in a set, generic text of DUPLICATE_VALUE',
  beforeInsert: (session, row) => {
    refuseDuplicate(session, 'ObjectPermissions', row, ['ParentId', 'SobjectType']);
  },
};

const someRight: Rule = {
  on: 'ObjectPermissions',
  source: 'facts 3.1: a row without rights cannot exist; inserting one is an error [official OBJ63; code UNKNOWN]',
  beforeInsert: (_session, row) => {
    if (flagsOf(row).length > 0) return;
    throw new OrgError('FIELD_INTEGRITY_EXCEPTION', 'Object permissions must grant at least one right', { fields: [] });
  },
  afterUpdate: ({ org }, _before, after) => {
    if (flagsOf(after).length === 0) org.store.delete('ObjectPermissions', String(after.Id));
  },
};

const sound: Rule = {
  on: 'ObjectPermissions',
  source: 'facts 2.7, 3.2, 1.6: dependencies within and between objects, license of the set, licenses of its holders',
  afterInsert: (session, row) => {
    judgeSet(session, String(row.ParentId));
  },
  afterUpdate: (session, _before, after) => {
    judgeSet(session, String(after.ParentId));
  },
  afterDelete: (session, row) => {
    judgeSet(session, String(row.ParentId));
  },
};

export const objectPermissionsRules: readonly Rule[] = [parent, unique, someRight, sound];
