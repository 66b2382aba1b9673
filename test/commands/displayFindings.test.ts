import { expect } from 'chai';
import type { RunningOrg, StartOptions } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { changeProfile, shown, WAREHOUSE } from './displaying.ts';
import { display } from './reading.ts';
import { withOrg } from './withOrg.ts';

type Change = {
  readonly name: string;
  readonly options?: StartOptions;
  readonly username?: string;
  readonly change: (org: RunningOrg) => void;
  /** Ids of the findings after it. */
  readonly found: readonly string[];
};

const userId = (org: RunningOrg): string => idOf(org, 'User', { Username: WAREHOUSE });

const DAY = 86_400_000;

/** With what it depends on. */
const VIEW_ALL = ['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup'];

const changes: readonly Change[] = [
  {
    name: 'deactivates the user',
    change: (org) => {
      administer(org).update('User', userId(org), { IsActive: false });
    },
    found: ['user-active'],
  },
  {
    name: 'freezes the user',
    change: (org) => {
      administer(org).update('UserLogin', idOf(org, 'UserLogin', { UserId: userId(org) }), { IsFrozen: true });
    },
    found: ['user-frozen'],
  },
  {
    name: 'takes set and license away',
    change: (org) => {
      const admin = administer(org);
      const PermissionSetId = idOf(org, 'PermissionSet', { Name: 'Warehouse_Integration' });
      admin.remove(
        'PermissionSetAssignment',
        idOf(org, 'PermissionSetAssignment', { AssigneeId: userId(org), PermissionSetId }),
      );
      for (const row of org.org.store.find('PermissionSetLicenseAssign', { AssigneeId: userId(org) }))
        admin.remove('PermissionSetLicenseAssign', String(row['Id']));
    },
    found: ['permission-set-license'],
  },
  {
    name: 'assigns a set with rights over the whole org',
    change: (org) => {
      const admin = administer(org);
      // What View All Data keeps on every object in its own set is told with it, that of another set by itself.
      admin.assign(WAREHOUSE, admin.permissionSet('Broad', [...VIEW_ALL, 'PasswordNeverExpires']));
      admin.assign(WAREHOUSE, admin.permissionSet('Contacts', [], { Contact: ['Read', 'ViewAllRecords'] }));
    },
    found: ['broad-permission', 'broad-object-right', 'password-never-expires'],
  },
  {
    name: 'has a profile that demands MFA',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsTwoFactorApi: 1 });
    },
    found: ['mfa-for-api'],
  },
  {
    name: 'has a profile without API',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsApiEnabled: 0 });
    },
    found: ['api-enabled'],
  },
  {
    name: 'has a profile for the user interface',
    change: (org) => {
      changeProfile(org, WAREHOUSE, { PermissionsApiUserOnly: 0 });
    },
    found: ['api-only'],
  },
  {
    name: 'lets the permission set license expire',
    change: (org) => {
      org.org.store.update(
        'PermissionSetLicense',
        idOf(org, 'PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' }),
        { Status: 'Disabled' },
      );
    },
    found: ['permission-set-license', 'set-not-carried'],
  },
  {
    name: 'does not use the user',
    change: (org) => {
      org.org.store.update('User', userId(org), { LastLoginDate: new Date(Date.now() - 91 * DAY).toISOString() });
    },
    found: ['unused'],
  },
  {
    name: 'never used the user',
    change: (org) => {
      const CreatedDate = new Date(Date.now() - 200 * DAY).toISOString();
      org.org.store.update('User', userId(org), { LastLoginDate: null, CreatedDate });
    },
    found: ['never-used'],
  },
  {
    name: 'gives it the name of production in a sandbox',
    options: { scenario: 'sandbox' },
    username: 'warehouse@example.com.uat',
    change: (org) => {
      administer(org).update('User', idOf(org, 'User', { Username: 'warehouse@example.com.uat' }), {
        Username: WAREHOUSE,
      });
    },
    found: ['sandbox-username'],
  },
];

describe('integration-user display finds what is wrong when an administrator', () => {
  for (const { name, options = {}, username = WAREHOUSE, change, found } of changes) {
    it(name, () =>
      withOrg(options, async (org) => {
        expect((await shown(org, username)).findings).to.deep.equal([]);
        change(org);
        const { findings } = await shown(org, WAREHOUSE);
        expect(findings.map(({ id }) => id)).to.deep.equal(found);
        const { stdout } = await display(org, ['--username', WAREHOUSE]);
        expect(stdout).to.contain('Findings');
      }),
    );
  }
});
