import { expect } from 'chai';
import { buildOrg } from '../scenarios/scenario.ts';
import { remembered } from './remembered.ts';

describe('remembered answers', () => {
  const org = buildOrg('developer');
  const count = (): number => remembered(org, 'accounts', () => org.store.find('Account').length);

  it('follow writes, commits and rollbacks of any depth', () => {
    const before = count();
    expect(count()).to.equal(before);
    org.store.insert('Account', { Name: 'One' });
    expect(count()).to.equal(before + 1);
    org.store.transaction(() => {
      org.store.insert('Account', { Name: 'Two' });
      expect(count()).to.equal(before + 2);
      expect(() =>
        org.store.transaction(() => {
          org.store.insert('Account', { Name: 'Three' });
          expect(count()).to.equal(before + 3);
          throw new Error('back');
        }),
      ).to.throw('back');
      expect(count()).to.equal(before + 2);
    });
    expect(count()).to.equal(before + 2);
  });

  it('are computed once in one state', () => {
    let computed = 0;
    for (let time = 0; time < 3; time++) remembered(org, 'once', () => (computed += 1));
    expect(computed).to.equal(1);
  });
});
