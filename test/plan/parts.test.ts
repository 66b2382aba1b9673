import { expect } from 'chai';
import { assignmentsAlone, permissionSetAlone, profileAlone } from '../../src/definition/part.ts';
import { linesOf, plannedParts, problemsOf } from './given.ts';
import {
  assignment,
  inGroup,
  license,
  licensed,
  named,
  orgUser,
  permissionSet,
  profile,
  PSL_ID,
  USER_ID,
  USERNAME,
} from './snapshot.ts';

const assigned = (flags: Parameters<typeof assignmentsAlone>[1], ...usernames: string[]) =>
  assignmentsAlone(usernames.length > 0 ? usernames : [USERNAME], flags).users;
const onOther = orgUser(USERNAME, { license: 'Salesforce' });
const bundle = [{ ...named('0PGBundle', 'Bundle'), status: 'Updated' }];

describe('a profile alone', () => {
  it('is made, and nothing else', () => {
    const plan = plannedParts(profileAlone('API Only', undefined, undefined, ['RunReports']).users);
    expect(linesOf(plan)).to.deep.equal(['API Only: create Profile API Only (RunReports)']);
    expect(problemsOf(plan)).to.deep.equal([]);
    expect(plan.users[0]).to.include({ username: undefined, userId: undefined });
  });

  it('gains what it lacks, and cannot hand on what it cannot hold: there is no set', () => {
    const { users } = profileAlone('API Only', undefined, undefined, ['RunReports', 'RunFlow']);
    const state = { profiles: [profile('API Only', { permissions: new Set(['RunFlow']) })] };
    expect(linesOf(plannedParts(users, state))).to.deep.equal(['API Only: update Profile API Only (RunReports)']);
    const learned = {
      profileCannotHold: new Set(['RunReports']),
      setCannotHold: new Set<string>(),
      goesByItself: new Set<string>(),
    };
    expect(problemsOf(plannedParts(users, state, { learned }))).to.deep.equal([
      'API Only: error permissionNowhere RunReports',
    ]);
  });

  it('needs the license, but no seat of it', () => {
    const { users } = profileAlone('API Only', undefined, undefined, []);
    const full = { id: '100', name: 'Salesforce Integration', status: 'Active', total: 1, used: 1 };
    expect(problemsOf(plannedParts(users, { userLicense: full, profiles: [] }))).to.deep.equal([]);
    expect(problemsOf(plannedParts(users, { userLicense: undefined }))).to.include(
      'error userLicenseMissing Salesforce Integration',
    );
  });
});

describe('a permission set alone', () => {
  it('is made, and nothing else, also in an org without the license', async () => {
    const { users } = await permissionSetAlone(
      { name: 'Read_Accounts', object: ['Account=read'] },
      undefined,
      undefined,
    );
    const plan = plannedParts(users, { userLicense: undefined });
    expect(linesOf(plan)).to.deep.equal([
      'Read_Accounts: create PermissionSet Read_Accounts',
      'Read_Accounts: create ObjectPermissions Account (read)',
    ]);
    expect(problemsOf(plan)).to.deep.equal([]);
  });
});

