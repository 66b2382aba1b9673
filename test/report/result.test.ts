import { expect } from 'chai';
import { error, warning } from '../../src/definition/problem.ts';
import { notBegun, seats, warnings, writeResult } from '../../src/report/result.ts';
import { orgState, orgUser, USER_ID, USERNAME } from '../plan/snapshot.ts';
import { change, failure, planOf, runOf, runOfMany, userRun } from './run.ts';

const profile = change('create', 'Profile', 'P', 'PasswordNeverExpires');
const user = change('create', 'User', USERNAME);
const license = change('assign', 'PermissionSetLicenseAssign', 'L');
const statuses = (run: Parameters<typeof writeResult>[1]): string[] =>
  writeResult(false, run).users.flatMap(({ changes }) => changes.map(({ type, status }) => `${type} ${status}`));

describe('writeResult', () => {
  it('has the whole shape after success', () => {
    const state = orgState({ users: [orgUser('other@x.co'), orgUser(USERNAME)] });
    expect(writeResult(false, runOf('created', [profile, user], { done: [profile, user], state }))).to.deep.equal({
      orgId: '00D000000000001EAA',
      dryRun: false,
      outcome: 'created',
      users: [
        {
          name: 'Zoom',
          username: USERNAME,
          id: USER_ID,
          outcome: 'created',
          changes: [
            { action: 'create', type: 'Profile', name: 'P', status: 'done', detail: 'PasswordNeverExpires' },
            { action: 'create', type: 'User', name: USERNAME, status: 'done' },
          ],
          findings: [],
          credential: null,
        },
      ],
      blockers: [],
      licenses: {
        userLicense: { name: 'Salesforce Integration', total: 5, used: 1, free: 4 },
        permissionSetLicense: { name: 'Salesforce API Integration', total: 5, used: 1, free: 4 },
      },
    });
  });

  it('has the same shape when nothing is known and nothing is there', () => {
    const state = orgState({ userLicense: undefined, permissionSetLicenses: [] });
    const result = writeResult(true, runOf('blocked', [], { state }));
    expect(result).to.have.all.keys('orgId', 'dryRun', 'outcome', 'users', 'blockers', 'licenses');
    expect(result).to.include({ outcome: 'failed', dryRun: true });
    expect(result.users).to.deep.equal([
      { name: 'Zoom', username: USERNAME, id: null, outcome: 'failed', changes: [], findings: [], credential: null },
    ]);
    expect(result.licenses).to.deep.equal({ userLicense: null, permissionSetLicense: null });
  });

  it('tells errors as blockers and warnings as findings of the user', () => {
    const problems = [error('nameEmpty', 'name'), warning('emailOfCaller', 'u', ['a@b.co'])];
    const result = writeResult(false, runOf('blocked', [], { plan: planOf([], { problems }) }));
    expect(result.blockers.map(({ id }) => id)).to.deep.equal(['name-empty']);
    expect(result.users[0]?.findings.map(({ id }) => id)).to.deep.equal(['email-of-caller']);
  });

  const cases: readonly (readonly [string, Parameters<typeof writeResult>[1], readonly string[]])[] = [
    ['planned', runOf('planned', [profile, user]), ['Profile planned', 'User planned']],
    ['blocked', runOf('blocked', [profile]), ['Profile planned']],
    ['unchanged', runOf('unchanged', []), []],
    [
      'failed: what was refused failed, the rest was skipped',
      runOf('failed', [profile, user, license], { failure: failure({ changes: [user] }) }),
      ['Profile skipped', 'User failed', 'PermissionSetLicenseAssign skipped'],
    ],
    [
      'failed without an answer: what was done stays done',
      runOf('failed', [profile, user], { done: [profile], failure: failure({}) }),
      ['Profile done', 'User skipped'],
    ],
    [
      'a change that was planned anew on the way is told once, as it was done',
      runOf('created', [profile, user], { done: [change('create', 'Profile', 'P'), user] }),
      ['Profile done', 'User done'],
    ],
  ];
  for (const [what, run, expected] of cases) {
    it(`gives each change its status when ${what}`, () => {
      expect(statuses(run)).to.deep.equal(expected);
    });
  }
});

