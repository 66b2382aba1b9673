import { expect } from 'chai';
import { error, warning } from '../../src/definition/problem.ts';
import { seats, writeResult } from '../../src/report/result.ts';
import { orgState, orgUser, USER_ID, USERNAME } from '../plan/snapshot.ts';
import { change, failure, planOf, runOf } from './run.ts';

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
      { name: 'Zoom', username: USERNAME, id: null, outcome: 'failed', changes: [], findings: [] },
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

describe('seats', () => {
  it('counts the free ones, also where more are used than there are', () => {
    const license = { id: '1', name: 'L', status: 'Active', total: 3, used: 5 };
    expect(seats(license)).to.deep.equal({ name: 'L', total: 3, used: 5, free: -2 });
    expect(seats(undefined)).to.equal(null);
  });
});
