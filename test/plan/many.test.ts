import { expect } from 'chai';
import { isRecordWrite, type Change } from '../../src/plan/change.ts';
import { allChanges, blockers, type Plan } from '../../src/plan/plan.ts';
import { linesOf, plannedMany, problemsOf, type ManyGiven } from './given.ts';
import {
  assignment,
  caller,
  license,
  licensed,
  orgUser,
  permissionSet,
  profile,
  PSL_ID,
  STANDARD_PROFILE,
  USER_LICENSE_ID,
} from './snapshot.ts';

const NEVER = 'PasswordNeverExpires';
const profiles = (plan: Plan): string[] => linesOf(plan).filter((text) => text.includes(' Profile '));
const records = (changes: readonly Change[]) => changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
const shared = (...permissions: string[]) => ({ name: 'Shared', permissions });
const setWith = (name: string, ...permissions: string[]) =>
  permissionSet(`Integration_${name}`, { label: `Integration - ${name}`, permissions: new Set(permissions) });

describe('several users', () => {
  it('have each their own set, user, license and assignments, in the order of the definition', () => {
    const plan = plannedMany({ users: [{ name: 'Zoom' }, { name: 'Billing' }] });
    const own = (name: string, username: string): string[] => [
      `${name}: create PermissionSet Integration_${name}`,
      `${name}: create User ${username}`,
      `${name}: assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl`,
      `${name}: assign PermissionSetAssignment Integration_${name}`,
    ];
    expect(linesOf(plan)).to.deep.equal([
      `Zoom: create Profile Integration API Only (${NEVER})`,
      ...own('Zoom', 'zoom@acme.integration'),
      ...own('Billing', 'billing@acme.integration'),
    ]);
    expect(problemsOf(plan)).to.deep.equal([]);
    expect(plan.users.map(({ name, username, userId }) => [name, username, userId])).to.deep.equal([
      ['Zoom', 'zoom@acme.integration', undefined],
      ['Billing', 'billing@acme.integration', undefined],
    ]);
  });

  it('know each its own id', () => {
    const { users } = plannedMany({
      users: [{ name: 'Zoom' }, { name: 'Billing' }],
      state: { users: [orgUser('billing@acme.integration', { lastName: 'Billing' })] },
    });
    expect(users.map(({ userId }) => userId)).to.deep.equal([undefined, '005billing@acme.integration']);
  });

  it('need seats together, of both licenses', () => {
    const users = ['Zoom', 'Billing', 'Ledger'].map((name) => ({ name }));
    const seats = { id: USER_LICENSE_ID, name: 'Salesforce Integration', status: 'Active', total: 5 };
    const psl = (used: number) => [license('SalesforceAPIIntegrationPsl', { id: PSL_ID, total: 5, used })];
    const found = (userLicense: number, set: number) =>
      plannedMany({
        users,
        state: { userLicense: { ...seats, used: userLicense }, permissionSetLicenses: psl(set) },
      }).problems.map(({ id, tokens }) => [id, ...tokens.slice(1)].join(' '));
    expect(found(2, 2)).to.deep.equal([]);
    expect(found(3, 4)).to.deep.equal(['userLicenseSeats 3 5 3', 'permissionSetLicenseSeats 3 5 4']);
  });

  it('are told the problems of the run once, and each its own', () => {
    const plan = plannedMany({
      users: [{ name: 'Zoom', role: 'Nowhere' }, { name: 'Billing' }, { name: 'Ledger', permissionSets: ['Nothing'] }],
      state: { caller: caller({ permissions: new Set(['ManageInternalUsers', 'ManageProfilesPermissionsets']) }) },
    });
    expect(problemsOf(plan)).to.deep.equal([
      'error callerLacks admin@acme.com',
      'Zoom: error unknown.rolesNoneNear Nowhere',
      'Ledger: error unknown.permissionSetsNoneNear Nothing',
    ]);
    expect(blockers(plan)).to.have.lengthOf(3);
  });

  it('are told nothing that would be concluded from what could not be read', () => {
    const given: ManyGiven = { users: [{ name: 'Zoom', role: 'Nowhere' }, { name: 'Billing' }] };
    const state = { refused: new Map([['roles', 'no']]) };
    expect(problemsOf(plannedMany({ ...given, state }))).to.deep.equal(['error unreadable roles']);
    expect(problemsOf(plannedMany({ ...given, options: { apiVersion: 59 } }))).to.deep.equal([
      'error apiVersionOld 59',
    ]);
  });

  it('do not own what belongs to another: its set with one of them is an assignment that is not listed', () => {
    const given: ManyGiven = {
      users: [{ name: 'Zoom' }, { name: 'Billing' }],
      options: { own: true },
      state: {
        profiles: [profile('Integration API Only', { permissions: new Set([NEVER]) })],
        users: ['zoom', 'billing'].map((name) =>
          orgUser(`${name}@acme.integration`, { lastName: name, profileId: '00eIntegration API Only' }),
        ),
        permissionSets: [setWith('Zoom'), setWith('Billing')],
        licenseAssignments: ['zoom', 'billing'].map((name) => licensed(`005${name}@acme.integration`, PSL_ID)),
        setAssignments: [
          assignment('005zoom@acme.integration', '0PSIntegration_Zoom'),
          assignment('005billing@acme.integration', '0PSIntegration_Billing'),
          assignment('005billing@acme.integration', '0PSIntegration_Zoom'),
        ],
      },
    };
    expect(problemsOf(plannedMany(given))).to.deep.equal(['Billing: warning assignmentNotListed Integration_Zoom']);
    expect(linesOf(plannedMany(given))).to.deep.equal([]);
    expect(linesOf(plannedMany({ ...given, options: { own: true, prune: true } }))).to.deep.equal([
      'Billing: unassign PermissionSetAssignment Integration_Zoom',
    ]);
  });
});

