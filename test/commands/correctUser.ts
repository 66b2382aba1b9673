import { expect } from 'chai';
import { access } from '../org/access/access.ts';
import type { Row, Session } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { enabled } from './difference.ts';
import { PROFILE, PSL, SET, USERNAME } from './zoomInfo.ts';

export type Expected = {
  readonly profile?: string;
  /** Beyond those of the license. */
  readonly profilePermissions?: readonly string[];
  readonly setPermissions?: readonly string[];
  readonly chatter?: boolean;
};

/** The user as the org knows it. */
export function userOf({ org }: RunningOrg, username = USERNAME): Row | undefined {
  return org.store.find('User', { Username: username })[0];
}

function sessionOf(running: RunningOrg, username = USERNAME): Session {
  return { org: running.org, userId: String(userOf(running, username)?.['Id']), apiVersion: 67 };
}

/**
 * Fails unless the org holds the user ZOOMINFO complete and in working order: active, on the license, license assigned once, its own
 * permission set with the rights that were asked for and no other, and the access of its session what these rights say.
 */
export function expectCorrectUser(running: RunningOrg, expected: Expected = {}): void {
  const { store } = running.org;
  const { profile = PROFILE, profilePermissions = [], setPermissions = ['PasswordNeverExpires'] } = expected;
  const forced = expected.chatter === false ? [] : ['ChatterInternalUser'];
  const users = store.find('User', { Username: USERNAME });
  expect(users, 'users').to.have.length(1);
  const [user] = users;
  expect(user, 'user').to.include({ IsActive: 1, LastName: 'ZoomInfo', Email: 'team@acme.com' });
  const profileRow = store.get('Profile', String(user?.['ProfileId']));
  expect(profileRow?.['Name']).to.equal(profile);
  expect(store.get('UserLicense', String(profileRow?.['UserLicenseId']))?.['Name']).to.equal('Salesforce Integration');
  expect(enabled(profileRow), 'on the profile').to.deep.equal(
    ['ApiEnabled', 'ApiUserOnly', ...forced, ...profilePermissions].sort(),
  );

  const id = user?.['Id'] ?? null;
  const license = store.find('PermissionSetLicense', { DeveloperName: PSL })[0]?.['Id'] ?? null;
  const held = store.find('PermissionSetLicenseAssign', { AssigneeId: id });
  expect(
    held.map((row) => row['PermissionSetLicenseId']),
    'permission set licenses',
  ).to.deep.equal([license]);

  const [set] = store.find('PermissionSet', { Name: SET });
  expect([null, license], 'license of the set').to.include(set?.['LicenseId'] ?? null);
  expect(enabled(set), 'in the set').to.deep.equal([...setPermissions].sort());
  const ParentId = set?.['Id'] ?? null;
  const objects = store.find('ObjectPermissions', { ParentId });
  expect(objects.map((row) => [row['SobjectType'], ...enabled(row)])).to.deep.equal([['Account', 'Edit', 'Read']]);
  const fields = store.find('FieldPermissions', { ParentId });
  expect(Object.fromEntries(fields.map((row) => [row['Field'], enabled(row)]))).to.deep.equal({
    'Account.Industry': ['Read'],
    'Account.Website': ['Edit', 'Read'],
  });
  const assigned = store.find('PermissionSetAssignment', { AssigneeId: id });
  const names = assigned.map((row) => store.get('PermissionSet', String(row['PermissionSetId']))?.['Name']);
  expect(names.filter((name) => !String(name).startsWith('X00e'))).to.deep.equal([SET]);
  expectAccess(running, [...profilePermissions, ...setPermissions]);
}

/** What the user's own session may do. */
function expectAccess(running: RunningOrg, permissions: readonly string[]): void {
  const session = sessionOf(running);
  const { schema } = running.org;
  const has = access.userPermissions(session);
  for (const permission of ['ApiEnabled', 'ApiUserOnly', ...permissions]) expect([...has]).to.include(permission);
  expect([...has]).not.to.include('TwoFactorApi');
  const [account, contact] = [schema.object('Account'), schema.object('Contact')];
  if (account === undefined || contact === undefined) throw new Error('The simulated org has no Account or no Contact');
  expect(access.object(session, account)).to.include({ read: true, edit: true, create: false, delete: false });
  expect(access.object(session, contact)).to.include({ read: false, edit: false });
  const right = (name: string): unknown => {
    const field = schema.field(account, name);
    return field && access.field(session, account, field);
  };
  expect(right('Website')).to.deep.equal({ read: true, edit: true });
  expect(right('Industry')).to.deep.equal({ read: true, edit: false });
  expect(right('Phone')).to.deep.equal({ read: false, edit: false });
}
