import { NotSimulated, OrgError, type Row, type Rule, type Session } from '../org.ts';
import { allowanceOfLicense } from './allowance.ts';
import { audit } from './auditTrail.ts';
import { refuseBadDeveloperName } from './developerName.ts';
import { duplicateText } from './duplicateValue.ts';
import { judgeSet } from './parentSet.ts';
import { refuseUncovered } from './refusedRight.ts';
import { ADDED_BY_ITSELF } from './userPermissionNeeds.ts';

const ON = 'PermissionSet';

const ownSets: Rule = {
  on: ON,
  source: 'facts 2.2: profile-owned rows are refused with INVALID_CROSS_REFERENCE_KEY [community, live]',
  beforeUpdate: (_session, before) => {
    refuseForeign(before);
  },
  beforeDelete: (_session, row) => {
    refuseForeign(row);
  },
};

const refuseForeign = (set: Row): void => {
  if (set.IsOwnedByProfile === 1 || typeof set.PermissionSetGroupId === 'string') {
    throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
  }
  if (set.IsCustom !== 1 || typeof set.NamespacePrefix === 'string')
    throw new NotSimulated('changes to standard or managed permission sets');
};

const name: Rule = {
  on: ON,
  source: 'facts 3.1: form of Name; unique, code UNKNOWN (a switch)',
  beforeInsert: (session, row) => {
    refuseBadDeveloperName('Permission Set', 'Name', row.Name);
    refuseTakenName(session, row);
  },
  beforeUpdate: (session, before, changes) => {
    if (changes.Name === undefined) return;
    refuseBadDeveloperName('Permission Set', 'Name', changes.Name);
    refuseTakenName(session, { ...before, ...changes });
  },
};

const refuseTakenName = (session: Session, row: Row): void => {
  const other = session.org.store
    .find(ON, { Name: row.Name ?? null, NamespacePrefix: row.NamespacePrefix ?? null })
    .find((found) => found.Id !== row.Id);
  if (!other) return;
  const code = session.org.switches.duplicatePermissionSetNameCode;
  throw new OrgError(code, duplicateText('Name', other), { fields: ['Name'] });
};

const defaults: Rule = {
  on: ON,
  source: "facts 3.1: IsCustom, IsOwnedByProfile and Type are the platform's",
  beforeInsert: (_session, row) => {
    row.IsCustom = 1;
    row.IsOwnedByProfile = 0;
    row.Type = row.HasActivationRequired === 1 ? 'Session' : 'Regular';
  },
  beforeUpdate: (_session, _before, changes) => {
    if (changes.HasActivationRequired !== undefined)
      changes.Type = changes.HasActivationRequired === 1 ? 'Session' : 'Regular';
  },
};

const permissions: Rule = {
  on: ON,
  source:
    'facts 2.7, 1.6: dependencies, license of the set, licenses of its holders; ViewSetup adds ViewRoles by itself',
  beforeInsert: ({ org }, row) => {
    addByItself(row, row);
    if (typeof row.LicenseId === 'string') refuseUncovered(row, [], allowanceOfLicense(org, row.LicenseId));
  },
  beforeUpdate: (_session, before, changes) => {
    addByItself({ ...before, ...changes }, changes);
  },
  afterInsert: (session, row) => {
    judgeSet(session, String(row.Id));
  },
  afterUpdate: (session, _before, after) => {
    judgeSet(session, String(after.Id));
  },
};

const addByItself = (now: Row, changes: Row): void => {
  for (const [permission, added] of Object.entries(ADDED_BY_ITSELF)) {
    if (now[`Permissions${permission}`] === 1 && changes[`Permissions${permission}`] === 1)
      changes[`Permissions${added}`] = 1;
  }
};

const unassigned: Rule = {
  on: ON,
  source: 'facts 3.1: "Delete only when unassigned" [official; code unknown]',
  beforeDelete: ({ org }, row) => {
    const uses = [
      ...org.store.find('PermissionSetAssignment', { PermissionSetId: row.Id ?? null }),
      ...org.store.find('PermissionSetGroupComponent', { PermissionSetId: row.Id ?? null }),
    ];
    if (uses.length === 0) return;
    throw new OrgError('DELETE_FAILED', 'The permission set is assigned to users or part of a permission set group', {
      fields: [],
    });
  },
};

const trail: Rule = {
  on: ON,
  source: 'facts 3.1: Action PermSetCreate, the text mentions the license [official OBJ67]',
  afterInsert: (session, row) => {
    const { store } = session.org;
    const license =
      store.get('UserLicense', String(row.LicenseId))?.Name ??
      store.get('PermissionSetLicense', String(row.LicenseId))?.MasterLabel;
    const tail = license === undefined ? 'with no license' : `with license ${String(license)}`;
    audit(session, 'PermSetCreate', 'Manage Users', `Created permission set ${String(row.Label)}: ${tail}`);
  },
};

export const permissionSetRules: readonly Rule[] = [ownSets, name, defaults, permissions, unassigned, trail];
