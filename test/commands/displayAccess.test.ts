import { expect } from 'chai';
import { createJson } from './harness.ts';
import { display, displayJson } from './reading.ts';
import { withOrg } from './withOrg.ts';
import { WAREHOUSE, SALES, ERP, shown } from './displaying.ts';

describe('integration-user display --access', () => {
  it('names every path', () =>
    withOrg({}, async (org) => {
      const { access } = await shown(org, SALES, '--access', 'account.website');
      expect(access).to.deep.equal({
        name: 'Account.Website',
        right: 'read',
        granted: true,
        through: [
          { kind: 'profile', name: 'Standard User', via: null, by: null },
          { kind: 'permissionSetGroup', name: 'Sales_Sync', via: 'Account_Read', by: null },
        ],
        missing: null,
      });
      const { stdout } = await display(org, ['--username', SALES, '--access', 'Account.Website']);
      expect(stdout).to.match(/profile "Standard User"[^]*permission set "Account_Read" in group "Sales_Sync"/);
      expect(stdout).to.contain('sales.two@example.com has "read" on Account.Website.');
    }));

  it('keeps the shape of the result', () =>
    withOrg({}, async (org) => {
      const plain = Object.keys(await shown(org, WAREHOUSE));
      expect(Object.keys(await shown(org, WAREHOUSE, '--access', 'Account'))).to.deep.equal(plain);
      expect(Object.keys(await shown(org, WAREHOUSE, '--against', ERP))).to.deep.equal(plain);
    }));

  const added = [
    'Case',
    'Case.Subject=edit',
    'Contact=edit',
    'Contact.Phone=edit',
    'Account=viewAll',
    'OrderItem=create',
    'Task=edit',
    'Invoice__c.Amount__c=edit',
    'Account.Name=edit',
    'Contact.LastName=edit',
    'Case.CaseNumber',
  ];
  for (const name of added) {
    it(`names a command that gives ${name}`, () =>
      withOrg({}, async (org) => {
        const before = await shown(org, WAREHOUSE, '--access', name);
        if (before.access?.granted === true) return;
        const command =
          /sf integration-user create (.*)$/.exec(before.access?.missing?.fix ?? '')?.[1] ??
          expect.fail(before.access?.missing?.fix);
        const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
        const made = await createJson(org, args);
        expect(made.exitCode, made.json.message).to.equal(0);
        const after = await shown(org, WAREHOUSE, '--access', name);
        expect(after.access).to.deep.include({ granted: true, missing: null });
      }));
  }

  it('prints the first missing link and the command', () =>
    withOrg({}, async (org) => {
      const { stdout, exitCode } = await display(org, ['--username', WAREHOUSE, '--access', 'Case.Subject=edit']);
      expect(exitCode).to.equal(0);
      expect(stdout.trim().split('\n')).to.deep.equal([
        'warehouse@example.com does not have "edit" on Case.Subject.',
        'Neither the profile nor a permission set of warehouse@example.com gives the right "edit" on the object Case.',
        'Add it: sf integration-user create --name "Warehouse Integration" --username warehouse@example.com --profile "Minimum Access - API Only Integrations" --object Case=edit --field Case.Subject=edit',
      ]);
    }));

  it('knows that nobody edits what the system sets', () =>
    withOrg({}, async (org) => {
      const { access } = await shown(org, WAREHOUSE, '--access', 'Account.CreatedDate=edit');
      expect(access?.missing?.message).to.equal(
        'warehouse@example.com cannot edit Account.CreatedDate: the system sets that field, and nobody can.',
      );
      expect((await shown(org, WAREHOUSE, '--access', 'Account.CreatedDate')).access?.granted).to.equal(true);
    }));

  it('refuses what it does not understand before it asks anything', () =>
    withOrg({}, async (org) => {
      const ran = await displayJson(org, ['--username', WAREHOUSE, '--access', 'Account.Website=delete']);
      expect([ran.exitCode, ran.requests.length]).to.deep.equal([2, 0]);
    }));
});

describe('integration-user display --against', () => {
  it('shows both directions', () =>
    withOrg({}, async (org) => {
      const { difference } = await shown(org, WAREHOUSE, '--against', ERP);
      expect(difference?.against).to.equal(ERP);
      expect(difference?.onlyUser).to.deep.include({ kind: 'userPermission', name: 'ActivateOrder', right: null });
      expect(difference?.onlyOther).to.deep.include({ kind: 'object', name: 'Account', right: 'modifyAll' });
      expect(difference?.onlyUser).not.to.deep.include({ kind: 'object', name: 'Account', right: 'read' });
      const { stdout } = await display(org, ['--username', WAREHOUSE, '--against', ERP]);
      expect(stdout).to.match(/erp\.sync@example\.com +Object +Account +delete, modifyAll, viewAll/);
      expect(stdout).to.match(/erp\.sync@example\.com +Field +\d+ fields of Opportunity/);
    }));

  it('says when two may do the same', () =>
    withOrg({}, async (org) => {
      const { stdout } = await display(org, ['--username', WAREHOUSE, '--against', WAREHOUSE]);
      expect(stdout.trim()).to.equal('warehouse@example.com and warehouse@example.com may do exactly the same.');
    }));

  it('does not know the other user', () =>
    withOrg({}, async (org) => {
      const ran = await displayJson(org, ['--username', WAREHOUSE, '--against', 'erp.synk@example.com']);
      expect([ran.exitCode, ran.json.actions]).to.deep.equal([1, ['Did you mean erp.sync@example.com?']]);
    }));
});
