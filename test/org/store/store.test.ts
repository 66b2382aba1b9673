import { expect } from 'chai';
import fc from 'fast-check';
import type { Store } from '../org.ts';
import { insertDefinitions } from '../schema/definitions.ts';
import { loadSchema } from '../schema/load.ts';
import { isId, makeId, to15, to18 } from './ids.ts';
import { openStore } from './open.ts';

const schema = loadSchema({ chatter: true });
const open = (): Store => openStore(schema, () => new Date('2026-11-24T04:30:00.123Z'));

describe('ids', () => {
  it('adds the checksum that recorded ids carry', () => {
    const recorded = [
      '005i0000008yJDWAA2',
      '00ei0000000oF0kAAE',
      '00537000000JOFQAA4',
      '001D000000IqhSLIAZ',
      '0PLWV000000QEKR4A4',
    ];
    for (const id of recorded) {
      expect(to18(to15(id))).to.equal(id);
      expect(isId(id)).to.equal(true);
    }
    expect(isId('005i0000008yJDWAA3')).to.equal(false);
    expect(isId('005i0000008yJDWA')).to.equal(false);
  });

  it('makes different ids of 18 characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (counter) => {
        const id = makeId('005', 'hs0', counter);
        return isId(id) && id.length === 18 && id !== makeId('005', 'hs0', counter + 1);
      }),
    );
  });
});

describe('openStore', () => {
  it('fills id, defaults and audit fields', () => {
    const store = open();
    const by = store.insert('User', { Username: 'admin@example.com', LastName: 'Admin' });
    const id = store.insert('Account', { Name: 'Acme' }, by);
    expect(store.get('Account', id)).to.include({
      Name: 'Acme',
      OwnerId: by,
      CreatedById: by,
      IsDeleted: 0,
      Segment__c: 'Unassigned',
      CreatedDate: '2026-11-24T04:30:00.000Z',
    });
    expect(store.get('Account', to15(id))?.['Id']).to.equal(id);
  });

  it('compares text without case, ids in both forms, null with null', () => {
    const store = open();
    const id = store.insert('User', { Username: 'Admin@Example.com', LastName: 'Li', FirstName: 'Bo', IsActive: 1 });
    expect(store.find('User', { Username: 'admin@example.COM', Title: null, Id: to15(id) })[0]?.['Name']).to.equal(
      'Bo Li',
    );
    expect(store.find('User', { Name: 'bo li' })).to.have.length(1);
  });

  it('counts seats of active users only (facts 1.5)', () => {
    const store = open();
    const license = store.insert('UserLicense', { Name: 'Salesforce Integration', TotalLicenses: 5 });
    const profile = store.insert('Profile', { Name: 'P', UserLicenseId: license });
    const psl = store.insert('PermissionSetLicense', {
      DeveloperName: 'SalesforceAPIIntegrationPsl',
      TotalLicenses: 5,
    });
    const users = [1, 1, 0].map((IsActive) => store.insert('User', { LastName: 'X', ProfileId: profile, IsActive }));
    for (const AssigneeId of users)
      store.insert('PermissionSetLicenseAssign', { AssigneeId, PermissionSetLicenseId: psl });
    expect(store.get('UserLicense', license)?.['UsedLicenses']).to.equal(2);
    expect(store.find('PermissionSetLicense')[0]?.['UsedLicenses']).to.equal(2);
  });

  it('puts addresses together and knows expired assignments', () => {
    const store = open();
    const id = store.insert('Account', { Name: 'A', BillingCity: 'Bonn' });
    expect(JSON.parse(String(store.get('Account', id)?.['BillingAddress']))).to.include({
      city: 'Bonn',
      country: null,
    });
    expect(store.get('Account', id)?.['ShippingAddress']).to.equal(null);
    const expired = store.insert('PermissionSetAssignment', { ExpirationDate: '2026-11-24T04:29:00.000Z' });
    expect(store.get('PermissionSetAssignment', expired)?.['IsActive']).to.equal(0);
  });

  it('rolls back the inner or the outer transaction', () => {
    const store = open();
    const empty = store.dump();
    const fail = (): never => {
      throw new Error('stop');
    };
    store.transaction(() => {
      store.insert('Account', { Name: 'kept' });
      expect(() => {
        store.transaction(() => {
          store.insert('Account', { Name: 'lost' });
          fail();
        });
      }).to.throw('stop');
    });
    expect(store.find('Account').map((row) => row['Name'])).to.deep.equal(['kept']);
    expect(() => {
      store.transaction(() => {
        store.delete('Account', String(store.find('Account')[0]?.['Id']));
        fail();
      });
    }).to.throw('stop');
    expect(store.find('Account')).to.have.length(1);
    store.delete('Account', String(store.find('Account')[0]?.['Id']));
    expect(store.dump()).to.deep.equal(empty);
  });

  it('refuses unknown and computed columns', () => {
    const store = open();
    expect(() => store.insert('Account', { Nmae: 'x' })).to.throw('Account.Nmae');
    expect(() => store.insert('UserLicense', { UsedLicenses: 1 })).to.throw('computed');
    expect(() => store.find('Acount')).to.throw('Acount');
  });

  it('writes 5,000 rows in one transaction', function () {
    this.timeout(5000);
    const store = open();
    store.transaction(() => {
      for (let count = 0; count < 5000; count++)
        store.insert('LoginHistory', { Status: 'Success', LoginType: 'Application' });
    });
    expect(new Set(store.find('LoginHistory').map((row) => row['Id'])).size).to.equal(5000);
  });
});

describe('insertDefinitions', () => {
  it('describes the schema in rows that relationships lead to, outside the dump', () => {
    const store = open();
    insertDefinitions(store, schema);
    const join = `SELECT e."QualifiedApiName" AS name FROM "FieldDefinition" f JOIN "EntityDefinition" e ON e."Id" = f."EntityDefinitionId" WHERE f."DurableId" = 'Account.ParentId'`;
    expect(store.db.prepare(join).get()?.['name']).to.equal('Account');
    expect(store.db.prepare('SELECT count(*) AS count FROM "EntityDefinition"').get()?.['count']).to.equal(
      schema.objects.size,
    );
    expect(store.dump()).to.deep.equal({});
  });
});
