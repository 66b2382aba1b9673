// Over 300 lines: one table of all kinds of names that an org may not know.
import { expect } from 'chai';
import { blockersOf, printedError } from './blocked.ts';
import { dumpOf, expectSame } from './difference.ts';
import { createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, USERNAME } from './zoomInfo.ts';

type Case = {
  readonly what: string;
  readonly args: readonly string[];
  readonly id: string;
  /** Must stand in the message. */
  readonly cause: string;
  /** Must stand in the fix: the nearest name, or the way out. */
  readonly fix: string;
};

const withObject = (...args: string[]): string[] => ['--object', 'Account=read', ...args];

/** What is wrong against the names that the org has. */
const UNKNOWN: readonly Case[] = [
  { what: 'an object', args: ['--object', 'Acount=read'], id: 'unknown-object', cause: 'Acount', fix: 'Account' },
  {
    what: 'a custom object without __c',
    args: ['--object', 'Invoice=read'],
    id: 'unknown-object',
    cause: 'Invoice',
    fix: 'Invoice__c',
  },
  {
    what: 'an object like no other',
    args: ['--object', 'Qqqqzzzz=read'],
    id: 'unknown-object-none-near',
    cause: 'Qqqqzzzz',
    fix: 'Object Manager',
  },
  {
    what: 'a field',
    args: withObject('--field', 'Account.Websit'),
    id: 'unknown-field',
    cause: 'Websit',
    fix: 'Account.Website',
  },
  {
    what: 'a field like no other',
    args: withObject('--field', 'Account.Qqqqqqzzzz'),
    id: 'unknown-field-none-near',
    cause: 'Qqqqqqzzzz',
    fix: 'Object Manager',
  },
  {
    what: 'a required field',
    args: withObject('--field', 'Account.Name'),
    id: 'field-required',
    cause: 'Account.Name',
    fix: 'Account.Name',
  },
  {
    what: 'a required custom field',
    args: ['--object', 'Invoice__c=read', '--field', 'Invoice__c.Reference__c=edit'],
    id: 'field-required',
    cause: 'Invoice__c.Reference__c',
    fix: 'Invoice__c.Reference__c',
  },
  {
    what: 'a system field',
    args: withObject('--field', 'Account.CreatedDate'),
    id: 'field-system',
    cause: 'Account.CreatedDate',
    fix: 'Account.CreatedDate',
  },
  {
    what: 'a part of an address',
    args: withObject('--field', 'Account.BillingCity'),
    id: 'field-address-part',
    cause: 'Account.BillingCity',
    fix: 'Account.BillingAddress',
  },
  {
    what: 'the field of the master',
    args: ['--object', 'Invoice_Line__c=read', '--field', 'Invoice_Line__c.Invoice__c'],
    id: 'field-master-detail',
    cause: 'Invoice_Line__c.Invoice__c',
    fix: 'Invoice_Line__c.Invoice__c',
  },
  {
    what: 'a formula to edit',
    args: withObject('--field', 'Account.Score_Band__c=edit'),
    id: 'field-read-only',
    cause: 'Account.Score_Band__c',
    fix: 'Account.Score_Band__c=read',
  },
  {
    what: 'an object that gets its rights from its parent',
    args: ['--object', 'OpportunityLineItem=read'],
    id: 'no-object-permissions',
    cause: 'OpportunityLineItem',
    fix: 'parent object',
  },
  {
    what: 'an object that gets its rights from a user permission',
    args: ['--object', 'Task=edit'],
    id: 'no-object-permissions-but-user',
    cause: 'Task',
    fix: '--user-permission EditTask',
  },
  {
    what: 'an Apex class',
    args: ['--apex-class', 'ZoomInfoInbond'],
    id: 'unknown-apex-classes',
    cause: 'ZoomInfoInbond',
    fix: 'ZoomInfoInbound',
  },
  {
    what: 'an Apex class without its namespace',
    args: ['--apex-class', 'ConnectorEndpoint'],
    id: 'unknown-apex-classes',
    cause: 'ConnectorEndpoint',
    fix: 'pi__ConnectorEndpoint',
  },
  {
    what: 'an Apex class like no other',
    args: ['--apex-class', 'Qqqqzzzz'],
    id: 'unknown-apex-classes-none-near',
    cause: 'Qqqqzzzz',
    fix: 'Deploy',
  },
  {
    what: 'a custom permission',
    args: ['--custom-permission', 'Skip_Validatoin'],
    id: 'unknown-custom-permissions',
    cause: 'Skip_Validatoin',
    fix: 'Skip_Validation',
  },
  {
    what: 'a user permission',
    args: ['--user-permission', 'EditTsk'],
    id: 'unknown-permission',
    cause: 'EditTsk',
    fix: 'EditTask',
  },
  {
    what: 'a user permission by its label',
    args: ['--user-permission', 'Edit Tasks'],
    id: 'unknown-permission',
    cause: 'Edit Tasks',
    fix: 'EditTask',
  },
  {
    what: 'a user permission of the profile',
    args: ['--profile-permission', 'PasswordNeverExpire'],
    id: 'unknown-permission',
    cause: 'PasswordNeverExpire',
    fix: 'PasswordNeverExpires',
  },
  {
    what: 'a record type',
    args: ['--record-type', 'Account.Partnr'],
    id: 'unknown-record-types',
    cause: 'Account.Partnr',
    fix: 'Account.Partner',
  },
  {
    what: 'a record type without its object',
    args: ['--record-type', 'Partner'],
    id: 'record-type-form',
    cause: 'Partner',
    fix: 'Account.Partner',
  },
  {
    what: 'an inactive record type',
    args: ['--record-type', 'Account.Legacy'],
    id: 'record-type-inactive',
    cause: 'Account.Legacy',
    fix: 'Activate',
  },
  { what: 'a role', args: ['--role', 'Integration'], id: 'unknown-roles', cause: 'Integration', fix: 'Integrations' },
  {
    what: 'a public group',
    args: ['--public-group', 'Integration'],
    id: 'unknown-public-groups',
    cause: 'Integration',
    fix: 'Integrations',
  },
  {
    what: 'a queue',
    args: ['--queue', 'Order_Intak'],
    id: 'unknown-queues',
    cause: 'Order_Intak',
    fix: 'Order_Intake',
  },
  {
    what: 'a queue that is a public group',
    args: ['--queue', 'Integrations'],
    id: 'unknown-queues-none-near',
    cause: 'Integrations',
    fix: 'Queues',
  },
  {
    what: 'a permission set',
    args: ['--permission-set', 'Existing_St'],
    id: 'unknown-permission-sets',
    cause: 'Existing_St',
    fix: 'Existing_Set',
  },
  {
    what: 'a permission set group',
    args: ['--permission-set-group', 'Sales_Snc'],
    id: 'unknown-groups',
    cause: 'Sales_Snc',
    fix: 'Sales_Sync',
  },
  {
    what: 'a permission set license',
    args: ['--permission-set-license', 'SalesUserPls'],
    id: 'unknown-permission-set-licenses',
    cause: 'SalesUserPls',
    fix: 'SalesUserPsl',
  },
];

