import { NotSimulated, OrgError, type Org, type Row, type Rule, type Session } from '../org.ts';
import { enabledPermissions } from '../access/userPermissions.ts';
import { allowanceOfLicense } from './allowance.ts';
import { audit } from './auditTrail.ts';
import { duplicateText } from './duplicateValue.ts';
import { forcedPermissions, INTEGRATION_LICENSE } from './integrationLicense.ts';
import { deleteOwnedSet, insertOwnedSet, ownedSetOf, updateOwnedSet } from './ownedSet.ts';
import { referenced } from './referenced.ts';
import { licenseRefusal } from './refusedRight.ts';
import { complaintsAboutUserPermissions, refuseComplaints } from './setComplaints.ts';
import { ADDED_BY_ITSELF } from './userPermissionNeeds.ts';

const ON = 'Profile';
const FIRST_VERSION_WITH_DML = 52;

const dml: Rule = {
  on: ON,
  source:
    'facts 2.9: create only from v51/52 on [official, date approximate]; a switch, since no recording on this license exists',
  beforeInsert: ({ org, apiVersion }) => {
    if (org.switches.profileDml === 'accepted' && apiVersion >= FIRST_VERSION_WITH_DML) return;
    throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'entity type cannot be inserted: Profile');
  },
};

const name: Rule = {
  on: ON,
  source: 'facts 2.2: duplicate Name (a switch; "The profile name is already in use: Name" is recorded over SOAP)',
  beforeInsert: (session, row) => {
    refuseTakenName(session, row);
  },
  beforeUpdate: (session, before, changes) => {
    if (changes.Name === undefined || changes.Name === before.Name) return;
    if (isStandard(session.org, before)) throw new NotSimulated('renaming a standard profile');
    refuseTakenName(session, { ...before, ...changes });
  },
};

const refuseTakenName = ({ org }: Session, row: Row): void => {
  const other = org.store.find(ON, { Name: row.Name ?? null }).find((found) => found.Id !== row.Id);
  if (!other) return;
  const code = org.switches.duplicateProfileNameCode;
  const text =
    code === 'FIELD_INTEGRITY_EXCEPTION' ? 'The profile name is already in use: Name' : duplicateText('Name', other);
  throw new OrgError(code, text, { fields: ['Name'] });
};

const permissions: Rule = {
  on: ON,
  source: 'facts 2.2, 2.5, 2.8, 10: what the license requires comes on by itself and stays; what it forbids is refused',
  beforeInsert: (session, row, given) => {
    const license = referenced(session, row.UserLicenseId, 'UserLicense');
    refusePermissions(session, license, given);
    for (const forced of forcedBy(session.org, license)) row[`Permissions${forced}`] = 1;
    addByItself(row);
    refuseComplaints(complaintsAboutUserPermissions(row));
    row.UserType ??= license.Name === 'Chatter Free' ? 'CsnOnly' : 'Standard';
  },
  beforeUpdate: (session, before, changes) => {
    const license = referenced(session, before.UserLicenseId, 'UserLicense');
    refusePermissions(session, license, changes);
    addByItself(changes);
    refuseComplaints(complaintsAboutUserPermissions({ ...before, ...changes }));
  },
};

const refusePermissions = (session: Session, license: Row, given: Row): void => {
  const allowance = allowanceOfLicense(session.org, String(license.Id));
  const forced = forcedBy(session.org, license);
  for (const permission of enabledPermissions(given).sort()) {
    const byTheSwitch = license.Name === INTEGRATION_LICENSE && permission === 'PasswordNeverExpires';
    const allowed = byTheSwitch
      ? session.org.switches.passwordNeverExpiresOnProfile === 'accepted'
      : allowance.userPermission(permission);
    if (!allowed) throw licenseRefusal(permission);
  }
  const off = forced.find((permission) => given[`Permissions${permission}`] === 0);
  if (off === undefined) return;
  // Facts 1.1: "API-only cannot be switched off"; the words of the API are unknown.
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', `The user license requires the permission: ${off}`, { fields: [] });
};

const forcedBy = (org: Org, license: Row): readonly string[] =>
  license.Name === INTEGRATION_LICENSE ? forcedPermissions(org.features.chatter) : [];

const addByItself = (changes: Row): void => {
  for (const [permission, added] of Object.entries(ADDED_BY_ITSELF)) {
    if (changes[`Permissions${permission}`] === 1) changes[`Permissions${added}`] = 1;
  }
};

const owned: Rule = {
  on: ON,
  source: 'facts 2.2: every profile owns one PermissionSet row, Type Profile',
  afterInsert: (session, row) => {
    insertOwnedSet(session.org, row, { custom: true, by: session.userId });
    audit(session, 'createdprofile', 'Manage Users', `Created profile ${String(row.Name)}`);
  },
  afterUpdate: (session, _before, after) => {
    updateOwnedSet(session.org, after, session.userId);
  },
  beforeDelete: ({ org }, row) => {
    deleteOwnedSet(org, row);
  },
};

const inUse: Rule = {
  on: ON,
  source: 'facts 2.2: not while any user, even inactive, holds it [community; code a switch]',
  beforeDelete: ({ org }, row) => {
    if (isStandard(org, row)) throw new NotSimulated('the answer to deleting a standard profile');
    if (org.store.find('User', { ProfileId: row.Id ?? null }).length === 0) return;
    throw new OrgError(org.switches.profileInUseCode, 'The profile is in use by users', { fields: [] });
  },
};

const isStandard = (org: Org, profile: Row): boolean => ownedSetOf(org, String(profile.Id))?.IsCustom !== 1;

export const profileRules: readonly Rule[] = [dml, name, permissions, inUse, owned];
