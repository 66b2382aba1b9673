import { expect } from 'chai';
import { objectsOf } from '../../src/org/use/usage.ts';

/** API_RESOURCE, ENTITY_NAME, the objects, and whether these are all. */
const CASES: readonly (readonly [string, string, readonly string[], boolean])[] = [
  ['/v67.0/query', 'Account', ['account'], true],
  ['/v67.0/query', 'Account;Contact', ['account', 'contact'], true],
  ['/v67.0/query', 'Account, Invoice__c', ['account', 'invoice__c'], true],
  ['/v67.0/query', '', [], false],
  ['/v67.0/query?q=SELECT+Id+FROM+Lead', '', [], false],
  ['/v21.0/sobjects/Account/001xx000003DGQW', '', ['account'], true],
  ['/v21.0/sobjects/Account/001xx000003DGQW', 'ACCOUNT', ['account'], true],
  ['/v67.0/sobjects', '', [], true],
  ['/v67.0/limits/', '', [], true],
  ['query', 'Lead', ['lead'], true],
  ['query', '', [], false],
  ['describeGlobal', '', [], true],
  ['login', '', [], true],
  ['/v67.0/composite', '', [], false],
  ['/v67.0/composite', 'Account', ['account'], false],
  ['/v67.0/composite/graph', '', [], false],
  ['/v67.0/composite/batch/', '', [], false],
  ['/v67.0/composite/sobjects', '', [], false],
  ['/v67.0/composite/sobjects/Lead', '', ['lead'], true],
  ['/v67.0/jobs/ingest', '', [], false],
  ['', '', [], false],
];

describe('objectsOf', () => {
  for (const [resource, entities, objects, isWhole] of CASES)
    it(`${resource} with "${entities}": ${objects.join(', ')}${isWhole ? '' : ' and what is not named'}`, () => {
      const line = { API_RESOURCE: resource, ENTITY_NAME: entities };
      expect(objectsOf(line)).to.deep.equal({ objects, isWhole });
    });

  it('a log without these columns names nothing', () => {
    expect(objectsOf({})).to.deep.equal({ objects: [], isWhole: false });
  });
});
