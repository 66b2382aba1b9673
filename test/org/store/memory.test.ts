import { expect } from 'chai';
import { buildOrg } from '../scenarios/scenario.ts';

describe('what a store remembers', () => {
  const { store } = buildOrg('developer');
  let computed = 0;
  const count = (): number =>
    store.remember('accounts', ['Account'], () => {
      computed += 1;
      return store.find('Account').length;
    });

  it('follows writes, commits and rollbacks of any depth', () => {
    const before = count();
    expect(count()).to.equal(before);
    store.insert('Account', { Name: 'One' });
    expect(count()).to.equal(before + 1);
    store.transaction(() => {
      store.insert('Account', { Name: 'Two' });
      expect(count()).to.equal(before + 2);
      expect(() =>
        store.transaction(() => {
          store.insert('Account', { Name: 'Three' });
          expect(count()).to.equal(before + 3);
          throw new Error('back');
        }),
      ).to.throw('back');
      expect(count()).to.equal(before + 2);
    });
    expect(count()).to.equal(before + 2);
  });

  it('follows what others write and roll back', () => {
    const before = count();
    store.db.exec('SAVEPOINT others');
    store.db.exec(`DELETE FROM "Account" WHERE "Name" = 'One'`);
    expect(count()).to.equal(before - 1);
    store.db.exec('ROLLBACK TO others; RELEASE others');
    expect(count()).to.equal(before);
  });

  it('is back where a savepoint was, whatever happened in between', () => {
    const before = count();
    for (const sql of [undefined, `DELETE FROM "Account" WHERE "Name" = 'One'`]) {
      const undo = store.savepoint('back');
      if (sql === undefined) store.insert('Account', { Name: 'In between' });
      else store.db.exec(sql);
      expect(count()).to.equal(before + (sql === undefined ? 1 : -1));
      undo();
      computed = 0;
      expect(count()).to.equal(before);
      expect(computed).to.equal(0);
    }
  });

  it('keeps what was first asked after a savepoint, unless it is another before', () => {
    const undo = store.savepoint('later');
    const contacts = store.remember('contacts', ['Contact'], () => store.find('Contact').length);
    store.insert('Account', { Name: 'In between' });
    const accounts = store.remember('accounts again', ['Account'], () => store.find('Account').length);
    undo();
    expect(store.remember('contacts', ['Contact'], () => -1)).to.equal(contacts);
    expect(store.remember('accounts again', ['Account'], () => store.find('Account').length)).to.equal(accounts - 1);
  });

  it('is computed once as long as no row of its objects is another', () => {
    count();
    computed = 0;
    store.insert('Contact', { LastName: 'Nobody' });
    for (let time = 0; time < 3; time++) count();
    expect(computed).to.equal(0);
    store.insert('Account', { Name: 'Another' });
    for (let time = 0; time < 3; time++) count();
    expect(computed).to.equal(1);
  });

  it('holds wide rows that nobody can change by accident', () => {
    const id = store.insert('PermissionSet', { Name: 'Wide', Label: 'Wide' });
    const row = store.get('PermissionSet', id);
    expect(store.get('PermissionSet', id)).to.equal(row);
    expect(() => Object.assign(row ?? {}, { Label: 'Other' })).to.throw(TypeError);
    store.update('PermissionSet', id, { Label: 'Other' });
    expect(store.get('PermissionSet', id)).to.include({ Name: 'Wide', Label: 'Other' });
  });
});
