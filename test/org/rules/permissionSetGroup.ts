import { NotSimulated, OrgError, type Org, type Row, type Rule } from '../org.ts';
import { allowanceOfUser } from './allowance.ts';
import { bindLicense } from './boundLicense.ts';
import { refuseBadDeveloperName } from './developerName.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { referenced } from './referenced.ts';
import { objectRowsOf, refuseUncovered } from './refusedRight.ts';

const group: Rule = {
  on: 'PermissionSetGroup',
  source: 'facts 3.4: DeveloperName, read-only Status; 3.1: form of API names',
  beforeInsert: (session, row) => {
    refuseBadDeveloperName('Permission Set Group', 'DeveloperName', row.DeveloperName);
    refuseDuplicate(session, 'PermissionSetGroup', row, ['DeveloperName', 'NamespacePrefix']);
    row.Status = 'Updated';
  },
  beforeUpdate: (session, before, changes) => {
    if (changes.DeveloperName === undefined) return;
    refuseBadDeveloperName('Permission Set Group', 'DeveloperName', changes.DeveloperName);
    refuseDuplicate(session, 'PermissionSetGroup', { ...before, ...changes }, ['DeveloperName', 'NamespacePrefix']);
  },
  beforeDelete: ({ org }, row) => {
    const assigned = org.store.find('PermissionSetAssignment', { PermissionSetGroupId: row.Id ?? null });
    if (assigned.length > 0) throw new NotSimulated('deleting a permission set group that is assigned');
  },
};

const component: Rule = {
  on: 'PermissionSetGroupComponent',
  source: 'facts 3.4: recalculation is asynchronous; 1.6: licenses of the users who hold the group',
  beforeInsert: (session, row) => {
    const { org } = session;
    referenced(session, row.PermissionSetGroupId, 'PermissionSetGroup');
    const set = referenced(session, row.PermissionSetId, 'PermissionSet', 'MutingPermissionSet');
    refuseDuplicate(session, 'PermissionSetGroupComponent', row, ['PermissionSetGroupId', 'PermissionSetId']);
    if (set.IsOwnedByProfile === 1 || typeof set.PermissionSetGroupId === 'string') {
      throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
    }
    for (const user of holders(org, row)) {
      bindLicense(session, user, set);
      refuseUncovered(set, objectRowsOf(org, String(set.Id)), allowanceOfUser(org, user));
    }
  },
  afterInsert: ({ org }, row) => {
    org.store.update('PermissionSetGroup', String(row.PermissionSetGroupId), { Status: 'Outdated' });
  },
  afterDelete: ({ org }, row) => {
    org.store.update('PermissionSetGroup', String(row.PermissionSetGroupId), { Status: 'Outdated' });
  },
};

const holders = (org: Org, row: Row): Row[] =>
  org.store
    .find('PermissionSetAssignment', { PermissionSetGroupId: row.PermissionSetGroupId ?? null })
    .map((assignment) => org.store.get('User', String(assignment.AssigneeId)))
    .filter((user) => user !== undefined);

/** Takes every group that is being recalculated one step on: Outdated, Updating, Updated (facts 3.4: asynchronous). */
export const recalculateGroups = (org: Org): void => {
  for (const row of org.store.find('PermissionSetGroup', { Status: 'Updating' })) {
    org.store.update('PermissionSetGroup', String(row.Id), { Status: 'Updated' });
  }
  for (const row of org.store.find('PermissionSetGroup', { Status: 'Outdated' })) {
    org.store.update('PermissionSetGroup', String(row.Id), { Status: 'Updating' });
  }
};

export const permissionSetGroupRules: readonly Rule[] = [group, component];