/** What is wrong whatever the org. */
const MALFORMED: readonly Case[] = [
  {
    what: 'an object without rights',
    args: ['--object', 'Account'],
    id: 'object-flag',
    cause: 'Account',
    fix: 'Account=read',
  },
  { what: 'a right', args: ['--object', 'Account=raed'], id: 'object-right', cause: 'raed', fix: 'read' },
  {
    what: 'a field without its object',
    args: ['--field', 'Website=edit'],
    id: 'field-flag',
    cause: 'Website=edit',
    fix: 'Account.Website=edit',
  },
  {
    what: 'a right on a field',
    args: ['--field', 'Account.Website=write'],
    id: 'field-flag',
    cause: 'Account.Website=write',
    fix: 'Account.Website=edit',
  },
  { what: 'a username', args: ['--username', 'zoominfo'], id: 'username-form', cause: 'zoominfo', fix: '--username' },
  {
    what: 'a username with a blank',
    args: ['--username', 'zoom info@acme.com'],
    id: 'username-form',
    cause: 'zoom info',
    fix: '--username',
  },
  {
    what: 'a username of 81 characters',
    args: ['--username', `${'z'.repeat(72)}@acme.com`],
    id: 'username-too-long',
    cause: '81',
    fix: '--username',
  },
  {
    what: 'an email address',
    args: ['--email', 'team at acme.com'],
    id: 'email-form',
    cause: 'team at acme.com',
    fix: '--email',
  },
  { what: 'an empty name', args: ['--name', '  '], id: 'name-empty', cause: 'no name', fix: '--name' },
  {
    what: 'a name with double quotes',
    args: ['--name', 'Zoom"Info'],
    id: 'name-characters',
    cause: '"',
    fix: '--name',
  },
  {
    what: 'a name with a single quote',
    args: ['--name', "O'Brien Sync"],
    id: 'name-characters',
    cause: "'",
    fix: '--name',
  },
  {
    what: 'a name with a backslash',
    args: ['--name', 'Zoom\\Info'],
    id: 'name-characters',
    cause: '\\',
    fix: '--name',
  },
  { what: 'a name with <', args: ['--name', '<b>Zoom'], id: 'name-characters', cause: '<', fix: '--name' },
  { what: 'a name with an emoji', args: ['--name', 'Zoom 🚀'], id: 'name-characters', cause: '🚀', fix: '--name' },
  {
    what: 'a name of 300 characters',
    args: ['--name', 'Zoom'.repeat(75)],
    id: 'name-too-long',
    cause: '300',
    fix: 'shorter',
  },
  {
    what: 'a name without a letter from A to Z',
    args: ['--name', 'Синхронизация'],
    id: 'name-letters',
    cause: 'Синхронизация',
    fix: '--name',
  },
];

