import { expect } from 'chai';
import type { RawPermissionSet } from '../../src/definition/raw.ts';
import type { OrgSchema } from '../../src/org/schema.ts';
import { rightsOf, type Rights } from '../../src/plan/rights.ts';
import { setOf } from '../definition/sets.ts';
import { definition, field, object, orgSchema, unsecured } from './snapshot.ts';

type Objects = RawPermissionSet['objects'];

const rights = (objects: NonNullable<Objects>, schema: OrgSchema = orgSchema()): Rights =>
  rightsOf(setOf(definition({ permissionSet: { objects } })), schema);
const objectLines = ({ objects }: Rights): string[] =>
  objects.map(({ object: name, rights: own }) => `${name}: ${[...own.keys()].sort().join(' ')}`);
const fieldLines = ({ fields }: Rights): string[] =>
  fields.map(({ field: name, edit }) => `${name} ${edit ? 'edit' : 'read'}`);

describe('rights of one object', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['read', 'read'],
    ['create', 'create read'],
    ['edit', 'edit read'],
    ['delete', 'delete edit read'],
    ['viewAll', 'read viewAll'],
    ['modifyAll', 'delete edit modifyAll read viewAll'],
    ['create,modifyAll', 'create delete edit modifyAll read viewAll'],
  ];
  for (const [asked, held] of cases) {
    it(`${asked} brings ${held}`, () => {
      expect(objectLines(rights({ Account: { access: asked.split(',') } }))).to.deep.equal([`Account: ${held}`]);
    });
  }

  it('have a reason where nobody asked for them, and none where somebody did', () => {
    const reasons = (...access: string[]) =>
      Object.fromEntries(rights({ Account: { access } }).objects[0]?.rights ?? []);
    expect(reasons('delete')).to.deep.equal({ delete: undefined, read: 'Account delete', edit: 'Account delete' });
    expect(reasons('delete', 'edit')).to.deep.equal({ delete: undefined, edit: undefined, read: 'Account delete' });
    expect(reasons('read', 'edit')).to.deep.equal({ read: undefined, edit: undefined });
  });

  it('are found whatever the case of the name, and told by the name of the org', () => {
    expect(objectLines(rights({ ACCOUNT: { access: ['read'] } }))).to.deep.equal(['Account: read']);
  });
});

describe('rights on other objects', () => {
  const cases: readonly (readonly [string, NonNullable<Objects>, readonly string[]])[] = [
    [
      'Contact brings nothing: where sources disagree, none is added',
      { Contact: { access: ['edit'] } },
      ['Contact: edit read'],
    ],
    ['Asset brings Read on Account', { Asset: { access: ['read'] } }, ['Account: read', 'Asset: read']],
    [
      'Asset View All brings View All on Account',
      { Asset: { access: ['viewAll'] } },
      ['Account: read viewAll', 'Asset: read viewAll'],
    ],
    [
      'Asset Modify All brings View All, and no more, on Account',
      { Asset: { access: ['modifyAll'] } },
      ['Account: read viewAll', 'Asset: delete edit modifyAll read viewAll'],
    ],
    [
      'Quote brings Opportunity and Account',
      { Quote: { access: ['create'] } },
      ['Account: read', 'Opportunity: read', 'Quote: create read'],
    ],
    [
      'a detail brings Read on its master',
      { Invoice_Line__c: { access: ['edit'] } },
      ['Invoice__c: read', 'Invoice_Line__c: edit read'],
    ],
    [
      'View All on a detail brings View All on its master, which Salesforce demands (facts 2.7)',
      { Invoice_Line__c: { access: ['viewAll'] } },
      ['Invoice__c: read viewAll', 'Invoice_Line__c: read viewAll'],
    ],
    [
      'what the master has already stays',
      { Invoice_Line__c: { access: ['read'] }, Invoice__c: { access: ['edit'] } },
      ['Invoice__c: edit read', 'Invoice_Line__c: read'],
    ],
    [
      'the order of those that do not need each other stays',
      { Invoice__c: { access: ['read'] }, Asset: { access: ['read'] } },
      ['Invoice__c: read', 'Account: read', 'Asset: read'],
    ],
    [
      'Contact comes behind Account where both are there: some orgs want it (facts 0.4)',
      { Contact: { access: ['read'] }, Account: { access: ['read'] } },
      ['Account: read', 'Contact: read'],
    ],
  ];
  for (const [title, objects, expected] of cases) {
    it(title, () => {
      expect(objectLines(rights(objects))).to.deep.equal(expected);
    });
  }

  it('tell what they are for', () => {
    const own = rights({ Invoice_Line__c: { access: ['edit'] } }).objects.find((one) => one.object === 'Invoice__c');
    expect(own?.rights.get('read')).to.equal('Invoice_Line__c read');
  });

  it('reach over details of details, masters first', () => {
    const deep = orgSchema({
      permissionableObjects: ['A__c', 'B__c', 'C__c'],
      objects: new Map(
        [object('C__c', [], ['B__c']), object('B__c', [], ['A__c']), object('A__c')].map((one) => [
          one.name.toLowerCase(),
          one,
        ]),
      ),
    });
    expect(objectLines(rights({ C__c: { access: ['read'] } }, deep))).to.deep.equal([
      'A__c: read',
      'B__c: read',
      'C__c: read',
    ]);
  });

  it('end where an object is its own master', () => {
    const circle = orgSchema({
      permissionableObjects: ['A__c'],
      objects: new Map([['a__c', object('A__c', [], ['A__c'])]]),
    });
    expect(objectLines(rights({ A__c: { access: ['read'] } }, circle))).to.deep.equal(['A__c: read']);
  });

  it('are granted by any object where the org does not tell which take them', () => {
    const untold = orgSchema({ permissionableObjects: [] });
    expect(objectLines(rights({ Account: { access: ['edit'] } }, untold))).to.deep.equal(['Account: edit read']);
  });

  it('are not granted by an object that takes none', () => {
    const found = rights({ Task: { access: ['read'] }, OpportunityLineItem: { access: ['edit'] } });
    expect(found.objects).to.deep.equal([]);
    expect(found.problems.map(({ id }) => id)).to.deep.equal(['noObjectPermissionsButUser', 'noObjectPermissions']);
  });
});

