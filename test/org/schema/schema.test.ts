import { expect } from 'chai';
import type { Access, Field, Org, Session, SObject } from '../org.ts';
import { openStore } from '../store/open.ts';
import { describeGlobal, describeObject } from './describe.ts';
import { fromJson, toJson } from './json.ts';
import { loadSchema } from './load.ts';
import { fieldPermissionValues, objectPermissionValues } from './permissionValues.ts';
import { userPermissions } from './userPermissions.ts';

const schema = loadSchema({ chatter: true });

function object(name: string): SObject {
  const found = schema.object(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function field(path: string): Field {
  const [name = '', of = ''] = path.split('.');
  const found = schema.field(object(name), of);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

const valuesOf = (path: string): string[] => field(path).picklistValues.map((item) => item.value);

describe('loadSchema', () => {
  it('looks objects and fields up in any case and by prefix', () => {
    expect(object('permissionSETassignment').name).to.equal('PermissionSetAssignment');
    expect(field('user.FEDERATIONidentifier').name).to.equal('FederationIdentifier');
    expect(schema.byPrefix('005')?.name).to.equal('User');
    expect(schema.object('PermissionSetLicenseAssignment')).to.equal(undefined);
  });

  it('gives each object its own prefix and only fields of its own', () => {
    const all = [...schema.objects.values()];
    expect(new Set(all.map((each) => each.keyPrefix)).size).to.equal(all.length);
    for (const each of all) {
      expect(new Set(each.fields.map((one) => one.name.toLowerCase())).size, each.name).to.equal(each.fields.length);
      expect(each.fields[0]?.type, each.name).to.equal('id');
    }
  });

  it('knows every child relationship from both sides', () => {
    for (const each of schema.objects.values()) {
      for (const child of each.childRelationships) {
        const reference = field(`${child.childSObject}.${child.field}`);
        expect(reference.referenceTo, `${each.name} <- ${child.childSObject}.${child.field}`).to.include(each.name);
      }
    }
    const assignments = object('User').childRelationships.find(
      (child) => child.relationshipName === 'PermissionSetLicenseAssignments',
    );
    expect(assignments).to.include({ childSObject: 'PermissionSetLicenseAssign', field: 'AssigneeId' });
  });

  it('does not filter what facts 1.2 and 5.1 say cannot be filtered', () => {
    const names = [
      'UserLicense.UsedLicenses',
      'LoginHistory.Status',
      'LoginHistory.Application',
      'LoginHistory.Browser',
      'SetupAuditTrail.Display',
    ];
    expect(names.filter((name) => field(name).filterable)).to.deep.equal([]);
    expect(field('LoginHistory.Status')).to.include({ groupable: true, sortable: true });
    expect(field('Profile.PermissionsApiEnabled')).to.include({ filterable: true, groupable: false, sortable: false });
  });

  it('lets nobody update what cannot be updated', () => {
    expect(object('PermissionSetLicenseAssign')).to.include({ createable: true, updateable: false, deletable: true });
    expect(field('PermissionSet.LicenseId')).to.include({ createable: true, updateable: false });
    expect(field('Profile.UserLicenseId')).to.include({ createable: true, updateable: false });
    expect(object('User').deletable).to.equal(false);
    expect(object('LoginHistory')).to.include({ createable: false, updateable: false, deletable: false });
  });

  it('has a column for each user permission where it exists', () => {
    expect(userPermissions).to.have.length(428);
    for (const { name } of userPermissions.filter((one) => one.holders.includes('L'))) {
      expect(schema.field(object('PermissionSetLicense'), `MaximumPermissions${name}`), name).to.not.equal(undefined);
    }
    expect(schema.field(object('Profile'), 'PermissionsCreateMultiforce')).to.not.equal(undefined);
    expect(schema.field(object('PermissionSet'), 'PermissionsCreateMultiforce')).to.equal(undefined);
  });

  it('is built once for each choice', () => {
    expect(loadSchema({ chatter: true })).to.equal(schema);
    const persons = loadSchema({ chatter: true, personAccounts: true });
    expect(persons.field(object('Account'), 'PersonEmail')?.permissionable).to.equal(true);
    const secured = persons.field(persons.object('FieldPermissions') ?? object('Account'), 'Field');
    expect(secured?.picklistValues.map(({ value }) => value))
      .to.include('Contact.Email')
      .and.not.include('Account.PersonEmail');
    expect(loadSchema({ chatter: false }).field(object('User'), 'DigestFrequency')).to.equal(undefined);
  });
});

describe('permission values', () => {
  it('lists the objects of facts 3.2 and no others', () => {
    const values = objectPermissionValues(schema);
    expect(values).to.include.members([
      'Account',
      'Contact',
      'Asset',
      'Order',
      'Quote',
      'Product2',
      'Pricebook2',
      'Wide5__c',
    ]);
    const without = [
      'User',
      'Task',
      'Event',
      'CampaignMember',
      'OpportunityLineItem',
      'OrderItem',
      'PricebookEntry',
      'OpportunityContactRole',
      'Attachment',
      'Note',
      'Group',
    ];
    expect(values.filter((value) => without.includes(value))).to.deep.equal([]);
    expect(valuesOf('ObjectPermissions.SobjectType')).to.deep.equal(values);
  });

  it('lists the fields of facts 3.3', () => {
    const values = fieldPermissionValues(schema);
    const account = values.get('Account') ?? [];
    expect(account).to.include.members([
      'Account.Parent',
      'Account.ParentId',
      'Account.BillingAddress',
      'Account.Region__c',
      'Account.Score_Band__c',
    ]);
    expect(account).to.not.include.members(['Account.Name']);
    for (const none of ['Account.BillingCity', 'Account.OwnerId', 'Account.Id', 'Account.Segment__c'])
      expect(account).to.not.include(none);
    expect(field('Account.BillingCity').permissionable).to.equal(true);
    expect(values.get('User')).to.equal(undefined);
    expect(values.get('Invoice_Line__c')).to.not.include('Invoice_Line__c.Invoice__c');
    expect(values.get('Wide3__c')).to.have.length(400);
    expect(valuesOf('FieldPermissions.Field')).to.include('Opportunity.AccountId');
  });
});

describe('JSON values', () => {
  const refused = (path: string, value: unknown): string => {
    try {
      fromJson(field(path), value);
    } catch (error) {
      if (error instanceof Error && 'errorCode' in error) return String(error.errorCode);
    }
    return 'accepted';
  };

  it('sends values as REST does', () => {
    expect(toJson(field('User.IsActive'), 1)).to.equal(true);
    expect(toJson(field('User.CreatedDate'), '2026-11-24T04:30:00.000Z')).to.equal('2026-11-24T04:30:00.000+0000');
    expect(toJson(field('User.Title'), null)).to.equal(null);
  });

  it('reads values, cutting blanks and turning times into UTC', () => {
    expect(fromJson(field('User.Title'), '  ')).to.equal(null);
    expect(fromJson(field('User.LastName'), ' Li ')).to.equal('Li');
    expect(fromJson(field('PermissionSetAssignment.ExpirationDate'), '2026-11-24T06:30:00.123+0200')).to.equal(
      '2026-11-24T04:30:00.000Z',
    );
    expect(fromJson(field('Account.AnnualRevenue'), 12.5)).to.equal(12.5);
  });

  it('refuses wrong types', () => {
    expect(refused('User.IsActive', null)).to.equal('INVALID_TYPE_ON_FIELD_IN_RECORD');
    expect(refused('User.IsActive', 1)).to.equal('JSON_PARSER_ERROR');
    expect(refused('User.LastName', 5)).to.equal('JSON_PARSER_ERROR');
    expect(refused('User.LastName', ['a'])).to.equal('JSON_PARSER_ERROR');
    expect(refused('Account.NumberOfEmployees', 1.5)).to.equal('JSON_PARSER_ERROR');
    expect(refused('Opportunity.CloseDate', '2026-02-30')).to.equal('JSON_PARSER_ERROR');
    expect(refused('Opportunity.CloseDate', '2026-02-03T00:00:00Z')).to.equal('JSON_PARSER_ERROR');
    expect(refused('Invoice__c.Tax_Rate__c', 1000)).to.equal('NUMBER_OUTSIDE_VALID_RANGE');
  });
});

describe('describe', () => {
  const all = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };
  const access: Access = {
    userPermissions: () => new Set(),
    seesObject: (_session, seen) => seen.name !== 'PermissionSetLicense',
    object: () => ({ ...all, create: false }),
    field: (_session, _object, seen) => ({ read: seen.name !== 'Phone', edit: seen.name !== 'Fax' }),
    visibleRows: () => undefined,
  };
  const org = {
    schema,
    store: openStore(schema, () => new Date(0)),
    features: { chatter: true },
  } as unknown as Org;
  const session: Session = { org, userId: '005hs0000000001AAA', apiVersion: 67 };
  type Described = {
    fields: Record<string, unknown>[];
    childRelationships: { childSObject: string }[];
    [key: string]: unknown;
  };
  const described = describeObject(session, access, object('Account')) as Described;
  const one = (name: string): Record<string, unknown> | undefined =>
    described.fields.find((each) => each['name'] === name);

  it('leaves out what the caller may not see', () => {
    expect(one('Phone')).to.equal(undefined);
    expect(one('Fax')).to.include({ updateable: false, createable: false });
    expect(one('Name')).to.include({ updateable: true, length: 255, soapType: 'xsd:string', nameField: true });
    expect(one('ParentId')).to.deep.include({
      referenceTo: ['Account'],
      relationshipName: 'Parent',
      soapType: 'tns:ID',
    });
    const names = (describeGlobal(session, access) as { sobjects: { name: string }[] }).sobjects.map(
      (each) => each.name,
    );
    expect(names).to.include('PermissionSetLicenseAssign').and.not.include('PermissionSetLicense');
    const user = describeObject(session, access, object('UserLicense')) as Described;
    expect(user.childRelationships.map((child) => child.childSObject)).to.include('Profile');
  });

  it('says what the caller may do and names the master record type', () => {
    expect(described).to.include({ createable: false, updateable: true, keyPrefix: '001', labelPlural: 'Accounts' });
    expect(described['recordTypeInfos']).to.have.length(1);
    expect(described['urls']).to.include({ describe: '/services/data/v67.0/sobjects/Account/describe' });
  });
});
