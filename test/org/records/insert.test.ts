import { expect } from 'chai';
import { type Access } from '../org.ts';
import { insertRecord } from './write.ts';
import { everything, allowAll, newSession, refusal } from './session.ts';

describe('insertRecord', () => {
  const session = newSession();
  const insert = (object: string, given: Record<string, unknown>, access = allowAll): string =>
    insertRecord(session, access, object, given);
  const user = (): Record<string, unknown> => ({
    username: 'iu@example.com',
    LASTNAME: 'Li',
    Email: 'iu@example.com',
    Alias: 'iu',
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'de_DE',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ProfileId: session.org.store.find('Profile')[0]?.['Id'],
  });

  it('accepts field names in any case and fills defaults', () => {
    const id = insert('account', { attributes: { type: 'Account' }, name: ' Acme ', numberofemployees: 3 });
    const stored = session.org.store.get('Account', id);
    expect(stored).to.include({
      Name: 'Acme',
      NumberOfEmployees: 3,
      OwnerId: session.userId,
      Segment__c: 'Unassigned',
    });
    const invoice = insert('Invoice__c', {
      Reference__c: 'r',
      Amount__c: 100,
      Tax_Rate__c: 19,
      Account__c: id.slice(0, 15),
    });
    expect(session.org.store.get('Invoice__c', invoice)).to.include({
      Name: '00000001',
      Gross__c: 119,
      Account__c: id,
      Paid__c: 0,
    });
  });

  it('needs what facts 4.1 lists for a user and fills the nickname', () => {
    expect(refusal(() => insert('User', {})).fields).to.deep.equal([
      'Username',
      'LastName',
      'Email',
      'Alias',
      'TimeZoneSidKey',
      'LocaleSidKey',
      'EmailEncodingKey',
      'ProfileId',
      'LanguageLocaleKey',
    ]);
    expect(insert('User', user())).to.match(/^005/);
  });

  const cases: [
    what: string,
    object: string,
    given: () => Record<string, unknown>,
    code: string,
    message: string,
    fields: string[] | undefined,
  ][] = [
    ['an unknown object', 'Accout', () => ({}), 'INVALID_TYPE', "sObject type 'Accout' is not supported.", undefined],
    [
      'an unknown field',
      'Account',
      () => ({ AccountNumer: 1 }),
      'INVALID_FIELD',
      "No such column 'AccountNumer' on sobject of type Account",
      undefined,
    ],
    [
      'a field that nobody writes',
      'Account',
      () => ({ Name: 'a', MasterRecordId: null, CreatedDate: null }),
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: MasterRecordId, CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ['MasterRecordId', 'CreatedDate'],
    ],
    [
      'a missing field',
      'Contact',
      () => ({ FirstName: 'Bo' }),
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [LastName]',
      ['LastName'],
    ],
    [
      'long text',
      'User',
      () => ({ ...user(), Alias: 'ninechars' }),
      'STRING_TOO_LONG',
      'Alias: data value too large: ninechars (max length=8)',
      ['Alias'],
    ],
    [
      'a bad email',
      'User',
      () => ({ ...user(), Email: 'not an email' }),
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: not an email',
      ['Email'],
    ],
    [
      'a bad picklist value',
      'User',
      () => ({ ...user(), LocaleSidKey: 'xx' }),
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Locale: bad value for restricted picklist field: xx',
      ['LocaleSidKey'],
    ],
    [
      'a field without field-level security',
      'FieldPermissions',
      () => ({ ParentId: null, SobjectType: 'Account', Field: 'Account.Name' }),
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Field Name: bad value for restricted picklist field: Account.Name',
      ['Field'],
    ],
    [
      'an id of the wrong object',
      'User',
      () => ({ ...user(), ProfileId: session.userId }),
      'FIELD_INTEGRITY_EXCEPTION',
      'Profile ID: id value of incorrect type: 005',
      ['ProfileId'],
    ],
    [
      'a dangling id',
      'User',
      () => ({ ...user(), ProfileId: '00ei0000000oF0kAAE' }),
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      [],
    ],
    [
      'an id with a wrong checksum',
      'User',
      () => ({ ...user(), ProfileId: '00ei0000000oF0kAAA' }),
      'MALFORMED_ID',
      'malformed id 00ei0000000oF0kAAA',
      [],
    ],
    [
      'an id of its own',
      'Account',
      () => ({ Id: '001D000000IqhSLIAZ', Name: 'a' }),
      'INVALID_FIELD',
      'The Id field should not be specified in the sobject data.',
      undefined,
    ],
    [
      'an object that nobody creates',
      'LoginHistory',
      () => ({}),
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      'entity type cannot be inserted: Login History',
      [],
    ],
    [
      'a boolean that is null',
      'User',
      () => ({ ...user(), IsActive: null }),
      'INVALID_TYPE_ON_FIELD_IN_RECORD',
      'Active: value not of required type: ',
      ['IsActive'],
    ],
    [
      'a parent by external id',
      'Contact',
      () => ({ LastName: 'x', Account: { Legacy_Id__c: '1' } }),
      'SIMULATOR_GAP',
      'The simulated org does not know: a parent given by external id: Account',
      undefined,
    ],
  ];
  for (const [what, object, given, code, message, fields] of cases) {
    it(`refuses ${what}`, () => {
      const before = session.org.store.dump();
      const refused = refusal(() => insert(object, given()));
      expect(refused).to.deep.include({ code, fields });
      expect(refused.message.startsWith(message), refused.message).to.equal(true);
      expect(session.org.store.dump()).to.deep.equal(before);
    });
  }

  it('refuses a second record with a unique value, naming the first by 15 characters', () => {
    const id = insert('Account', { Name: 'a', Legacy_Id__c: 'L-1' });
    const refused = refusal(() => insert('Account', { Name: 'b', Legacy_Id__c: 'l-1' }));
    expect(refused).to.include({
      code: 'DUPLICATE_VALUE',
      message: `duplicate value found: Legacy_Id__c duplicates value on record with id: ${id.slice(0, 15)}`,
    });
  });

  it('asks access for object and field', () => {
    const noCreate: Access = { ...allowAll, object: () => ({ ...everything, create: false }) };
    expect(refusal(() => insert('Account', { Name: 'a' }, noCreate)).code).to.equal(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    );
    const hidden: Access = { ...allowAll, seesObject: () => false };
    expect(refusal(() => insert('Account', { Name: 'a' }, hidden)).code).to.equal('INVALID_TYPE');
    const unreadable: Access = {
      ...allowAll,
      field: (_s, _o, field) => ({ read: field.name !== 'Phone', edit: field.name !== 'Fax' }),
    };
    expect(refusal(() => insert('Account', { Name: 'a', Phone: '1' }, unreadable)).code).to.equal('INVALID_FIELD');
    expect(refusal(() => insert('Account', { Name: 'a', Fax: '1' }, unreadable)).code).to.equal(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });
});