describe('rights on fields', () => {
  const account = (access: NonNullable<Objects>[string]) => rights({ Account: { access: ['read'], ...access } });

  it('are read, or read and edit; edit counts where both are named', () => {
    const found = account({ readFields: ['Phone', 'website'], editFields: ['WEBSITE', 'BillingAddress'] });
    expect(fieldLines(found)).to.deep.equal([
      'Account.Phone read',
      'Account.Website edit',
      'Account.BillingAddress edit',
    ]);
    expect(found.problems).to.deep.equal([]);
  });

  it('bring no Edit with Delete of a big object: real sets hold it without (facts 0.4)', () => {
    const schema = orgSchema({
      objects: new Map([['log__b', object('Log__b')]]),
      permissionableObjects: ['Log__b'],
    });
    expect(objectLines(rights({ Log__b: { access: ['delete'] } }, schema))).to.deep.equal(['Log__b: delete read']);
  });

  it('of "all" leave out, without a word, what takes no field-level security', () => {
    const found = account({ readFields: 'all' });
    const expected = ['BillingAddress', 'ParentId', 'Phone', 'Website', 'Score__c'].map(
      (name) => `Account.${name} read`,
    );
    expect(fieldLines(found)).to.deep.equal(expected);
    expect(found.problems).to.deep.equal([]);
  });

  it('of "all" to edit give Read alone on formulas', () => {
    expect(fieldLines(account({ editFields: 'all' }))).to.deep.equal([
      'Account.BillingAddress edit',
      'Account.ParentId edit',
      'Account.Phone edit',
      'Account.Website edit',
      'Account.Score__c read',
    ]);
  });

  it('mix all to read with some to edit', () => {
    const found = account({ readFields: 'all', editFields: ['Phone'] });
    expect(fieldLines(found).filter((text) => text.endsWith('edit'))).to.deep.equal(['Account.Phone edit']);
    expect(found.fields).to.have.lengthOf(5);
  });

  it('that are refused are left out, each with its reason, and the others stay', () => {
    const found = account({
      readFields: ['Id', 'Phone'],
      editFields: ['Name', 'OwnerId', 'BillingCity', 'Score__c', 'Fone'],
    });
    expect(fieldLines(found)).to.deep.equal(['Account.Phone read']);
    expect(found.problems.map(({ id, subject }) => `${id} ${subject}`)).to.deep.equal([
      'field.required Account.Name',
      'field.unsecured Account.OwnerId',
      'field.addressPart Account.BillingCity',
      'fieldReadOnly Account.Score__c',
      'unknownField Account.Fone',
      'field.system Account.Id',
    ]);
  });

  it('offer only fields that take field-level security for one that is not there', () => {
    const schema = orgSchema({
      objects: new Map([['account', object('Account', [unsecured('Names', 'system'), field('Naming')])]]),
    });
    const [problem] = rights({ Account: { access: ['read'], readFields: ['Namex'] } }, schema).problems;
    expect(problem?.id).to.equal('unknownFieldNoneNear');
    const [near] = rights({ Account: { access: ['read'], readFields: ['Namin'] } }, schema).problems;
    expect(near?.fixTokens).to.deep.equal(['Account.Naming']);
  });

  it('have a reason even where the describe gives none', () => {
    const schema = orgSchema({
      objects: new Map([['account', object('Account', [field('X', { permissionable: false })])]]),
    });
    const [problem] = rights({ Account: { access: ['read'], readFields: ['X'] } }, schema).problems;
    expect(problem?.id).to.equal('field.unsecured');
  });

  it('are given also on an object that takes no object permissions', () => {
    expect(fieldLines(rights({ Task: { editFields: ['Priority'] } }))).to.deep.equal(['Task.Priority edit']);
  });

  it('are joined where an object is written twice, in two cases: no right gets lost', () => {
    const found = rights({
      Account: { access: ['read'], editFields: ['Phone'] },
      account: { access: ['edit'], readFields: ['Phone', 'Website'] },
    });
    expect(objectLines(found)).to.deep.equal(['Account: edit read']);
    expect(fieldLines(found)).to.have.members(['Account.Phone edit', 'Account.Website read']);
  });
});
