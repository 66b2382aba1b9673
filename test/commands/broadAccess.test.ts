import { expect } from 'chai';
import { blockersOf } from './blocked.ts';
import { plantSet } from './change.ts';
import { enabled } from './difference.ts';
import { createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, SET, USERNAME, ZOOMINFO } from './zoomInfo.ts';

const idsOf = (blockers: readonly { id: string }[]): string[] => blockers.map(({ id }) => id);

describe('integration-user create: broad rights', () => {
  const cases: readonly (readonly [string, readonly string[], string, string])[] = [
    ['Modify All Data', ['--user-permission', 'ModifyAllData'], 'broad-permission', 'ModifyAllData'],
    ['View All Data', ['--user-permission', 'ViewAllData'], 'broad-permission', 'ViewAllData'],
    ['Manage Users', ['--user-permission', 'ManageUsers'], 'broad-permission', 'ManageUsers'],
    ['Author Apex', ['--user-permission', 'AuthorApex'], 'broad-permission', 'AuthorApex'],
    [
      'Customize Application',
      ['--user-permission', 'CustomizeApplication'],
      'broad-permission',
      'CustomizeApplication',
    ],
    ['Modify Metadata', ['--user-permission', 'ModifyMetadata'], 'broad-permission', 'ModifyMetadata'],
    ['View All Data on the profile', ['--profile-permission', 'ViewAllData'], 'broad-permission', 'ViewAllData'],
    ['viewAll on an object', ['--object', 'Account=viewAll'], 'broad-object-right', 'viewAll'],
  ];
  for (const [what, args, id, right] of cases) {
    it(`${what} is refused`, () =>
      withOrg({}, async (org) => {
        const blockers = await blockersOf(org, [...NOBODY, ...args]);
        expect(idsOf(blockers)).to.deep.equal([id]);
        expect(blockers[0]?.message).to.contain(right);
        expect(blockers[0]?.fix).to.contain('--allow-broad-access');
      }));
  }

  it('modifyAll on an object is refused, and the viewAll that it brings', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, [...NOBODY, '--object', 'Account=modifyAll']);
      expect(blockers.map(({ id, subject }) => [id, subject])).to.deep.equal([
        ['broad-object-right', 'Account'],
        ['broad-object-right', 'Account'],
      ]);
    }));

  it('through a set to assign', () =>
    withOrg({}, async (org) => {
      plantSet(org, { Name: 'Superuser', PermissionsViewAllData: 1 });
      const blockers = await blockersOf(org, [...ZOOMINFO, '--permission-set', 'Superuser']);
      expect(blockers).to.have.length(1);
      expect(blockers[0]?.message).to.contain('ViewAllData').and.contain('Superuser');
      expect(blockers[0]?.fix).to.contain('--allow-broad-access');
    }));

  it('are granted with --allow-broad-access, and then told as findings', () =>
    withOrg({}, async (org) => {
      const more = ['--user-permission', 'ViewAllData', '--user-permission', 'ViewEventLogFiles'];
      const setup = [
        '--user-permission',
        'ViewSetup',
        '--user-permission',
        'ViewRoles',
        '--object',
        'Account=modifyAll',
      ];
      const args = [...NOBODY, ...more, ...setup, '--allow-broad-access'];
      const planned = await createJson(org, [...args, '--dry-run']);
      const told = planned.json.result?.users[0]?.findings.map(({ id, subject }) => `${id} ${subject}`);
      expect([...new Set(told)]).to.have.members(['broad-permission ViewAllData', 'broad-object-right Account']);
      expect(planned.json.warnings.join()).to.contain('ViewAllData');
      const { json, exitCode } = await createJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users[0]?.findings.map(({ id, subject }) => `${id} ${subject}`)).to.have.members([
        'broad-permission ViewAllData',
        'broad-object-right Account',
        `password-never-expires ${USERNAME}`,
        'permission-brings-others ViewAllData',
        'permission-brings-others ViewSetup',
      ]);
      const set = org.org.store.find('PermissionSet', { Name: SET })[0];
      expect(enabled(set)).to.include('ViewAllData');
      const own = { ParentId: set?.['Id'] ?? null, SobjectType: 'Account' };
      const rights = org.org.store.find('ObjectPermissions', own)[0];
      expect(enabled(rights)).to.include.members(['ModifyAllRecords', 'ViewAllRecords', 'Delete', 'Edit', 'Read']);
    }));

  it('a permission that the permission set license cannot carry is refused before the first write', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, [...NOBODY, '--user-permission', 'EmailMass']);
      expect(idsOf(blockers)).to.deep.equal(['permission-not-carried']);
      expect(blockers[0]?.message).to.contain('EmailMass').and.contain('Salesforce API Integration');
    }));
});
