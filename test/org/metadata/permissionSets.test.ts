import { expect } from 'chai';
import type { Row } from '../org.ts';
import { callSoap } from './callSoap.ts';
import { type Content } from './printXml.ts';
import { dumpMetadata } from './dump.ts';
import { child, childrenNamed } from './xml.ts';
import { dump, freshOrg, org, psl, read, refused, rights, session, sync, upsert } from './calls.ts';

describe('permission sets over the Metadata API', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

  it('creates a permission set, reads it back, and changes nothing when that is written again', () => {
    expect(upsert('Sync', sync)).to.deep.equal({ created: 'true', fullName: 'Sync', success: 'true' });
    const first = callSoap(session, 'readMetadata', { type: 'PermissionSet', fullNames: 'Sync' });
    const records = child(child(first.element, 'result') ?? first.element, 'records');
    const names = records?.children.map((element) => element.name) ?? [];
    expect(names[0]).to.equal('fullName');
    expect(names.slice(1)).to.deep.equal([...names.slice(1)].sort());
    const texts = JSON.parse(JSON.stringify(sync), (_, value: unknown) =>
      typeof value === 'boolean' ? String(value) : value,
    ) as object;
    const { userPermissions, ...expected } = texts as Record<string, unknown[]>;
    expect(read('Sync')).to.deep.equal({ fullName: 'Sync', ...expected, userPermissions: userPermissions?.[0] });
    const before = dump(org);
    expect(upsert('Sync', sync)).to.deep.equal({ created: 'false', fullName: 'Sync', success: 'true' });
    expect(dump(org)).to.deep.equal(before);
  });

  it('is idempotent for permissions that bring others with them', () => {
    const setup = { label: 'Setup', userPermissions: [{ enabled: true, name: 'ViewSetup' }] };
    upsert('Setup', setup);
    const before = dump(org);
    upsert('Setup', setup);
    expect(dump(org)).to.deep.equal(before);
  });

  it('replaces the whole permission set: what is left out is gone', () => {
    upsert('Sync', sync);
    upsert('Sync', { label: 'New', license: psl, objectPermissions: [rights('Account', 'allowRead')] });
    expect(read('Sync')).to.deep.equal({
      fullName: 'Sync',
      hasActivationRequired: 'false',
      label: 'New',
      license: psl,
      objectPermissions: {
        allowCreate: 'false',
        allowDelete: 'false',
        allowEdit: 'false',
        allowRead: 'true',
        modifyAllRecords: 'false',
        object: 'Account',
        viewAllFields: 'false',
        viewAllRecords: 'false',
      },
    });
    expect(read('Sync', 'PermissionSet', 62)['objectPermissions']).not.to.have.property('viewAllFields');
  });

  it('takes no field away under View All Fields, where a retrieve leaves the fields out (facts 3.3)', () => {
    const phone = [{ editable: true, field: 'Account.Phone', readable: true }];
    const seesAll = {
      label: 'All',
      license: psl,
      objectPermissions: [rights('Account', 'allowRead', 'viewAllFields')],
    };
    upsert('All', { ...seesAll, fieldPermissions: phone });
    expect(read('All')).not.to.have.property('fieldPermissions');
    const before = dump(org);
    expect(upsert('All', seesAll)).to.include({ success: 'true' });
    expect(dump(org)).to.deep.equal(before);
    const less = { label: 'All', license: psl, objectPermissions: [rights('Account', 'allowRead')] };
    expect(upsert('All', less)).to.include({ success: 'true' });
    expect(read('All')).not.to.have.property('fieldPermissions');
  });

  it('gives an empty records element for what does not exist', () => {
    const { element } = callSoap(session, 'readMetadata', { type: 'PermissionSet', fullNames: ['Sync', 'Nope'] });
    const records = childrenNamed(child(element, 'result') ?? element, 'records');
    expect(records.map((record) => record.children.length)).to.deep.equal([0, 0]);
  });

  const problems: readonly (readonly [string, Record<string, Content>, string])[] = [
    [
      'an unknown field',
      { fieldPermissions: [{ editable: false, field: 'Account.X', readable: true }] },
      'In field: field - no CustomField named Account.X found',
    ],
    [
      'an unknown object',
      { objectPermissions: [rights('X__c', 'allowRead')] },
      'In field: object - no CustomObject named X__c found',
    ],
    [
      'an unknown class',
      { classAccesses: [{ apexClass: 'X', enabled: true }] },
      'In field: apexClass - no ApexClass named X found',
    ],
    [
      'an unknown tab',
      { tabSettings: [{ tab: 'X__c', visibility: 'Visible' }] },
      'In field: tab - no CustomTab named X__c found',
    ],
    [
      'an unknown record type',
      { recordTypeVisibilities: [{ recordType: 'Account.X', visible: true }] },
      'In field: recordType - no RecordType named Account.X found',
    ],
    [
      'an unknown user permission',
      { userPermissions: [{ enabled: true, name: 'Foo' }] },
      'Unknown user permission: Foo',
    ],
    [
      'the usual typo',
      { userPermissions: [{ enabled: true, name: 'ApiOnlyUser' }] },
      'Unknown user permission: ApiOnlyUser',
    ],
    [
      'a name field',
      { fieldPermissions: [{ editable: true, field: 'Account.Name', readable: true }] },
      'You cannot deploy to a required field: Account.Name',
    ],
    [
      'a master-detail field',
      { fieldPermissions: [{ editable: true, field: 'Invoice_Line__c.Invoice__c', readable: true }] },
      'You cannot deploy to a required field: Invoice_Line__c.Invoice__c',
    ],
    [
      'a part of an address',
      { fieldPermissions: [{ editable: true, field: 'Account.ShippingCountry', readable: true }] },
      'Invalid field permission field name: Account.ShippingCountry',
    ],
    [
      'a right without the one it needs',
      { objectPermissions: [rights('Account', 'allowEdit')] },
      'Permission Edit Account depends on permission(s): Read Account',
    ],
    [
      'a right on an object without its parent',
      { objectPermissions: [rights('Contract', 'allowRead')] },
      'Permission Read Contract depends on permission(s): Read Account',
    ],
  ];

  for (const [what, content, text] of problems) {
    it(`refuses ${what}, leaving nothing`, () => {
      expect(refused(content)).to.equal(text);
    });
  }

  it('refuses what the license does not allow', () => {
    const text = refused({ license: 'Salesforce Integration', objectPermissions: [rights('Account', 'allowRead')] });
    expect(text).to.equal("The user license doesn't allow the permission: Read Account");
  });

  it('refuses another license for an existing set', () => {
    upsert('Sync', { label: 'Sync', license: psl });
    const before = dump(org);
    expect(upsert('Sync', { label: 'Sync' })).to.have.property('success', 'false');
    expect(upsert('Sync', { label: 'Sync', license: 'Salesforce Integration' })).to.have.property('success', 'false');
    expect(upsert('Sync', { label: 'Sync', license: 'Nope' })).to.have.property('success', 'false');
    expect(dump(org)).to.deep.equal(before);
  });

  it('keeps record types: active ones only, replaced with the set', () => {
    const type = (name: string, active: 0 | 1): Row => ({
      Name: name,
      DeveloperName: name,
      SobjectType: 'Account',
      IsActive: active,
    });
    const id = org.store.insert('RecordType', type('Shop_RT', 1), session.userId);
    org.store.insert('RecordType', type('Old_RT', 0), session.userId);
    upsert('Sync', {
      label: 'Sync',
      recordTypeVisibilities: [
        { recordType: 'Account.Old_RT', visible: true },
        { recordType: 'Account.Shop_RT', visible: true },
      ],
    });
    expect(read('Sync')['recordTypeVisibilities']).to.deep.equal({ recordType: 'Account.Shop_RT', visible: 'true' });
    expect(dumpMetadata(org)['_RecordTypeVisibility']).to.have.length(1);
    org.store.update('RecordType', id, { IsActive: 0 });
    expect(read('Sync')).not.to.have.property('recordTypeVisibilities');
    org.store.update('RecordType', id, { IsActive: 1 });
    upsert('Sync', { label: 'Sync' });
    expect(dumpMetadata(org)).not.to.have.property('_RecordTypeVisibility');
  });

  it('keeps classes and tabs', () => {
    org.store.insert('ApexClass', { Name: 'OrderService', ApiVersion: 60, Status: 'Active' }, session.userId);
    upsert('Sync', {
      classAccesses: [{ apexClass: 'OrderService', enabled: true }],
      label: 'Sync',
      tabSettings: [
        { tab: 'Invoice__c', visibility: 'Available' },
        { tab: 'standard-Account', visibility: 'Visible' },
      ],
    });
    expect(read('Sync')).to.deep.include({
      classAccesses: { apexClass: 'OrderService', enabled: 'true' },
      tabSettings: [
        { tab: 'Invoice__c', visibility: 'Available' },
        { tab: 'standard-Account', visibility: 'Visible' },
      ],
    });
    upsert('Sync', { label: 'Sync' });
    expect(read('Sync')).to.have.all.keys('fullName', 'hasActivationRequired', 'label');
  });
});
