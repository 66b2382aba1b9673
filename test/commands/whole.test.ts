import { expect } from 'chai';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { expectCorrectUser, userOf } from './correctUser.ts';
import { counts, difference, dumpOf, enabled, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, NOBODY, PROFILE, PSL, SET, USERNAME, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';

const nameOf = ({ org }: RunningOrg, object: string, id: unknown, column = 'Name'): unknown =>
  org.store.get(object, String(id))?.[column];

const pick = (row: Row | undefined, ...columns: string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row?.[column] ?? null]));

describe('integration-user create: everything in one go', () => {
  it('puts exactly the rows into the org that the description needs, and changes no other', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode } = await createJson(org, WHOLE);
      expect(exitCode, json.message).to.equal(0);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect(removed).to.deep.equal({});
      expect(changed).to.deep.equal({});
      expect(counts(added)).to.deep.equal({
        Profile: 1,
        PermissionSet: 2,
        ObjectPermissions: 1,
        FieldPermissions: 2,
        SetupEntityAccess: 2,
        _RecordTypeVisibility: 1,
        User: 1,
        UserLogin: 1,
        PermissionSetLicenseAssign: 1,
        PermissionSetAssignment: 4,
        GroupMember: 2,
        SetupAuditTrail: 4,
      });

      const [profile, user] = [added['Profile']?.[0], added['User']?.[0]];
      expect(profile?.['Name']).to.equal(PROFILE);
      expect(nameOf(org, 'UserLicense', profile?.['UserLicenseId'])).to.equal('Salesforce Integration');
      expect(enabled(profile)).to.deep.equal(['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser']);
      expect(pick(user, 'Username', 'LastName', 'FirstName', 'Email', 'Alias', 'IsActive', 'ProfileId')).to.deep.equal({
        Username: USERNAME,
        LastName: 'ZoomInfo',
        FirstName: null,
        Email: 'team@acme.com',
        Alias: 'zoominfo',
        IsActive: 1,
        ProfileId: profile?.['Id'],
      });
      expect(nameOf(org, 'UserRole', user?.['UserRoleId'])).to.equal('Integrations');
      expect(pick(user, 'TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey')).to.deep.equal({
        TimeZoneSidKey: 'America/Los_Angeles',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
      });

      const set = added['PermissionSet']?.find((row) => row['Name'] === SET);
      expect(pick(set, 'Label', 'LicenseId', 'Type')).to.deep.equal({
        Label: 'Integration - ZoomInfo',
        LicenseId: null,
        Type: 'Regular',
      });
      expect(enabled(set)).to.deep.equal(['EditTask', 'PasswordNeverExpires']);
      const own = ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', '_RecordTypeVisibility'];
      for (const name of own) {
        expect([...new Set(added[name]?.map((row) => row['ParentId']))], name).to.deep.equal([set?.['Id']]);
      }
      expect(added['ObjectPermissions']?.map((row) => [row['SobjectType'], ...enabled(row)])).to.deep.equal([
        ['Account', 'Edit', 'Read'],
      ]);
      expect(added['FieldPermissions']?.map((row) => [row['Field'], ...enabled(row)])).to.deep.equal([
        ['Account.Industry', 'Read'],
        ['Account.Website', 'Edit', 'Read'],
      ]);
      expect(added['SetupEntityAccess']?.map((row) => row['SetupEntityType'])).to.deep.equal([
        'ApexClass',
        'CustomPermission',
      ]);
      const [apex, permission] = (added['SetupEntityAccess'] ?? []).map((row) => row['SetupEntityId']);
      expect(nameOf(org, 'ApexClass', apex)).to.equal('ZoomInfoInbound');
      expect(nameOf(org, 'CustomPermission', permission, 'DeveloperName')).to.equal('Skip_Validation');
      const [shown] = added['_RecordTypeVisibility'] ?? [];
      expect(shown).to.include({ Visible: 1, IsDefault: 0 });
      expect(nameOf(org, 'RecordType', shown?.['RecordTypeId'], 'DeveloperName')).to.equal('Partner');

      for (const name of ['PermissionSetLicenseAssign', 'PermissionSetAssignment']) {
        expect([...new Set(added[name]?.map((row) => row['AssigneeId']))], name).to.deep.equal([user?.['Id']]);
      }
      const [license] = added['PermissionSetLicenseAssign'] ?? [];
      expect(nameOf(org, 'PermissionSetLicense', license?.['PermissionSetLicenseId'], 'DeveloperName')).to.equal(PSL);
      const sets = (added['PermissionSetAssignment'] ?? []).map((row) =>
        row['PermissionSetGroupId'] === null
          ? nameOf(org, 'PermissionSet', row['PermissionSetId'])
          : nameOf(org, 'PermissionSetGroup', row['PermissionSetGroupId'], 'DeveloperName'),
      );
      expect(sets.filter((name) => name !== `X${String(profile?.['Id'])}`)).to.have.members([
        SET,
        'Existing_Set',
        'Sales_Sync',
      ]);
      const groups = (added['GroupMember'] ?? []).map((row) => nameOf(org, 'Group', row['GroupId'], 'DeveloperName'));
      expect(groups).to.have.members(['Integrations', 'Order_Intake']);
      expect([...new Set(added['GroupMember']?.map((row) => row['UserOrGroupId']))]).to.deep.equal([user?.['Id']]);
    }));

  it('tells every change once, in the result and in the table, with what comes next', () =>
    withOrg({}, async (org) => {
      const { stdout, stderr, exitCode } = await create(org, WHOLE);
      expect(exitCode, stderr).to.equal(0);
      const rows = stdout
        .split('\n')
        .flatMap((line) => /^ (create|assign) +(\w+) +(.*?) *$/.exec(line)?.slice(1) ?? []);
      const table = Array.from({ length: rows.length / 3 }, (_, index) =>
        rows.slice(index * 3, index * 3 + 2).join(' '),
      );
      expect(table).to.deep.equal([
        'create Profile',
        'create PermissionSet',
        'create ObjectPermissions',
        ...['create FieldPermissions', 'create FieldPermissions'],
        ...['create SetupEntityAccess', 'create SetupEntityAccess'],
        'create RecordTypeVisibility',
        'create User',
        'assign PermissionSetLicenseAssign',
        ...['assign PermissionSetAssignment', 'assign PermissionSetAssignment', 'assign PermissionSetAssignment'],
        ...['assign GroupMember', 'assign GroupMember'],
      ]);
      expect(stdout).to.contain(`Integration user ${USERNAME} is ready.`);
      const user = userOf(org);
      for (const id of [user?.['Id'], user?.['ProfileId']]) expect(stdout).to.contain(`address=%2F${String(id)}`);
      expect(stdout).to.match(/External Client App .*credentials.*ManageExternalClientApplication/);
    }));

  it('changes nothing the second time and says so', () =>
    withOrg({}, async (org) => {
      await create(org, WHOLE);
      const before = dumpOf(org);
      const again = await createJson(org, WHOLE);
      expect(again.exitCode).to.equal(0);
      expect(again.json.result).to.include({ outcome: 'unchanged', dryRun: false });
      expect(again.json.result?.users[0]).to.deep.include({ outcome: 'unchanged', changes: [] });
      expectSame(before, dumpOf(org));
      expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
      const { stdout, exitCode } = await create(org, WHOLE);
      expect(exitCode).to.equal(0);
      expect(stdout).to.contain(`Integration user ${USERNAME}: no changes. Everything is as described.`);
      expect(stdout).not.to.match(/^ (create|assign|update) /m);
      expectSame(before, dumpOf(org));
    }));

  it('gives ids, changes and seats in the result', () =>
    withOrg({}, async (org) => {
      const { json } = await createJson(org, ZOOMINFO);
      const { result } = json;
      expect(result).to.include({ orgId: org.org.id, dryRun: false, outcome: 'created' });
      expect(result?.orgId).to.have.length(18);
      expect(result?.blockers).to.deep.equal([]);
      expect(result?.users[0]).to.include({ name: 'ZoomInfo', username: USERNAME, outcome: 'created' });
      expect(result?.users[0]?.id).to.equal(userOf(org)?.['Id']);
      expect(
        result?.users[0]?.changes.map(({ action, type, name, status }) => [action, type, name, status]),
      ).to.deep.equal([
        ['create', 'Profile', PROFILE, 'done'],
        ['create', 'PermissionSet', SET, 'done'],
        ['create', 'ObjectPermissions', 'Account', 'done'],
        ['create', 'FieldPermissions', 'Account.Industry', 'done'],
        ['create', 'FieldPermissions', 'Account.Website', 'done'],
        ['create', 'User', USERNAME, 'done'],
        ['assign', 'PermissionSetLicenseAssign', PSL, 'done'],
        ['assign', 'PermissionSetAssignment', SET, 'done'],
      ]);
      expect(result?.licenses).to.deep.equal({
        userLicense: { name: 'Salesforce Integration', total: 5, used: 2, free: 3 },
        permissionSetLicense: { name: 'Salesforce API Integration', total: 5, used: 2, free: 3 },
      });
      expectCorrectUser(org);
    }));

  it('makes the same of a definition file as of flags', () =>
    withOrg({}, async (org) => {
      const folder = mkdtempSync(join(tmpdir(), 'definition-'));
      const file = join(folder, 'integrations.yaml');
      writeFileSync(
        file,
        [
          'users:',
          '  - name: ZoomInfo',
          `    username: ${USERNAME}`,
          '    email: team@acme.com',
          '    permissionSet:',
          '      objects:',
          '        Account: { access: [read, edit], readFields: [Industry], editFields: [Website] }',
        ].join('\n'),
      );
      const { exitCode, json } = await createJson(org, ['--definition-file', file]);
      rmSync(folder, { recursive: true });
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org);
      expect((await createJson(org, ZOOMINFO)).json.result?.outcome).to.equal('unchanged');
    }));

  it('works with a login by access token alone', () =>
    withOrg({}, async (org) => {
      const { exitCode, json } = await createJson(org, ZOOMINFO, { tokenOnly: true });
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org);
    }));

  it('makes a username of the name and the org, and warns of the e-mail address that it takes', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, ['--name', 'Billing & Sync', '--object', 'Account=read']);
      expect(exitCode, json.message).to.equal(0);
      // The instance is localhost: without a My Domain the org id stands for it.
      const username = `billingsync@${org.org.id.toLowerCase()}.integration`;
      expect(json.result?.users[0]?.username).to.equal(username);
      expect(userOf(org, username)).to.include({ Email: 'admin@example.com', LastName: 'Billing & Sync' });
      expect(json.result?.users[0]?.findings.map(({ id, severity }) => [id, severity])).to.deep.equal([
        ['email-of-caller', 'warning'],
        ['password-never-expires', 'info'],
      ]);
      expect(json.warnings.join()).to.contain('admin@example.com').and.contain('--email');
    }));

  it('adds what a right needs, says for what, and nothing where sources disagree', () =>
    withOrg({}, async (org) => {
      const objects = ['Invoice_Line__c=edit', 'Order=create', 'Contact=delete'];
      const { json, exitCode } = await createJson(org, [...NOBODY, ...objects.flatMap((text) => ['--object', text])]);
      expect(exitCode, json.message).to.equal(0);
      const changes = (json.result?.users[0]?.changes ?? []).filter(({ type }) => type === 'ObjectPermissions');
      expect(Object.fromEntries(changes.map(({ name, detail }) => [name, detail]))).to.deep.equal({
        Invoice__c: 'read (for Invoice_Line__c read)',
        Invoice_Line__c: 'edit, read (for Invoice_Line__c edit)',
        Account: 'read (for Order read)',
        Order: 'create, read (for Order create)',
        Contact: 'delete, read (for Contact delete), edit (for Contact delete)',
      });
      const [set] = org.org.store.find('PermissionSet', { Name: SET });
      const rows = org.org.store.find('ObjectPermissions', { ParentId: set?.['Id'] ?? null });
      expect(Object.fromEntries(rows.map((row) => [row['SobjectType'], enabled(row)]))).to.deep.equal({
        Invoice__c: ['Read'],
        Invoice_Line__c: ['Edit', 'Read'],
        Account: ['Read'],
        Order: ['Create', 'Read'],
        Contact: ['Delete', 'Edit', 'Read'],
      });
    }));

  it('takes "all" as every field that takes field-level security, formulas for reading only', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, [
        ...NOBODY,
        '--object',
        'Account=edit',
        '--field',
        'Account.*=edit',
      ]);
      expect(exitCode, json.message).to.equal(0);
      const [set] = org.org.store.find('PermissionSet', { Name: SET });
      const rows = org.org.store.find('FieldPermissions', { ParentId: set?.['Id'] ?? null });
      const rights = Object.fromEntries(rows.map((row) => [String(row['Field']), enabled(row).join()]));
      expect(rights).to.include({
        'Account.Website': 'Edit,Read',
        'Account.BillingAddress': 'Edit,Read',
        'Account.Legacy_Id__c': 'Edit,Read',
        'Account.Score_Band__c': 'Read',
      });
      const none = ['Name', 'OwnerId', 'CreatedDate', 'Id', 'BillingCity', 'ShippingLatitude', 'Segment__c'];
      for (const field of none) expect(rights, field).not.to.have.property(`Account.${field}`);
      expect(
        (await createJson(org, [...NOBODY, '--object', 'Account=edit', '--field', 'Account.*=edit'])).json.result,
      ).to.include({
        outcome: 'unchanged',
      });
    }));

  it('shows a token nowhere', () =>
    withOrg({}, async (org) => {
      const runs = [
        await create(org, ZOOMINFO),
        await createJson(org, ['--name', 'Bad"Name']),
        await create(org, [...NOBODY, '--object', 'Nope=read']),
      ];
      for (const { stdout, stderr } of runs) expect(stdout + stderr).not.to.match(/00D\w{12}(\w{3})?!/);
    }));
});
