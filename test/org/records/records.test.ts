// Over 300 lines: what one simulated API answers, case by case, over one org and one set of helpers.
import { expect } from 'chai';
import { OrgError, type Access, type Org, type Rule, type Session, type Switches } from '../org.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';
import { retrieveRecord } from './read.ts';
import { withTransaction } from './transaction.ts';
import { deleteRecord, insertRecord, updateRecord } from './write.ts';

const everything = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };
const allowAll: Access = {
  userPermissions: () => new Set(),
  seesObject: () => true,
  object: () => everything,
  field: () => ({ read: true, edit: true }),
  visibleRows: () => undefined,
};

function newSession(rules: readonly Rule[] = []): Session {
  const schema = loadSchema({ chatter: true });
  const now = (): Date => new Date('2026-11-24T04:30:00Z');
  const store = openStore(schema, now);
  const org: Org = {
    id: '00Dhs0000000001EAA',
    schema,
    store,
    switches: { userDelete: 'METHOD_NOT_ALLOWED' } as Switches,
    features: {
      edition: 'Enterprise Edition',
      sandbox: false,
      chatter: true,
      myDomain: null,
      passwordFlow: false,
      trustedAddress: false,
      sharing: 'ReadWrite',
    },
    usernamesElsewhere: new Set(),
    namedInSettings: new Map<string, string>(),
    rules,
    now,
  };
  const license = store.insert('UserLicense', { Name: 'Salesforce' });
  const profile = store.insert('Profile', { Name: 'Admin', UserLicenseId: license });
  const userId = store.insert('User', {
    Username: 'admin@example.com',
    LastName: 'Admin',
    ProfileId: profile,
    IsActive: 1,
  });
  return { org, userId, apiVersion: 67 };
}

function refusal(fn: () => unknown): {
  code: string;
  message: string;
  fields: readonly string[] | undefined;
  status: number;
} {
  try {
    fn();
  } catch (error) {
    if (error instanceof OrgError) {
      return { code: error.errorCode, message: error.message, fields: error.fields, status: error.httpStatus };
    }
    throw error;
  }
  throw new Error('was accepted');
}

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

