import { expect } from 'chai';
import type { Change } from '../../src/plan/change.ts';
import {
  changeColumns,
  changeRows,
  headline,
  nextSteps,
  orgTexts,
  planTitle,
  userTitle,
  usersTitle,
} from '../../src/report/create.ts';
import { writeResult } from '../../src/report/result.ts';
import { orgState, orgUser, OWN_SET, permissionSet, profile, USERNAME } from '../plan/snapshot.ts';
import { change, failure, planOf, runOf, runOfMany, userRun } from './run.ts';

const rows = (changes: readonly Change[]): string[] =>
  changeRows(writeResult(false, runOf('planned', changes))).map(({ action, type, name, detail }) =>
    [action, type, name, detail].join(' | '),
  );
const fields = (count: number, object: string, detail: string): Change[] =>
  Array.from({ length: count }, (_, index) =>
    change('create', 'FieldPermissions', `${object}.F${String(index)}`, detail),
  );

describe('changeRows', () => {
  it('lists up to six changes of one kind', () => {
    expect(rows([change('create', 'Profile', 'P'), ...fields(6, 'Account', 'edit')])).to.deep.equal([
      'create | Profile | P | ',
      ...Array.from({ length: 6 }, (_, index) => `create | FieldPermissions | Account.F${String(index)} | edit`),
    ]);
  });

  it('counts more than six, by what is done, and names their objects', () => {
    expect(rows([...fields(4, 'Account', 'edit'), ...fields(3, 'Contact', 'read')])).to.deep.equal([
      'create | FieldPermissions | Account, Contact | 4 x edit, 3 x read',
    ]);
  });

  it('names six objects at most', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F'].flatMap((object) => fields(2, object, 'read'));
    expect(rows(many)).to.deep.equal(['create | FieldPermissions | A, B, C, D, E, F | 12 x read']);
    expect(rows([...many, ...fields(1, 'G', 'read')])).to.deep.equal([
      'create | FieldPermissions | A, B, C, D, E, F, ... | 13 x read',
    ]);
  });

  it('keeps kinds apart and in the order of the plan', () => {
    const update = change('update', 'FieldPermissions', 'Account.X', 'edit');
    expect(rows([...fields(7, 'Account', 'read'), update, ...fields(1, 'Case', 'read')])).to.deep.equal([
      'create | FieldPermissions | Account, Case | 8 x read',
      'update | FieldPermissions | Account.X | edit',
    ]);
  });

  it('leaves out what was skipped', () => {
    const run = runOf('failed', [change('create', 'Profile', 'P'), change('create', 'User', 'u')], {
      failure: failure({ changes: [] }),
    });
    expect(changeRows(writeResult(false, run))).to.deep.equal([]);
  });

  it('has a column for each key', () => {
    expect(changeColumns()).to.deep.equal([
      { key: 'action', name: 'Change' },
      { key: 'type', name: 'Type' },
      { key: 'name', name: 'Name' },
      { key: 'detail', name: 'Detail' },
    ]);
  });
});

describe('the words around', () => {
  const said = (outcome: 'created' | 'updated' | 'unchanged' | 'planned', changes: readonly Change[] = []): string =>
    headline(writeResult(false, runOf(outcome, changes)));

  it('say how a run ended', () => {
    expect(said('created')).to.equal(`Integration user ${USERNAME} is ready.`);
    expect(said('updated')).to.equal(`Integration user ${USERNAME} was completed.`);
    expect(said('unchanged')).to.equal(`Integration user ${USERNAME}: no changes. Everything is as described.`);
    expect(said('planned', fields(3, 'A', 'read'))).to.equal('Changes that would be made: 3.');
  });

  it('speak of a part where there is no user', () => {
    const part = (outcome: 'created' | 'updated' | 'unchanged'): string =>
      headline(writeResult(false, runOf(outcome, [], { plan: planOf([], { name: 'My_Set', username: undefined }) })));
    expect(part('created')).to.equal('My_Set was made.');
    expect(part('updated')).to.equal('My_Set was completed.');
    expect(part('unchanged')).to.equal('My_Set: no changes. Everything is as described.');
  });

  it('name all users of a run', () => {
    const two = ['a@x.co', 'b@x.co'].map((username) => userRun('created', [], { plan: planOf([], { username }) }));
    expect(headline(writeResult(false, runOfMany(two)))).to.equal('Integration user a@x.co, b@x.co is ready.');
  });

  it('name the plan', () => {
    expect(planTitle('Zoom')).to.equal('Plan for Zoom (nothing is written)');
    expect(userTitle('Zoom')).to.equal('Integration user Zoom');
    expect(usersTitle(3)).to.equal('Integration users: 3');
  });

  it('fit into the descriptions of a profile and of a permission set, 255 characters', () => {
    const texts = orgTexts();
    expect(texts).to.have.all.keys('profileDescription', 'permissionSetDescription');
    for (const text of Object.values(texts)) expect(text.length).to.be.within(10, 255);
  });
});

describe('nextSteps', () => {
  const instance = 'https://acme.my.salesforce.com';
  const own = profile('P', { id: '00e1' });
  const state = orgState({
    profiles: [own],
    permissionSets: [permissionSet('Other'), permissionSet(OWN_SET, { id: '0PS1' })],
    users: [orgUser('other@x.co'), orgUser(USERNAME, { id: '005x', profileId: '00e1' })],
  });
  const all = [
    change('create', 'Profile', 'P'),
    change('create', 'PermissionSet', OWN_SET),
    change('create', 'User', USERNAME),
  ];
  const steps = (outcome: 'created' | 'updated' | 'unchanged' | 'planned', changes: readonly Change[]): string[] =>
    nextSteps(instance, userRun(outcome, changes), state).map(({ text, url }) =>
      `${text.split(' ')[0] ?? ''} ${url}`.trim(),
    );
  const setup = 'https://acme.lightning.force.com/lightning/setup';

  it('lead to everything that was made, and to how the integration logs in', () => {
    expect(steps('created', all)).to.deep.equal([
      `User ${setup}/ManageUsers/page?address=%2F005x%3Fnoredirect%3D1`,
      `Profile ${setup}/EnhancedProfiles/page?address=%2F00e1`,
      `Permission ${setup}/PermSets/page?address=%2F0PS1`,
      `The ${setup}/ManageExternalClientApplication/home`,
    ]);
    expect(nextSteps(instance, userRun('created', all), state)[3]?.text).to.contain(`run as ${USERNAME}`);
  });

  it('leave out what was there before', () => {
    expect(steps('updated', [change('assign', 'PermissionSetAssignment', OWN_SET)])).to.deep.equal([
      `User ${setup}/ManageUsers/page?address=%2F005x%3Fnoredirect%3D1`,
    ]);
  });

  it('say how a plan is carried out, and nothing when nothing was to do', () => {
    expect(nextSteps(instance, userRun('planned', all), state)).to.deep.equal([
      { text: 'Run the same command without --dry-run to make the changes.', url: '' },
    ]);
    expect(steps('unchanged', [])).to.deep.equal([]);
  });
});