describe('users who share a profile', () => {
  it('have it made once, with what any of them asks of it, under the name as it was first written', () => {
    const plan = plannedMany({
      users: [
        { name: 'Zoom', profile: shared(NEVER) },
        { name: 'Billing', profile: { name: 'SHARED', permissions: ['RunReports', NEVER] } },
        { name: 'Ledger', profile: { name: 'Other', permissions: [] } },
      ],
    });
    expect(profiles(plan)).to.deep.equal([
      `Zoom: create Profile Shared (${NEVER}, RunReports)`,
      'Ledger: create Profile Other',
    ]);
    const refs = plan.users.flatMap((user) =>
      records(allChanges(user)).flatMap(({ object, fields }) => (object === 'User' ? [fields['ProfileId']] : [])),
    );
    expect(refs).to.deep.equal([{ ref: 'profile shared' }, { ref: 'profile shared' }, { ref: 'profile other' }]);
    expect(
      records(plan.users.flatMap(allChanges)).flatMap(({ object, key }) => (object === 'Profile' ? [key] : [])),
    ).to.deep.equal(['profile shared', 'profile other']);
  });

  it('have it changed once, with what any of them lacks', () => {
    const plan = plannedMany({
      users: [
        { name: 'Zoom', profile: shared(NEVER) },
        { name: 'Billing', profile: shared('RunReports') },
      ],
      state: { profiles: [profile('Shared', { permissions: new Set([NEVER]) })] },
    });
    expect(profiles(plan)).to.deep.equal(['Zoom: update Profile Shared (RunReports)']);
  });

  it('each get into their set what it cannot hold', () => {
    const plan = plannedMany({
      users: ['Zoom', 'Billing'].map((name) => ({ name, profile: { name: STANDARD_PROFILE } })),
    });
    expect(linesOf(plan).filter((text) => text.includes('create PermissionSet '))).to.deep.equal([
      `Zoom: create PermissionSet Integration_Zoom (${NEVER})`,
      `Billing: create PermissionSet Integration_Billing (${NEVER})`,
    ]);
    expect(problemsOf(plan)).to.deep.equal([]);
  });

  const holding: ManyGiven = {
    users: ['Zoom', 'Billing'].map((name) => ({ name, profile: shared('RunReports') })),
    state: { permissionSets: [setWith('Zoom', 'RunReports'), setWith('Billing')] },
  };

  it('have it made with all that is asked of it, also where the set of the first holds some of that', () => {
    expect(profiles(plannedMany(holding))).to.deep.equal(['Zoom: create Profile Shared (RunReports)']);
  });

  it('have it changed in full, also where the sets of some hold part of what is asked', () => {
    const plan = plannedMany({
      users: ['Zoom', 'Billing'].map((name) => ({ name, profile: shared('RunReports', 'EditTask') })),
      state: {
        profiles: [profile('Shared')],
        permissionSets: [setWith('Zoom', 'RunReports'), setWith('Billing', 'EditTask')],
      },
    });
    const gained = records(plan.users.flatMap(allChanges)).flatMap(({ object, fields }) =>
      object === 'Profile' ? Object.keys(fields) : [],
    );
    expect(gained).to.have.members(['PermissionsRunReports', 'PermissionsEditTask']);
  });

  it('hold a permission in the profile or in their sets, and apply knows at once which: nothing is left for a second run', () => {
    const plan = plannedMany({
      ...holding,
      options: { own: true },
      state: { ...holding.state, profiles: [profile('Shared')] },
    });
    expect(
      linesOf(plan).filter((text) => text.includes('PermissionSet Integration') && text.includes('update')),
    ).to.deep.equal(['Zoom: update PermissionSet Integration_Zoom (not RunReports)']);
  });

  it('have a wish on the profile where one of them has no set to hold it, though the set of another does', () => {
    const permissions = ['RunReports'];
    const given: ManyGiven = {
      users: [
        { name: 'Zoom', profile: { permissions }, permissionSet: 'none' },
        { name: 'Erp', profile: { permissions } },
        { name: 'Crm', profile: { permissions: [] } },
      ],
      state: {
        profiles: [profile('Integration API Only')],
        permissionSets: [permissionSet('Integration_Erp', { permissions: new Set(permissions) })],
      },
    };
    expect(linesOf(plannedMany(given)).filter((text) => text.includes(' Profile '))).to.deep.equal([
      'Zoom: update Profile Integration API Only (RunReports)',
    ]);
  });

  it('do not have a default on the profile where one of them has no set to hold it, and the set of another does', () => {
    const given: ManyGiven = {
      users: [{ name: 'Zoom', permissionSet: 'none' }, { name: 'Erp' }],
      state: {
        profiles: [profile('Integration API Only')],
        permissionSets: [permissionSet('Integration_Erp', { permissions: new Set(['PasswordNeverExpires']) })],
      },
    };
    expect(linesOf(plannedMany(given)).filter((text) => text.includes(' Profile '))).to.deep.equal([]);
  });

  it('are not refused a default because another one wishes something', () => {
    const nowhere = new Set([NEVER]);
    const plan = plannedMany({
      users: [
        { name: 'Zoom', profile: shared('RunReports') },
        { name: 'Billing', profile: { name: 'Shared' } },
      ],
      options: { learned: { profileCannotHold: nowhere, setCannotHold: nowhere, goesByItself: nowhere } },
    });
    expect(problemsOf(plan).filter((text) => text.includes('error'))).to.deep.equal([]);
    expect(problemsOf(plan)).to.include(`Billing: warning defaultPermissionSkipped ${NEVER}`);
  });
});
