import { expect } from 'chai';
import { idOf } from './change.ts';
import { withDefinition } from './definitionFile.ts';
import { permsetCreate } from './harness.ts';
import { expectShape } from './shape.ts';
import { billing, BILLING_SET, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { SET } from './zoomInfo.ts';
import { rightsOf, expectBlocked } from './permsetCreating.ts';

describe('integration-user permset create: from a definition file', () => {
  it('the set of the user by its name, exactly as apply would make it', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await withDefinition(twoUsers, (file) =>
        permsetCreate.json(org, ['--definition-file', file, '--name', BILLING_SET.toLowerCase()]),
      );
      expect(exitCode, json.message).to.equal(0);
      const [set] = org.org.store.find('PermissionSet', { Label: 'Integration - Billing' });
      expect(String(set?.['Name']).toLowerCase()).to.equal(BILLING_SET.toLowerCase());
      const rights = rightsOf(org, String(set?.['Name']));
      expect(rights).to.deep.equal({
        permissions: ['EditTask'],
        objects: ['Contact Read', 'Invoice__c Create Read'],
        fields: ['Contact.Title Read'],
        setup: 1,
      });
      expect(org.org.store.find('User', { Username: billing.username })).to.deep.equal([]);
    }));

  it('the only one needs no name', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await withDefinition({ users: [zoomInfo] }, (file) =>
        permsetCreate.json(org, ['--definition-file', file]),
      );
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users[0]?.name).to.equal(SET);
      expect(idOf(org, 'PermissionSet', { Name: SET, Label: 'Integration - ZoomInfo' })).to.match(/^0PS/);
    }));

  it('flags add to it, they replace nothing', () =>
    withOrg({}, async (org) => {
      const more = ['--field', 'Account.Phone=edit', '--object', 'Contact=read'];
      const { json, exitCode } = await withDefinition({ users: [zoomInfo] }, (file) =>
        permsetCreate.json(org, ['--definition-file', file, ...more]),
      );
      expect(exitCode, json.message).to.equal(0);
      expect(rightsOf(org, SET)).to.deep.equal({
        permissions: [],
        objects: ['Account Edit Read', 'Contact Read'],
        fields: ['Account.Industry Read', 'Account.Phone Edit Read', 'Account.Website Edit Read'],
        setup: 0,
      });
    }));

  it('lists of the file and of the flags are joined', () =>
    withOrg({}, async (org) => {
      const set = { userPermissions: ['EditTask'], apexClasses: ['ZoomInfoInbound'] };
      const { json, exitCode } = await withDefinition({ users: [{ ...zoomInfo, permissionSet: set }] }, (file) =>
        permsetCreate.json(org, [
          '--definition-file',
          file,
          '--user-permission',
          'RunReports',
          '--apex-class',
          'AccountSync',
        ]),
      );
      expect(exitCode, json.message).to.equal(0);
      expect(rightsOf(org, SET))
        .to.include({ setup: 2 })
        .and.deep.include({ permissions: ['EditTask', 'RunReports'] });
    }));

  it('several without a name, or none by the name: which there are', () =>
    withOrg({}, (org) =>
      withDefinition(twoUsers, async (file) => {
        const several = await expectBlocked(org, ['--definition-file', file], ['file-several-sets users'], 0);
        expect(several).to.contain(SET).and.contain(BILLING_SET).and.contain('--name');
        const args = ['--definition-file', file, '--name', 'Integration_Biling'];
        const none = await expectBlocked(org, args, ['file-no-such-set Integration_Biling'], 0);
        expect(none).to.contain(BILLING_SET);
      }),
    ));

  it('a broken file', () =>
    withOrg({}, (org) =>
      withDefinition('users:\n  - nam: A\n', async (file) => {
        const { json, exitCode } = await permsetCreate.json(org, ['--definition-file', file]);
        expect(exitCode).to.equal(1);
        expectShape(json.result, 0);
        expect(json.message).to.contain('integrations.yaml:2:5');
      }),
    ));
});
