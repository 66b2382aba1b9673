import { expect } from 'chai';
import { byReferences, executionOrder } from './order.ts';
import type { Part } from './part.ts';

function post(object: string, referenceId: string, body: unknown = {}): Part {
  return { method: 'POST', url: `/services/data/v67.0/sobjects/${object}`, referenceId, body, httpHeaders: undefined };
}

const user = post('User', 'user');
const license = post('PermissionSetLicenseAssign', 'license', { AssigneeId: '@{user.id}' });
const assignment = post('PermissionSetAssignment', 'assignment', { AssigneeId: '@{user.id}' });
const provisioning = [user, license, assignment];

const ids = (parts: readonly Part[]): string[] => parts.map((part) => part.referenceId);

describe('order of a composite', () => {
  it('is the given one without collation', () => {
    expect(ids(executionOrder(provisioning, false))).to.deep.equal(['user', 'license', 'assignment']);
  });

  it('keeps to references and moves what has none between them when collated', () => {
    expect(ids(executionOrder(provisioning, true))).to.deep.equal(['user', 'assignment', 'license']);
  });

  it('does not move parts across another method, nor parts with headers', () => {
    const read: Part = { ...post('User/005', 'read'), method: 'GET' };
    const withHeaders: Part = { ...post('Account', 'account'), httpHeaders: { 'If-Match': '*' } };
    expect(ids(executionOrder([user, read, post('Account', 'after')], true))).to.deep.equal(['user', 'read', 'after']);
    expect(ids(executionOrder([user, withHeaders], true))).to.deep.equal(['user', 'account']);
  });

  it('runs a graph by references whatever the given order', () => {
    expect(ids(byReferences([assignment, license, user]))).to.deep.equal(['user', 'assignment', 'license']);
  });

  it('ends for parts that wait for each other', () => {
    const one = post('Account', 'one', { ParentId: '@{two.id}' });
    const two = post('Account', 'two', { ParentId: '@{one.id}' });
    expect(ids(byReferences([one, two]))).to.deep.equal(['one', 'two']);
  });
});
