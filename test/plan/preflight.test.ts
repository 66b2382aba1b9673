import { expect } from 'chai';
import { blockers } from '../../src/plan/plan.ts';
import { CALLER_PERMISSIONS } from '../../src/plan/preflight.ts';
import { complete, DEFAULT_PROFILE } from './complete.ts';
import { errorsOf, planned, plannedMany, plannedParts, problems, type Given } from './given.ts';
import {
  caller,
  definition,
  license,
  licensed,
  orgUser,
  OWN_SET,
  permissionSet,
  PSL_ID,
  USER_ID,
  USERNAME,
} from './snapshot.ts';

const lacking = (given: Given, ...permissions: string[]): string[] =>
  planned({ ...given, state: { ...given.state, caller: caller({ permissions: new Set(permissions) }) } })
    .problems.filter(({ id }) => id === 'callerLacks')
    .map(({ tokens }) => `${tokens[1] ?? ''}: ${tokens[2] ?? ''}`);

describe('before the first write', () => {
  it('an old version of the API hides everything else', () => {
    expect(problems({ options: { apiVersion: 59 }, state: { userLicense: undefined } })).to.deep.equal([
      'error apiVersionOld 59',
    ]);
  });

  it('what cannot be read hides what would be concluded from it, but not what the caller lacks', () => {
    const given: Given = {
      set: { objects: { Nothing: { access: ['read'] } } },
      schema: { refused: new Map([['Account', 'no']]) },
      state: {
        userLicense: undefined,
        refused: new Map([['users', 'never']]),
        caller: caller({ permissions: new Set(['ManageInternalUsers', 'ManageProfilesPermissionsets']) }),
      },
    };
    expect(problems(given)).to.deep.equal([
      'error unreadable Account',
      'error unreadable users',
      'error callerLacks admin@acme.com',
    ]);
  });

  it('all blockers are told together, each once', () => {
    const given: Given = {
      user: { permissionSets: ['Missing'], profile: { permissions: ['ModifyAllData'] } },
      set: { userPermissions: ['ModifyAllData'], objects: { Zzzzzzzz: { access: ['read'] } } },
      state: { userLicense: undefined, permissionSetLicenses: [] },
    };
    const found = problems(given);
    expect(found).to.have.members([
      'error userLicenseMissing Salesforce Integration',
      'error permissionSetLicenseMissing SalesforceAPIIntegrationPsl',
      'error broadPermission ModifyAllData',
      'error unknownObjectNoneNear Zzzzzzzz',
      'error unknown.permissionSetsNoneNear Missing',
    ]);
    expect(errorsOf(planned(given))).to.have.lengthOf(found.length);
  });

  it('warnings block nothing', () => {
    const given: Given = { set: { objects: { Account: { readFields: ['Phone'] } } } };
    expect(problems(given)).to.deep.equal(['warning fieldsWithoutObject Account']);
    expect(blockers(plannedMany({ users: [{ name: 'Zoom', permissionSet: given.set ?? 'none' }] }))).to.deep.equal([]);
    const unknown = plannedMany({ users: [{ name: 'Zoom', queues: ['Nothing'] }], state: { userLicense: undefined } });
    expect(blockers(unknown).map(({ id }) => id)).to.deep.equal(['userLicenseMissing', 'unknown.queuesNoneNear']);
  });

  it('the license matters where one of several users needs it', () => {
    const users = [USERNAME, 'b@x.co'].map((username) => ({ ...definition({ username }), name: username }));
    const there = users.map((user) => ({ ...user, account: 'existing' as const, profile: undefined }));
    const state = { userLicense: undefined, users: users.map(({ name }) => orgUser(name)) };
    const found = (all: typeof there | typeof users) => plannedParts(all, state).problems.map(({ id }) => id);
    expect(found(there)).to.deep.equal([]);
    expect(found([...there.slice(0, 1), ...users.slice(1)])).to.deep.equal(['userLicenseMissing']);
    expect(found(users.map((user) => ({ ...user, profile: undefined })))).to.deep.equal(['userLicenseMissing']);
  });

  it('a plan has no step without a change', () => {
    expect(planned({ state: complete() }).groups).to.deep.equal([]);
  });

  it('each kind of record needs a right of the caller, one of several', () => {
    const everything: Given = {
      user: { queues: ['Inbox'] },
      set: { recordTypes: ['Account.Partner'] },
      state: {
        queues: [{ id: '00G', name: 'Inbox', namespace: undefined }],
        recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }],
      },
    };
    expect(lacking(everything)).to.deep.equal([
      'User: ManageInternalUsers or ManageUsers',
      'Profile, PermissionSet: ManageProfilesPermissionsets or ManageUsers',
      'PermissionSetAssignment, PermissionSetLicenseAssign: AssignPermissionSets or ManageUsers',
      'GroupMember: ManageUsers or ManageInternalUsers',
      'RecordTypeVisibility: ModifyMetadata or ModifyAllData',
    ]);
    expect(lacking(everything, 'ManageUsers', 'ModifyMetadata')).to.deep.equal([]);
    expect(
      lacking(
        everything,
        'ManageInternalUsers',
        'ManageProfilesPermissionsets',
        'AssignPermissionSets',
        'ModifyAllData',
      ),
    ).to.deep.equal([]);
  });

  it('the snapshot is asked for exactly the rights of the caller that matter', () => {
    expect(CALLER_PERMISSIONS).to.have.members([
      'ManageInternalUsers',
      'ManageUsers',
      'ManageProfilesPermissionsets',
      'AssignPermissionSets',
      'ModifyMetadata',
      'ModifyAllData',
    ]);
  });

  it('a caller who has nothing to write needs no rights', () => {
    const state = complete();
    expect(lacking({ state })).to.deep.equal([]);
    expect(lacking({ state: { ...state, setAssignments: [] } })).to.deep.equal([
      'PermissionSetAssignment: AssignPermissionSets or ManageUsers',
    ]);
  });

  it('a user needs a seat also where it is activated, and none for one that is active', () => {
    const userLicense = { id: '100000000000001', name: 'Salesforce Integration', status: 'Active', total: 1, used: 1 };
    const users = (isActive: boolean) => [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id, isActive })];
    expect(problems({ state: complete({ userLicense, users: users(false) }) })).to.deep.equal([
      'error userLicenseSeats Salesforce Integration',
    ]);
    expect(problems({ state: complete({ userLicense, users: users(true) }) })).to.deep.equal([]);
  });

  it('a user needs seats of every permission set license that it assigns', () => {
    const full = license('FlowPsl', { total: 2, used: 2 });
    const given: Given = {
      user: { permissionSetLicenses: ['FlowPsl'] },
      state: complete({ permissionSetLicenses: [license('SalesforceAPIIntegrationPsl', { id: PSL_ID }), full] }),
    };
    expect(problems(given)).to.deep.equal(['error permissionSetLicenseSeats Label of FlowPsl']);
    const held = [PSL_ID, '0PLFlowPsl'].map((licenseId) => licensed(USER_ID, licenseId));
    expect(problems({ ...given, state: { ...given.state, licenseAssignments: held } })).to.deep.equal([]);
  });

  it('a seat is one of the license that is assigned, and not of another or of a set of its name', () => {
    const last = { total: 2, used: 1 };
    const given: Given = {
      user: { permissionSetLicenses: ['FlowPsl'], permissionSets: ['FlowPsl'] },
      state: complete({
        licenseAssignments: [],
        permissionSets: [permissionSet(OWN_SET), permissionSet('FlowPsl')],
        permissionSetLicenses: [
          license('SalesforceAPIIntegrationPsl', { id: PSL_ID, ...last }),
          license('FlowPsl', last),
        ],
      }),
    };
    expect(problems(given)).to.deep.equal([]);
  });
});
