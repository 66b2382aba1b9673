import { expect } from 'chai';
import { administer } from './administer.ts';
import { idOf, licenseId, plantSet } from './change.ts';
import { counts, difference, dumpOf, expectSame } from './difference.ts';
import { permsetCreate } from './harness.ts';
import { expectShape } from './shape.ts';
import { applied, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, USERNAME, writesOf } from './zoomInfo.ts';
import { rightsOf, expectBlocked } from './permsetCreating.ts';

const ARGS = [
  ...['--name', 'Billing_Access', '--object', 'Account=read,edit', '--field', 'Account.Website=edit'],
  ...['--field', 'Account.Industry', '--apex-class', 'ZoomInfoInbound', '--custom-permission', 'Skip_Validation'],
  ...['--user-permission', 'EditTask', '--record-type', 'Account.Partner'],
];

describe('integration-user permset create', () => {
  it('makes a set without a license from flags, nothing else, and nothing the second time', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode, requests } = await permsetCreate.json(org, ARGS);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result);
      const [user] = json.result.users;
      expect(user).to.include({ name: 'Billing_Access', username: null, id: null, outcome: 'created' });
      expect([...new Set(user?.changes.map(({ status }) => status))]).to.deep.equal(['done']);
      expect(user?.findings).to.deep.equal([]);
      expect(requests.length).to.be.at.most(8);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      const { SetupAuditTrail: _trail, ...rows } = counts(added);
      expect(rows).to.deep.equal({
        ...{ PermissionSet: 1, ObjectPermissions: 1, FieldPermissions: 2, SetupEntityAccess: 2 },
        _RecordTypeVisibility: 1,
      });
      expect(added['PermissionSet']?.[0]).to.include({ Label: 'Billing Access', LicenseId: null });
      expect(rightsOf(org, 'Billing_Access')).to.deep.equal({
        permissions: ['EditTask'],
        objects: ['Account Edit Read'],
        fields: ['Account.Industry Read', 'Account.Website Edit Read'],
        setup: 2,
      });
      const complete = dumpOf(org);
      const again = await permsetCreate.json(org, ARGS);
      expect([again.exitCode, again.json.result?.outcome], again.json.message).to.deep.equal([0, 'unchanged']);
      expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
      expectSame(complete, dumpOf(org));
    }));

  it('completes a set, and takes nothing away', () =>
    withOrg({}, async (org) => {
      await permsetCreate.json(org, ARGS);
      const before = dumpOf(org);
      const { json, exitCode } = await permsetCreate.json(org, [
        '--name',
        'Billing_Access',
        '--field',
        'Account.Phone=edit',
      ]);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.outcome).to.equal('updated');
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect([counts(added), removed, changed]).to.deep.equal([{ FieldPermissions: 1 }, {}, {}]);
    }));

  it('completes a set that a user holds already', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const { json, exitCode } = await permsetCreate.json(org, ['--name', SET, '--field', 'Account.Phone']);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users[0]?.changes.map(({ name, status }) => [name, status])).to.deep.equal([
        ['Account.Phone', 'done'],
      ]);
    }));

  it('label and description', () =>
    withOrg({}, async (org) => {
      const { exitCode, json } = await permsetCreate.json(org, [...ARGS, '--label', 'Billing: what it may']);
      expect(exitCode, json.message).to.equal(0);
      const set = org.org.store.get('PermissionSet', idOf(org, 'PermissionSet', { Name: 'Billing_Access' }));
      expect(set?.['Label']).to.equal('Billing: what it may');
      expect(set?.['Description']).to.be.a('string').and.not.equal('');
    }));

  it('tells all problems at once', () =>
    withOrg({}, async (org) => {
      await expectBlocked(
        org,
        [
          ...[
            '--name',
            'Billing_Access',
            '--object',
            'Acount=read',
            '--object',
            'Contact=viewAll',
            '--field',
            'Contact.Titel',
          ],
          ...[
            '--apex-class',
            'ZoomInfoInboud',
            '--user-permission',
            'ModifyAllData',
            '--record-type',
            'Account.Partnr',
          ],
        ],
        [
          'unknown-object Acount',
          'broad-object-right Contact',
          'unknown-field Contact.Titel',
          'unknown-apex-classes ZoomInfoInboud',
          'broad-permission ModifyAllData',
          'unknown-record-types Account.Partnr',
        ],
      );
    }));

  it('a name that cannot be, one that a profile or a license owns', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await permsetCreate.json(org, ['--name', '1 Set', '--object', 'Account=read']);
      expect(exitCode).to.equal(2);
      expect(json.result?.blockers.map(({ id }) => id)).to.include('permission-set-name');
      plantSet(org, { Name: 'Sales_Only', LicenseId: licenseId(org, 'Salesforce') });
      await expectBlocked(
        org,
        ['--name', 'Sales_Only', '--object', 'Account=read'],
        ['set-on-other-license Sales_Only'],
      );
    }));

  it('a set in a group that would change', () =>
    withOrg({}, async (org) => {
      const text = await expectBlocked(
        org,
        ['--name', 'Account_Read', '--object', 'Contact=read'],
        ['set-in-group Account_Read'],
      );
      expect(text).to.contain('Sales_Sync');
    }));

  it('works where there is no integration license at all', () =>
    withOrg({ scenario: 'scratch' }, async (org) => {
      const { json, exitCode } = await permsetCreate.json(org, [
        '--name',
        'Billing_Access',
        '--object',
        'Account=read',
      ]);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.licenses).to.deep.equal({ userLicense: null, permissionSetLicense: null });
    }));

  it('--dry-run writes nothing and prints the plan', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { stdout, stderr, exitCode } = await permsetCreate(org, [...ARGS, '--dry-run']);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout)
        .to.contain('nothing is written')
        .and.match(/create +FieldPermissions +Account\.Website/);
      expectSame(before, dumpOf(org));
    }));

  it('what is refused is taken back; a lost answer is no second set', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      org.faults.add({ kind: 'status', code: 403, match: /POST .*\/(composite|PermissionSet)$/ });
      const { json, exitCode } = await permsetCreate.json(org, ARGS);
      expect(exitCode, json.message).to.equal(1);
      expectSame(before, dumpOf(org));
      org.faults.clear();
      org.faults.add({ kind: 'drop-after', match: /POST .*\/composite$/ });
      const again = await permsetCreate.json(org, ARGS);
      expect(again.exitCode, again.json.message).to.equal(0);
      expect(org.org.store.find('PermissionSet', { Name: 'Billing_Access' })).to.have.length(1);
    }));

  it('what it made can be assigned', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      await permsetCreate.json(org, ARGS);
      administer(org).assign(USERNAME, idOf(org, 'PermissionSet', { Name: 'Billing_Access' }));
    }));

  it('bad flags exit with 2', () =>
    withOrg({}, async (org) => {
      for (const args of [[], ['--object', 'Account=read'], ['--name', 'X', '--nope']])
        expect((await permsetCreate.json(org, args)).exitCode, args.join(' ')).to.equal(2);
    }));
});
