import { expect } from 'chai';
import { error, exitCodeFor, ofFlags, warning } from '../../src/definition/problem.ts';

describe('problems', () => {
  it('may be about nothing but their subject', () => {
    expect(error('nameEmpty', 'name')).to.deep.equal({
      id: 'nameEmpty',
      severity: 'error',
      subject: 'name',
      tokens: [],
      fixTokens: [],
    });
    expect(warning('nameEmpty', 'name')).to.deep.equal({ ...error('nameEmpty', 'name'), severity: 'warning' });
  });

  it('of flags end a command as a wrong flag does, others as an error', () => {
    const [bad, odd] = [error('objectFlag', 'x'), warning('credentialScopeFull', 'Full')];
    expect(exitCodeFor([bad, odd])).to.equal(1);
    expect(exitCodeFor(ofFlags([odd]))).to.equal(1);
    expect(exitCodeFor([bad, ...ofFlags([bad, odd])])).to.equal(2);
    expect(exitCodeFor([])).to.equal(1);
  });
});