describe('assignments to users who are there', () => {
  it('give the license first, then sets and groups, and nothing else', () => {
    const state = {
      users: [orgUser(USERNAME, { profileId: '00eX', roleId: '00E9', lastName: 'Other', email: 'x@y.co' })],
      permissionSets: [permissionSet('Extra')],
      groups: bundle,
    };
    const users = assigned({ 'permission-set': ['Extra'], 'permission-set-group': ['Bundle'] });
    expect(linesOf(plannedParts(users, state))).to.deep.equal([
      `${USERNAME}: assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl`,
      `${USERNAME}: assign PermissionSetAssignment Extra`,
      `${USERNAME}: assign PermissionSetAssignment Bundle`,
    ]);
    expect(problemsOf(plannedParts(users, state))).to.deep.equal([]);
  });

  it('give a user on another license only what was named', () => {
    const users = assigned({ 'permission-set': ['Extra'], 'permission-set-license': ['FlowPsl'] });
    const state = {
      users: [onOther],
      permissionSets: [permissionSet('Extra')],
      permissionSetLicenses: [license('SalesforceAPIIntegrationPsl', { id: PSL_ID }), license('FlowPsl')],
    };
    expect(linesOf(plannedParts(users, state))).to.deep.equal([
      `${USERNAME}: assign PermissionSetLicenseAssign FlowPsl`,
      `${USERNAME}: assign PermissionSetAssignment Extra`,
    ]);
  });

  it('need a seat of the license that is assigned, and no other license of the org', () => {
    const users = assigned({ 'permission-set-license': ['FlowPsl'] });
    const full = {
      users: [onOther],
      permissionSetLicenses: [license('FlowPsl', { total: 1, used: 1 })],
      userLicense: undefined,
    };
    expect(problemsOf(plannedParts(users, full))).to.deep.equal(['error permissionSetLicenseSeats Label of FlowPsl']);
    const held = { ...full, licenseAssignments: [licensed(USER_ID, '0PLFlowPsl')] };
    expect(problemsOf(plannedParts(users, held))).to.deep.equal([]);
  });

  it('are not judged by licenses, of which nobody knows what a person has besides', () => {
    const permissionSets = [permissionSet('Extra', { licenseId: '0PLSales', permissions: new Set(['RunFlow']) })];
    expect(
      problemsOf(plannedParts(assigned({ 'permission-set': ['Extra'] }), { users: [onOther], permissionSets })),
    ).to.deep.equal([]);
  });

  it('are of each user its own, whoever is there and who is not', () => {
    const users = assigned({ 'permission-set': ['Extra'] }, 'a@x.co', 'b@x.co', 'c@x.co');
    const plan = plannedParts(users, {
      users: [
        orgUser('a@x.co', { license: 'Salesforce' }),
        orgUser('b@x.co', { license: 'Salesforce', isActive: false }),
      ],
      permissionSets: [permissionSet('Extra')],
      setAssignments: [assignment('005a@x.co', '0PSExtra')],
    });
    expect(problemsOf(plan)).to.deep.equal([
      'b@x.co: error userInactive b@x.co',
      'c@x.co: error unknown.usersNoneNear c@x.co',
    ]);
    expect(linesOf(plan)).to.deep.equal(['b@x.co: assign PermissionSetAssignment Extra']);
  });

  it('offer usernames that are near', () => {
    const plan = plannedParts(assigned({}, 'zom@acme.integration'), {}, { candidates: { users: [USERNAME] } });
    expect(plan.users[0]?.problems).to.deep.equal([
      {
        id: 'unknown.users',
        severity: 'error',
        subject: 'zom@acme.integration',
        tokens: ['zom@acme.integration'],
        fixTokens: [USERNAME],
      },
    ]);
  });
});

describe('the sets inside a group that is assigned', () => {
  const state = (permissions: string[]) => ({
    users: [onOther],
    groups: bundle,
    groupSets: [inGroup('Bundle', 'Inner', permissions), inGroup('Other', 'Far', ['TwoFactorApi', 'ModifyAllData'])],
  });
  const users = assigned({ 'permission-set-group': ['bundle'] });

  it('must not demand MFA on API logins', () => {
    expect(problemsOf(plannedParts(users, state(['TwoFactorApi'])))).to.deep.equal([
      `${USERNAME}: error mfaForApiInSet Inner (bundle)`,
    ]);
  });

  it('must not reach over the whole org, unless that is allowed', () => {
    expect(problemsOf(plannedParts(users, state(['ViewAllData', 'EditTask'])))).to.deep.equal([
      `${USERNAME}: error broadInSet Inner (bundle)`,
    ]);
    expect(problemsOf(plannedParts(users, state(['ViewAllData']), { allowBroadAccess: true }))).to.deep.equal([
      `${USERNAME}: warning broadInSetAllowed Inner (bundle)`,
    ]);
  });

  it('may be what else they are', () => {
    expect(problemsOf(plannedParts(users, state(['EditTask'])))).to.deep.equal([]);
  });
});
