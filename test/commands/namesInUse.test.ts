import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administer } from './administer.ts';
import { blockersOf } from './blocked.ts';
import { idOf, licenseId, plantSet, pslId } from './change.ts';
import { createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { SET, ZOOMINFO } from './zoomInfo.ts';

const idsOf = (blockers: readonly { id: string }[]): string[] => blockers.map(({ id }) => id);

/** ZOOMINFO with a permission set of this name. */
async function withSetName<T>(name: string, body: (args: string[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'definition-'));
  const file = join(folder, 'integrations.json');
  writeFileSync(file, JSON.stringify({ users: [{ name: 'ZoomInfo', permissionSet: { name } }] }));
  try {
    return await body([...ZOOMINFO, '--definition-file', file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('integration-user create: names in use', () => {
  it('a username of a user on another license: migrate is the way', () =>
    withOrg({}, async (org) => {
      const args = [
        '--name',
        'ERP',
        '--username',
        'ERP.Sync@example.com',
        '--email',
        'e@acme.com',
        '--object',
        'Account=read',
      ];
      const blockers = await blockersOf(org, args);
      expect(idsOf(blockers)).to.deep.equal(['user-on-other-license']);
      expect(blockers[0]?.message).to.contain('erp.sync@example.com').and.contain('"Salesforce"');
      expect(blockers[0]?.fix).to.contain('integration-user migrate').and.contain('--username');
    }));

  it('a profile name on another license', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, [...ZOOMINFO, '--profile', 'standard user']);
      expect(idsOf(blockers)).to.deep.equal(['profile-on-other-license']);
      expect(blockers[0]?.message).to.contain('"Salesforce"');
      expect(blockers[0]?.fix).to.contain('--profile');
    }));

  const bound = [
    ['Salesforce', 'set-on-other-license'],
    ['Salesforce Integration', 'set-on-user-license'],
    ['Identity', 'set-on-other-license'],
  ] as const;
  for (const [name, id] of bound) {
    it(`a permission set of that name, bound to the user license ${name}`, () =>
      withOrg({}, async (org) => {
        plantSet(org, { Name: SET, LicenseId: licenseId(org, name) });
        const blockers = await blockersOf(org, ZOOMINFO);
        expect(idsOf(blockers)).to.deep.equal([id]);
        expect(blockers[0]?.message).to.contain(SET);
        expect(blockers[0]?.fix).to.contain('permissionSet.name');
      }));
  }

  it('a permission set of that name, bound to another permission set license', () =>
    withOrg({}, async (org) => {
      plantSet(org, { Name: SET, LicenseId: pslId(org, 'SalesUserPsl') });
      expect(idsOf(await blockersOf(org, ZOOMINFO))).to.deep.equal(['set-on-other-license']);
    }));

  it('a permission set that a profile owns', () =>
    withOrg({}, async (org) => {
      const ProfileId = idOf(org, 'Profile', { Name: 'Standard User' });
      const name = String(org.org.store.find('PermissionSet', { ProfileId })[0]?.['Name']);
      await withSetName(name, async (args) => {
        expect(idsOf(await blockersOf(org, args))).to.deep.equal(['set-owned-by-other']);
      });
    }));

  it('a permission set that stands for a group', () =>
    withOrg({}, (org) =>
      withSetName('Sales_Sync', async (args) => {
        expect(idsOf(await blockersOf(org, args))).to.deep.equal(['set-owned-by-other']);
      }),
    ));

  it('a session-based permission set', () =>
    withOrg({}, (org) =>
      withSetName('Month_End', async (args) => {
        expect(idsOf(await blockersOf(org, args))).to.include('set-session-based');
      }),
    ));

  it('a permission set that other users have, and that would change', () =>
    withOrg({}, async (org) => {
      const { permissionSet, assign } = administer(org);
      assign('erp.sync@example.com', permissionSet(SET, ['EditTask']));
      const blockers = await blockersOf(org, ZOOMINFO);
      expect(idsOf(blockers)).to.deep.equal(['set-shared']);
      expect(blockers[0]?.message).to.contain('erp.sync@example.com').and.contain('1 in all');
      expect(blockers[0]?.fix).to.contain('--permission-set');
    }));

  it('a permission set that other users have through a group, and that would change', () =>
    withOrg({}, (org) =>
      withSetName('Account_Read', async (args) => {
        const blockers = await blockersOf(org, args);
        expect(idsOf(blockers)).to.deep.equal(['set-in-group']);
        expect(blockers[0]?.message).to.contain('Sales_Sync');
        expect(blockers[0]?.fix).to.contain('--permission-set');
      }),
    ));

  it('a permission set of a package by the same name is another one', () =>
    withOrg({}, (org) =>
      withSetName('Pardot_Connector_User', async (args) => {
        const { json, exitCode } = await createJson(org, args);
        expect(exitCode, json.message).to.equal(0);
        expect(org.org.store.find('PermissionSet', { Name: 'Pardot_Connector_User' })).to.have.length(2);
      }),
    ));

  it('an existing set on a license that the user will not have cannot be assigned', () =>
    withOrg({}, async (org) => {
      const blockers = await blockersOf(org, [...ZOOMINFO, '--permission-set', 'Sales_Extras']);
      expect(idsOf(blockers)).to.deep.equal(['assigned-set-on-other-license']);
      expect(blockers[0]?.fix).to.contain('--permission-set-license');
    }));
});
