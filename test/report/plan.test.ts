import { expect } from 'chai';
import type { Change } from '../../src/plan/change.ts';
import { planLines, removals } from '../../src/report/plan.ts';
import { writeResult } from '../../src/report/result.ts';
import { change, failure, planOf, runOfMany, userRun } from './run.ts';

type Outcome = Parameters<typeof userRun>[0];
const user = (name: string, outcome: Outcome, changes: readonly Change[], more: Parameters<typeof userRun>[2] = {}) =>
  userRun(outcome, changes, { plan: planOf(changes, { name, username: `${name.toLowerCase()}@x.co` }), ...more });
const lines = (dryRun: boolean, ...users: Parameters<typeof runOfMany>[0]): string[] =>
  planLines(writeResult(dryRun, runOfMany(users)));

const all = (['create', 'assign', 'update', 'activate', 'deactivate', 'freeze', 'delete', 'unassign'] as const).map(
  (action) => change(action, 'User', action),
);

describe('planLines', () => {
  it('groups by user, signs each change, and counts at the end', () => {
    const found = lines(
      true,
      user('Zoom', 'planned', [change('create', 'PermissionSet', 'S'), change('update', 'User', 'zoom@x.co', 'Email')]),
      user('Billing', 'unchanged', []),
      user('Ledger', 'planned', [change('delete', 'FieldPermissions', 'Account.X', 'read')]),
    );
    expect(found).to.deep.equal([
      'Zoom (zoom@x.co)',
      '  + PermissionSet     S',
      '  ~ User              zoom@x.co: Email',
      '',
      'Ledger (ledger@x.co)',
      '  - FieldPermissions  Account.X: read',
      '',
      'Plan: 1 to add, 1 to change, 1 to remove; 1 of 3 users unchanged. Nothing is written.',
    ]);
  });

  it('knows a sign for every action', () => {
    const signs = lines(true, user('Zoom', 'planned', all))
      .slice(1, -2)
      .map((line) => line.trim().split(/\s+/));
    expect(signs.map(([sign, , name]) => `${sign ?? ''} ${name ?? ''}`)).to.deep.equal([
      '+ create',
      '+ assign',
      '~ update',
      '~ activate',
      '~ deactivate',
      '~ freeze',
      '- delete',
      '- unassign',
    ]);
    expect(lines(true, user('Zoom', 'planned', all)).at(-1)).to.match(/^Plan: 2 to add, 4 to change, 2 to remove/);
    expect(removals(all)).to.equal(2);
    expect(removals([])).to.equal(0);
  });

  it('counts many changes of one kind', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      change('create', 'FieldPermissions', `Account.F${String(index)}`, 'read'),
    );
    const found = lines(true, user('Zoom', 'planned', many));
    expect(found[1]).to.equal('  + FieldPermissions  Account: 9 x read');
    expect(found.at(-1)).to.match(/^Plan: 9 to add/);
  });

  it('has nothing but the counts where nothing changes', () => {
    expect(lines(true, user('Zoom', 'unchanged', []))).to.deep.equal([
      'Plan: 0 to add, 0 to change, 0 to remove; 1 of 1 users unchanged. Nothing is written.',
    ]);
  });

  it('tells afterwards what was done, and does not count what was skipped or failed', () => {
    const [made, lost] = [change('create', 'User', 'u'), change('assign', 'PermissionSetAssignment', 'S')];
    const found = lines(
      false,
      user('Zoom', 'created', [made], { done: [made] }),
      user('Billing', 'failed', [made, lost], { failure: failure({ changes: [lost] }) }),
    );
    expect(found.at(-1)).to.equal('1 added, 0 changed, 0 removed; 0 of 2 users unchanged.');
    expect(found).to.include('Zoom (zoom@x.co)');
  });

  it('names a user only once where it is called by its username, and a part by its name', () => {
    const same = userRun('planned', [change('assign', 'X', 'x')], {
      plan: planOf([change('assign', 'X', 'x')], { name: 'a@x.co', username: 'a@x.co' }),
    });
    const part = userRun('planned', [change('create', 'Profile', 'P')], {
      plan: planOf([change('create', 'Profile', 'P')], { name: 'P', username: undefined }),
    });
    expect(
      lines(true, same, part)
        .filter((line) => /^\S/.test(line))
        .slice(0, 2),
    ).to.deep.equal(['a@x.co', 'P']);
  });
});