/** A later value of a flag counts more: the case's own stand at the end. */
const argsOf = ({ args }: Case): string[] => {
  const own = new Set(args.filter((arg) => arg.startsWith('--')));
  const kept = [0, 2, 4].flatMap((at) => (own.has(NOBODY[at] ?? '') ? [] : NOBODY.slice(at, at + 2)));
  return [...kept, ...args];
};

describe('integration-user create: wrong names', () => {
  for (const wrong of [...UNKNOWN, ...MALFORMED]) {
    it(`${wrong.what}: ${wrong.id}`, () =>
      withOrg({}, async (org) => {
        const blockers = await blockersOf(org, argsOf(wrong));
        expect(blockers.map(({ id }) => id)).to.deep.equal([wrong.id]);
        expect(blockers[0]?.message).to.contain(wrong.cause);
        expect(blockers[0]?.fix).to.contain(wrong.fix);
      }));
  }

  it('prints cause and fix to a person', () =>
    withOrg({}, async (org) => {
      const text = await printedError(org, [...NOBODY, '--object', 'Acount=read']);
      expect(text).to.contain('Nothing was written, because of one problem').and.contain('no object "Acount"');
      expect(text).to.contain('Did you mean Account');
    }));

  it('tells all unknown names at once', () =>
    withOrg({}, async (org) => {
      // Left out: a user permission and the forms, which have cases of their own above.
      const known = UNKNOWN.filter(({ id }) => id.startsWith('unknown-') && !id.endsWith('none-near'));
      const args = known
        .flatMap((one) => one.args)
        .filter((arg, at, all) => !(arg === '--role' && all.indexOf(arg) < at));
      const blockers = await blockersOf(org, [...NOBODY, ...args]);
      expect(blockers.map(({ message }) => message)).to.have.length(known.length);
      for (const { cause, fix } of known) {
        const found = blockers.find(({ message }) => message.includes(`"${cause}"`));
        expect(found?.fix, cause).to.contain(fix);
      }
      const text = await printedError(org, [...NOBODY, ...args]);
      expect(text).to.contain(`${String(known.length)} problems`);
      for (const { message } of blockers) expect(text.replace(/\s+/g, ' ')).to.contain(message);
    }));

  it('tells everything that is malformed at once', () =>
    withOrg({}, async (org) => {
      const args = [
        '--name',
        'Zoom"Info',
        '--username',
        'zoominfo',
        '--email',
        'team',
        '--object',
        'Account',
        '--field',
        'Website',
      ];
      const blockers = await blockersOf(org, args);
      expect(blockers.map(({ id }) => id)).to.have.members([
        'name-characters',
        'username-form',
        'email-form',
        'object-flag',
        'field-flag',
      ]);
    }));

  it('tells what is malformed together with what the org does not have', () =>
    withOrg({}, async (org) => {
      const args = ['--name', 'ZoomInfo', '--username', USERNAME, '--email', 'team', '--object', 'Acount=read'];
      const blockers = await blockersOf(org, [...args, '--apex-class', 'ZoomInfoInbond']);
      expect(blockers.map(({ id }) => id)).to.have.members(['email-form', 'unknown-object', 'unknown-apex-classes']);
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
