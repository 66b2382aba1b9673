import { expect } from 'chai';
import { OrgError } from '../../org.ts';
import { fillBody, fillUrl, referencesOf } from './references.ts';

const results = new Map<string, unknown>([
  ['made', { id: '005000000000001AAA', success: true, errors: [] }],
  ['read', { Id: '005000000000001AAA', FirstName: null, IsActive: true, Address: { city: 'Oslo' } }],
  ['found', { totalSize: 1, records: [{ Id: '00e000000000001AAA', Name: 'A b' }] }],
]);

function refusalOf(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof OrgError) return { code: error.errorCode, message: error.message };
  }
  throw new Error('nothing was refused');
}

describe('references of a composite', () => {
  it('take values from fields, lists and nested objects', () => {
    expect(fillUrl('/services/data/v67.0/sobjects/User/@{made.id}', results)).to.match(/005000000000001AAA$/);
    expect(fillBody({ a: '@{found.records[0].Id}', b: ['@{read.Address.city}'] }, results, 67)).to.deep.equal({
      a: '00e000000000001AAA',
      b: ['Oslo'],
    });
  });

  it('keep the type of a value that is the whole text, and join texts otherwise', () => {
    expect(fillBody({ a: '@{read.IsActive}', b: 'x@{found.records[0].Name}' }, results, 67)).to.deep.equal({
      a: true,
      b: 'xA b',
    });
  });

  it('are refused, by letter case, when there is no such value', () => {
    expect(refusalOf(() => fillBody({ a: '@{made.Id}' }, results, 67))).to.deep.equal({
      code: 'PROCESSING_HALTED',
      message: 'Invalid reference specified. No value for made.Id found in made.',
    });
    for (const expression of ['made', 'none.id', 'read.Address', 'found.records[1].Id']) {
      expect(refusalOf(() => fillBody(`@{${expression}}`, results, 67)).code).to.equal('PROCESSING_HALTED');
    }
  });

  it('give null for an empty field from v52 on, and no value before', () => {
    expect(fillBody({ a: '@{read.FirstName}' }, results, 52)).to.deep.equal({ a: null });
    expect(refusalOf(() => fillBody({ a: '@{read.FirstName}' }, results, 51)).code).to.equal('PROCESSING_HALTED');
  });

  it('are found in url and body', () => {
    const part = {
      method: 'PATCH',
      url: '/x/@{a.id}',
      referenceId: 'r',
      body: { f: ['@{b.c[0].d}'] },
      httpHeaders: undefined,
    };
    expect([...referencesOf(part)]).to.have.members(['a', 'b']);
  });
});
