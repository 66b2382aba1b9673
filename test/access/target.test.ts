import { expect } from 'chai';
import { knownTarget, parseTarget } from '../../src/access/target.ts';
import { field, object, orgSchema, unsecured } from '../plan/snapshot.ts';

const schema = orgSchema({
  permissionableObjects: ['Account', 'Contact'],
  objects: new Map([
    [
      'account',
      object('Account', [field('Website'), unsecured('Name', 'required'), unsecured('CreatedDate', 'system')]),
    ],
  ]),
});

describe('a right that is asked about', () => {
  const good: readonly (readonly [string, object])[] = [
    ['Account', { name: 'Account', right: 'read' }],
    [' Account=delete ', { name: 'Account', right: 'delete' }],
    ['Account=VIEWALL', { name: 'Account', right: 'viewAll' }],
    ['Account.Website', { name: 'Account.Website', right: 'read' }],
    ['Account.Website=edit', { name: 'Account.Website', right: 'edit' }],
    ['ns__Thing__c.ns__Field__c=edit', { name: 'ns__Thing__c.ns__Field__c', right: 'edit' }],
  ];
  for (const [text, target] of good) {
    it(`understands "${text}"`, () => {
      expect(parseTarget(text)).to.deep.equal({ target, problems: [] });
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['', 'accessTarget'],
    ['Account.', 'accessTarget'],
    ['Account.Website.Name', 'accessTarget'],
    ["Account' OR Name != '", 'accessTarget'],
    ['Account=write', 'accessRight'],
    ['Account.Website=delete', 'accessRight'],
  ];
  for (const [text, id] of bad) {
    it(`refuses "${text}"`, () => {
      expect(parseTarget(text).problems.map((problem) => problem.id)).to.deep.equal([id]);
    });
  }

  it('takes the names of the org', () => {
    expect(knownTarget({ name: 'ACCOUNT.website', right: 'edit' }, schema).target).to.deep.equal({
      name: 'Account.Website',
      right: 'edit',
    });
    expect(knownTarget({ name: 'account', right: 'read' }, schema).target).to.deep.equal({
      name: 'Account',
      right: 'read',
    });
  });

  it('knows the fields that go with the object', () => {
    expect(knownTarget({ name: 'Account.Name', right: 'edit' }, schema).target?.unsecured).to.equal('required');
  });

  it('says of an object that the org has and the login cannot see that it is there', () => {
    expect(
      knownTarget({ name: 'opportunity', right: 'read' }, { ...schema, permissionableObjects: ['Opportunity'] })
        .problems,
    ).to.deep.equal([
      {
        id: 'accessHidden',
        severity: 'error',
        subject: 'Opportunity',
        tokens: ['Opportunity'],
        fixTokens: ['Opportunity'],
      },
    ]);
  });

  it('offers the nearest names', () => {
    const problem = (name: string) =>
      knownTarget({ name, right: 'read' }, schema).problems.map(({ id, fixTokens }) => [id, ...fixTokens]);
    expect(problem('Contakt')).to.deep.equal([['accessObject', 'Contact']]);
    expect(problem('Zzzzzzzzz')).to.deep.equal([['accessObjectNoneNear']]);
    expect(problem('Account.Webside')).to.deep.equal([['accessField', 'Account.Website']]);
    expect(problem('Account.Zzzzzzzzz')).to.deep.equal([['accessFieldNoneNear']]);
  });
});