describe('writeResult of several users', () => {
  const users = (...outcomes: Parameters<typeof userRun>[0][]) =>
    writeResult(
      false,
      runOfMany(outcomes.map((outcome, index) => userRun(outcome, [], { plan: planOf([], { name: String(index) }) }))),
    );
  const outcomes: readonly (readonly [Parameters<typeof userRun>[0][], string])[] = [
    [[], 'unchanged'],
    [['unchanged', 'unchanged'], 'unchanged'],
    [['unchanged', 'updated'], 'updated'],
    [['updated', 'created', 'unchanged'], 'created'],
    [['created', 'failed'], 'failed'],
    [['created', 'blocked'], 'failed'],
    [['unchanged', 'planned'], 'planned'],
  ];
  for (const [all, expected] of outcomes) {
    it(`is ${expected} where they are ${all.length === 0 ? 'none' : all.join(', ')}`, () => {
      expect(users(...all).outcome).to.equal(expected);
    });
  }

  it('keeps them in order, each with its own id, changes and findings', () => {
    const state = orgState({ users: [orgUser('b@x.co', { id: '005b' })] });
    const planned = (name: string, more: Parameters<typeof planOf>[1]) =>
      userRun('planned', [], {
        plan: planOf([change('create', 'User', name)], { name, username: `${name}@x.co`, ...more }),
      });
    const result = writeResult(
      true,
      runOfMany(
        [
          planned('a', { problems: [warning('emailOfCaller', 'a', ['me@x.co'])] }),
          planned('b', { problems: [error('nameEmpty', 'name')] }),
          userRun('unchanged', [], { plan: planOf([], { name: 'My_Set', username: undefined }) }),
        ],
        {
          problems: [error('unreadable', 'users', ['users', 'no']), warning('emailOfCaller', 'all', ['me@x.co'])],
          state,
        },
      ),
    );
    expect(result.users.map(({ name, username, id }) => [name, username, id])).to.deep.equal([
      ['a', 'a@x.co', null],
      ['b', 'b@x.co', '005b'],
      ['My_Set', null, null],
    ]);
    expect(result.users.map(({ changes }) => changes.map(({ name }) => name))).to.deep.equal([['a'], ['b'], []]);
    expect(result.users.map(({ findings }) => findings.length)).to.deep.equal([1, 0, 0]);
    expect(result.blockers.map(({ id }) => id)).to.deep.equal(['unreadable', 'name-empty']);
  });

  it('warnings are those of the run, then those of the users', () => {
    const run = runOfMany(
      [userRun('created', [], { plan: planOf([], { problems: [warning('emailOfCaller', 'u', ['b'])] }) })],
      {
        problems: [warning('emailOfCaller', 'run', ['a']), error('nameEmpty', 'name')],
      },
    );
    expect(warnings(run).map(({ subject }) => subject)).to.deep.equal(['run', 'u']);
  });

  it('gives a change its status by what it is, not by which object it is', () => {
    const first = change('create', 'User', 'u');
    const again = change('create', 'User', 'u', 'planned anew');
    const run = userRun('failed', [first], { failure: failure({ changes: [again] }) });
    expect(writeResult(false, runOfMany([run])).users[0]?.changes.map(({ status }) => status)).to.deep.equal([
      'failed',
    ]);
  });

  it('tells what was done beyond the plan, in front', () => {
    const more = change('update', 'PermissionSet', 'S');
    const run = userRun('created', [user], { done: [more, user] });
    expect(
      writeResult(false, runOfMany([run])).users[0]?.changes.map(({ type, status }) => `${type} ${status}`),
    ).to.deep.equal(['PermissionSet done', 'User done']);
  });
});

describe('notBegun', () => {
  it('has the same shape, with the errors alone', () => {
    const result = notBegun('00D1', true, [error('nameEmpty', 'name'), warning('emailOfCaller', 'u', ['a'])]);
    expect(result).to.have.all.keys(Object.keys(writeResult(true, runOf('blocked', []))));
    expect(result).to.deep.include({ orgId: '00D1', dryRun: true, outcome: 'failed', users: [] });
    expect(result.blockers.map(({ id }) => id)).to.deep.equal(['name-empty']);
  });
});

describe('seats', () => {
  it('of a disabled license are not free', () => {
    expect(seats({ id: '1', name: 'L', status: 'Disabled', total: 3, used: 1 })).to.include({
      total: 3,
      used: 1,
      free: 0,
    });
  });

  it('counts the free ones, also where more are used than there are', () => {
    const license = { id: '1', name: 'L', status: 'Active', total: 3, used: 5 };
    expect(seats(license)).to.deep.equal({ name: 'L', total: 3, used: 5, free: -2 });
    expect(seats(undefined)).to.equal(null);
  });
});