describe('transactions and rules', () => {
  it('refuses setup and other objects in one transaction, and undoes both', () => {
    const session = newSession();
    const before = session.org.store.dump();
    const mixed = refusal(() => {
      withTransaction(session.org, () => {
        insertRecord(session, allowAll, 'Account', { Name: 'a' });
        insertRecord(session, allowAll, 'PermissionSet', { Name: 'P', Label: 'P' });
      });
    });
    expect(mixed).to.include({
      code: 'MIXED_DML_OPERATION',
      message:
        'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): PermissionSet, original object: Account',
    });
    expect(session.org.store.dump()).to.deep.equal(before);
    expect(insertRecord(session, allowAll, 'PermissionSet', { Name: 'P', Label: 'P' })).to.match(/^0PS/);
  });

  it('runs the rules of the object in order and keeps nothing when one refuses', () => {
    const seen: string[] = [];
    const rules: Rule[] = [
      {
        on: 'Account',
        source: 'test',
        beforeInsert: (_s, row, given) => {
          row['Site'] = 'HQ';
          seen.push(`before ${String(Object.keys(given))}`);
        },
      },
      { on: 'Contact', source: 'test', beforeInsert: () => seen.push('never') },
      {
        on: 'Account',
        source: 'test',
        afterInsert: (_s, row) => {
          seen.push(`after ${String(row['Site'])}`);
          if (row['Name'] === 'bad') throw new OrgError('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'no');
        },
      },
    ];
    const session = newSession(rules);
    insertRecord(session, allowAll, 'Account', { Name: 'good' });
    expect(seen).to.deep.equal(['before Name', 'after HQ']);
    const before = session.org.store.dump();
    expect(refusal(() => insertRecord(session, allowAll, 'Account', { Name: 'bad' })).code).to.equal(
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    );
    expect(session.org.store.dump()).to.deep.equal(before);
  });
});

describe('updateRecord, deleteRecord, retrieveRecord', () => {
  const session = newSession();
  const account = insertRecord(session, allowAll, 'Account', { Name: 'Acme', BillingCity: 'Bonn' });
  const missing = '001D000000IqhSLIAZ';

  it('changes what may be changed', () => {
    updateRecord(session, allowAll, 'Account', account, { name: 'Acme 2' });
    expect(retrieveRecord(session, allowAll, 'account', account, ['name', 'Id', 'BillingAddress'])).to.deep.equal({
      attributes: { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${account}` },
      Name: 'Acme 2',
      Id: account,
      BillingAddress: {
        city: 'Bonn',
        country: null,
        geocodeAccuracy: null,
        latitude: null,
        longitude: null,
        postalCode: null,
        state: null,
        street: null,
      },
    });
    expect(
      refusal(() => {
        updateRecord(session, allowAll, 'Account', account, { Name: null });
      }).code,
    ).to.equal('REQUIRED_FIELD_MISSING');
    expect(
      refusal(() => {
        updateRecord(session, allowAll, 'UserLicense', account, {});
      }).message,
    ).to.equal('entity type cannot be updated: User License');
  });

  it('answers ids that lead nowhere', () => {
    expect(
      refusal(() => {
        updateRecord(session, allowAll, 'Account', missing, {});
      }),
    ).to.include({ code: 'INVALID_CROSS_REFERENCE_KEY', status: 404 });
    expect(
      refusal(() => {
        updateRecord(session, allowAll, 'Account', session.userId, {});
      }).code,
    ).to.equal('MALFORMED_ID');
    expect(refusal(() => retrieveRecord(session, allowAll, 'Account', missing))).to.include({
      code: 'NOT_FOUND',
      status: 404,
    });
    expect(refusal(() => retrieveRecord(session, allowAll, 'Accout', missing)).code).to.equal('NOT_FOUND');
    const blind: Access = { ...allowAll, visibleRows: () => '{t}."Name" = \'other\'' };
    expect(refusal(() => retrieveRecord(session, blind, 'Account', account)).code).to.equal('NOT_FOUND');
  });

  it('deletes with cascading children, empties look-ups, and knows deleted ids', () => {
    const invoice = insertRecord(session, allowAll, 'Invoice__c', { Reference__c: 'r', Account__c: account });
    insertRecord(session, allowAll, 'Invoice_Line__c', { Invoice__c: invoice });
    const child = insertRecord(session, allowAll, 'Account', { Name: 'Child', ParentId: account });
    deleteRecord(session, allowAll, 'Invoice__c', invoice);
    expect(session.org.store.find('Invoice_Line__c')).to.deep.equal([]);
    deleteRecord(session, allowAll, 'Account', account);
    expect(session.org.store.get('Account', child)?.['ParentId']).to.equal(null);
    expect(
      refusal(() => {
        deleteRecord(session, allowAll, 'Account', account);
      }),
    ).to.include({ code: 'ENTITY_IS_DELETED', message: 'entity is deleted', status: 404 });
  });

  it('deletes the children of a permission set and no user', () => {
    const set = insertRecord(session, allowAll, 'PermissionSet', { Name: 'S', Label: 'S' });
    insertRecord(session, allowAll, 'ObjectPermissions', {
      ParentId: set,
      SobjectType: 'Account',
      PermissionsRead: true,
    });
    deleteRecord(session, allowAll, 'PermissionSet', set);
    expect(session.org.store.find('ObjectPermissions')).to.deep.equal([]);
    expect(
      refusal(() => {
        deleteRecord(session, allowAll, 'User', session.userId);
      }),
    ).to.include({ code: 'METHOD_NOT_ALLOWED', status: 405 });
    const noDelete: Access = { ...allowAll, object: () => ({ ...everything, delete: false }) };
    expect(
      refusal(() => {
        deleteRecord(session, noDelete, 'Profile', session.userId);
      }).code,
    ).to.equal('INSUFFICIENT_ACCESS_OR_READONLY');
  });
});
