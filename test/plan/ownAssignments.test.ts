import { expect } from 'chai';
import { apply, complete, ownSet } from './complete.ts';
import { lines, problems, type Given } from './given.ts';
import { assignment, named, OWN_SET, OWN_SET_ID, permissionSet, USER_ID } from './snapshot.ts';

const CASES: readonly { readonly title: string; readonly given: Given; readonly changes: readonly string[] }[] = [
  {
    title: 'what is listed stays assigned',
    given: {
      user: { permissionSets: ['extra', 'ns__Extra'], permissionSetGroups: ['bundle'] },
      options: { prune: true },
      state: complete({
        permissionSets: [...ownSet(), permissionSet('Extra'), permissionSet('Extra', { id: '0PSns', namespace: 'ns' })],
        groups: [{ ...named('0PG1', 'Bundle'), status: 'Updated' }],
        setAssignments: [
          assignment(USER_ID, OWN_SET_ID),
          assignment(USER_ID, '0PSExtra'),
          assignment(USER_ID, '0PSns', { setName: 'ns__Extra' }),
          assignment(USER_ID, '0PSagg', { groupId: '0PG1', groupName: 'Bundle' }),
          assignment(USER_ID, '0PSprofile', { ownedByProfile: true }),
        ],
      }),
    },
    changes: [],
  },
  {
    title: 'what is not listed is taken away with prune, before anything is assigned',
    given: {
      user: { permissionSets: ['Extra'] },
      options: { prune: true },
      state: complete({
        permissionSets: [...ownSet(), permissionSet('Extra')],
        setAssignments: [
          assignment(USER_ID, OWN_SET_ID),
          assignment(USER_ID, '0PSns', { setName: 'ns__Extra' }),
          assignment(USER_ID, '0PSagg', { groupId: '0PG1', groupName: 'Bundle' }),
          assignment('005other', '0PSForeign'),
        ],
      }),
    },
    changes: [
      'unassign PermissionSetAssignment ns__Extra',
      'unassign PermissionSetAssignment Bundle',
      'assign PermissionSetAssignment Extra',
    ],
  },
];

describe('assignments of a user whom a definition owns', () => {
  for (const { title, given, changes } of CASES) {
    it(title, () => {
      expect(lines(apply(given))).to.deep.equal(changes);
      expect(problems(apply(given))).to.deep.equal([]);
    });
  }
});

describe('multi-factor authentication on API logins', () => {
  const strict = new Set(['TwoFactorApi']);
  const reaching = assignment(USER_ID, '0PSStrict', { permissions: strict });

  it('goes from the own set as any other drift: apply does not stop at what it is about to mend', () => {
    const given: Given = {
      state: complete({
        permissionSets: ownSet('TwoFactorApi'),
        setAssignments: [assignment(USER_ID, OWN_SET_ID, { permissions: strict })],
      }),
    };
    expect(problems(apply(given))).to.deep.equal([]);
    expect(lines(apply(given))).to.deep.equal([`update PermissionSet ${OWN_SET} (not TwoFactorApi)`]);
    expect(problems(given)).to.deep.equal([`error mfaForApiInSet ${OWN_SET}`]);
  });

  it('stops apply where it comes from a set that stays, and not where prune takes that set away', () => {
    const state = complete({ setAssignments: [assignment(USER_ID, OWN_SET_ID), reaching] });
    expect(problems(apply({ state }))).to.have.members([
      'error mfaForApiInSet Strict',
      'warning assignmentNotListed Strict',
    ]);
    expect(problems(apply({ state, options: { prune: true } }))).to.deep.equal([]);
  });
});

describe('warnings of what is not listed', () => {
  it('name the user and the set or group, and are given to apply alone', () => {
    const state = complete({
      setAssignments: [
        assignment(USER_ID, OWN_SET_ID),
        assignment(USER_ID, '0PSForeign'),
        assignment(USER_ID, '0PSagg', { groupId: '0PG1', groupName: 'ns__Bundle' }),
      ],
    });
    expect(problems(apply({ state }))).to.deep.equal([
      'warning assignmentNotListed Foreign',
      'warning assignmentNotListed ns__Bundle',
    ]);
    expect(lines(apply({ state }))).to.deep.equal([]);
    expect(problems({ state })).to.deep.equal([]);
  });
});
