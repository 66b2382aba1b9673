import { expect } from 'chai';
import { blockersOf, printedError } from './blocked.ts';
import { dumpOf, expectSame } from './difference.ts';
import { createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { refusesEach, type WrongName } from './wrongNames.ts';
import { NOBODY } from './zoomInfo.ts';

/** What is wrong against the names that the org has. */
const UNKNOWN: readonly WrongName[] = [
  ['an object', ['--object', 'Acount=read'], 'unknown-object', 'Acount', 'Account'],
  ['a custom object without __c', ['--object', 'Invoice=read'], 'unknown-object', 'Invoice', 'Invoice__c'],
  ['an object like no other', ['--object', 'Qqqqzzzz=read'], 'unknown-object-none-near', 'Qqqqzzzz', 'Object Manager'],
  ['a field', ['--object', 'Account=read', '--field', 'Account.Websit'], 'unknown-field', 'Websit', 'Account.Website'],
  [
    'a field like no other',
    ['--object', 'Account=read', '--field', 'Account.Qqqqqqzzzz'],
    'unknown-field-none-near',
    'Qqqqqqzzzz',
    'Object Manager',
  ],
  [
    'a required field',
    ['--object', 'Account=read', '--field', 'Account.Name'],
    'field-required',
    'Account.Name',
    'Account.Name',
  ],
  [
    'a required custom field',
    ['--object', 'Invoice__c=read', '--field', 'Invoice__c.Reference__c=edit'],
    'field-required',
    'Invoice__c.Reference__c',
    'Invoice__c.Reference__c',
  ],
  [
    'a system field',
    ['--object', 'Account=read', '--field', 'Account.CreatedDate'],
    'field-system',
    'Account.CreatedDate',
    'Account.CreatedDate',
  ],
  [
    'a part of an address',
    ['--object', 'Account=read', '--field', 'Account.BillingCity'],
    'field-address-part',
    'Account.BillingCity',
    'Account.BillingAddress',
  ],
  [
    'the field of the master',
    ['--object', 'Invoice_Line__c=read', '--field', 'Invoice_Line__c.Invoice__c'],
    'field-master-detail',
    'Invoice_Line__c.Invoice__c',
    'Invoice_Line__c.Invoice__c',
  ],
  [
    'a formula to edit',
    ['--object', 'Account=read', '--field', 'Account.Score_Band__c=edit'],
    'field-read-only',
    'Account.Score_Band__c',
    'Account.Score_Band__c=read',
  ],
  [
    'an object that gets its rights from its parent',
    ['--object', 'OpportunityLineItem=read'],
    'no-object-permissions',
    'OpportunityLineItem',
    'parent object',
  ],
  [
    'an object that gets its rights from a user permission',
    ['--object', 'Task=edit'],
    'no-object-permissions-but-user',
    'Task',
    '--user-permission EditTask',
  ],
  ['an Apex class', ['--apex-class', 'ZoomInfoInbond'], 'unknown-apex-classes', 'ZoomInfoInbond', 'ZoomInfoInbound'],
  [
    'an Apex class without its namespace',
    ['--apex-class', 'ConnectorEndpoint'],
    'unknown-apex-classes',
    'ConnectorEndpoint',
    'pi__ConnectorEndpoint',
  ],
  ['an Apex class like no other', ['--apex-class', 'Qqqqzzzz'], 'unknown-apex-classes-none-near', 'Qqqqzzzz', 'Deploy'],
  [
    'a custom permission',
    ['--custom-permission', 'Skip_Validatoin'],
    'unknown-custom-permissions',
    'Skip_Validatoin',
    'Skip_Validation',
  ],
  ['a user permission', ['--user-permission', 'EditTsk'], 'unknown-permission', 'EditTsk', 'EditTask'],
  [
    'a user permission by its label',
    ['--user-permission', 'Edit Tasks'],
    'unknown-permission',
    'Edit Tasks',
    'EditTask',
  ],
  [
    'a user permission of the profile',
    ['--profile-permission', 'PasswordNeverExpire'],
    'unknown-permission',
    'PasswordNeverExpire',
    'PasswordNeverExpires',
  ],
  ['a record type', ['--record-type', 'Account.Partnr'], 'unknown-record-types', 'Account.Partnr', 'Account.Partner'],
  [
    'an inactive record type',
    ['--record-type', 'Account.Legacy'],
    'record-type-inactive',
    'Account.Legacy',
    'Activate',
  ],
  ['a role', ['--role', 'Integration'], 'unknown-roles', 'Integration', 'Integrations'],
  ['a public group', ['--public-group', 'Integration'], 'unknown-public-groups', 'Integration', 'Integrations'],
  ['a queue', ['--queue', 'Order_Intak'], 'unknown-queues', 'Order_Intak', 'Order_Intake'],
  ['a queue that is a public group', ['--queue', 'Integrations'], 'unknown-queues-none-near', 'Integrations', 'Queues'],
  ['a permission set', ['--permission-set', 'Existing_St'], 'unknown-permission-sets', 'Existing_St', 'Existing_Set'],
  ['a permission set group', ['--permission-set-group', 'Sales_Snc'], 'unknown-groups', 'Sales_Snc', 'Sales_Sync'],
  [
    'a permission set license',
    ['--permission-set-license', 'SalesUserPls'],
    'unknown-permission-set-licenses',
    'SalesUserPls',
    'SalesUserPsl',
  ],
];

describe('integration-user create: names that the org does not know', () => {
  refusesEach(UNKNOWN, 1);

  it('prints cause and fix to a person', () =>
    withOrg({}, async (org) => {
      const text = await printedError(org, [...NOBODY, '--object', 'Acount=read']);
      expect(text).to.contain('Nothing was written, because of one problem').and.contain('no object "Acount"');
      expect(text).to.contain('Did you mean Account');
    }));

  it('tells all unknown names at once', () =>
    withOrg({}, async (org) => {
      // Left out: a user permission and the forms, which have cases of their own above.
      const known = UNKNOWN.filter(([, , id]) => id.startsWith('unknown-') && !id.endsWith('none-near'));
      const args = known
        .flatMap(([, args]) => args)
        .filter((arg, at, all) => !(arg === '--role' && all.indexOf(arg) < at));
      const blockers = await blockersOf(org, [...NOBODY, ...args]);
      expect(blockers.map(({ message }) => message)).to.have.length(known.length);
      for (const [, , , cause, fix] of known) {
        const found = blockers.find(({ message }) => message.includes(`"${cause}"`));
        expect(found?.fix, cause).to.contain(fix);
      }
      const text = await printedError(org, [...NOBODY, ...args]);
      expect(text).to.contain(`${String(known.length)} problems`);
      for (const { message } of blockers) expect(text.replace(/\s+/g, ' ')).to.contain(message);
    }));

  it('lets a field be edited that the caller itself may only read', () =>
    withOrg({}, async (org) => {
      // View All Fields is all that the administrator has there, so that the describe says "not updateable" of a plain text field.
      const args = [...NOBODY, '--object', 'Wide__c=edit', '--field', 'Wide__c.Field_001__c=edit'];
      const { exitCode, json } = await createJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      expect(
        org.org.store.find('FieldPermissions', { Field: 'Wide__c.Field_001__c', PermissionsEdit: 1 }),
      ).to.have.length(1);
    }));

  it('takes names in any case', () =>
    withOrg({}, async (org) => {
      const args = [
        ...[...NOBODY, '--object', 'account=read', '--object', 'INVOICE__C=read', '--field', 'ACCOUNT.website=edit'],
        ...[
          '--record-type',
          'account.partner',
          '--apex-class',
          'zoominfoinbound',
          '--custom-permission',
          'SKIP_validation',
        ],
        ...['--permission-set', 'existing_set', '--role', 'integrations', '--queue', 'order_intake'],
      ];
      const { exitCode, json } = await createJson(org, args);
      expect(exitCode, json.message).to.equal(0);
      const before = dumpOf(org);
      expect((await createJson(org, args)).json.result?.outcome).to.equal('unchanged');
      expectSame(before, dumpOf(org));
    }));
});
