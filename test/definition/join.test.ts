import { expect } from 'chai';
import { joinSets, writtenSet } from '../../src/definition/join.ts';

describe('writtenSet', () => {
  it('is the set of a user, and an empty one where it has none', () => {
    expect(writtenSet({ name: 'A', permissionSet: { label: 'L' } })).to.deep.equal({ label: 'L' });
    expect(writtenSet({ name: 'A', permissionSet: 'none' })).to.deep.equal({});
    expect(writtenSet({ name: 'A' })).to.deep.equal({});
  });
});

describe('joinSets', () => {
  it('joins what both say of an object, whatever either leaves out', () => {
    const a = { objects: { Account: { readFields: ['Phone'] }, Case: {} } };
    const b = { objects: { ACCOUNT: { access: ['read'] }, case: { editFields: 'all' as const }, Lead: {} } };
    expect(joinSets(a, b)).to.deep.equal({
      objects: {
        Account: { access: ['read'], readFields: ['Phone'], editFields: [] },
        Case: { access: [], readFields: [], editFields: 'all' },
        Lead: { access: [], readFields: [], editFields: [] },
      },
    });
  });
});
