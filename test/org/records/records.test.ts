import { expect } from 'chai';
import { OrgError, type Access, type Rule } from '../org.ts';
import { retrieveRecord } from './read.ts';
import { withTransaction } from './transaction.ts';
import { deleteRecord, insertRecord, updateRecord } from './write.ts';
import { everything, allowAll, newSession, refusal } from './session.ts';

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
