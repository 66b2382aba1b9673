import { expect } from 'chai';
import { CALLER_PERMISSIONS } from '../../src/plan/preflight.ts';
import { errorsOf, planned, problems, type Given } from './given.ts';
import {
  assignment,
  caller,
  licensed,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
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
    const plan = planned({ set: { objects: { Account: { readFields: ['Phone'] } } } });
    expect(plan.problems.map(({ id }) => id)).to.deep.equal(['fieldsWithoutObject']);
    expect(errorsOf(plan)).to.deep.equal([]);
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
    const state = {
      profiles: [profile('Integration API Only', { permissions: new Set(['PasswordNeverExpires']) })],
      permissionSets: [permissionSet(OWN_SET)],
      users: [orgUser(USERNAME, { profileId: '00eIntegration API Only' })],
      licenseAssignments: [licensed(USER_ID, PSL_ID)],
      setAssignments: [assignment(USER_ID, OWN_SET_ID)],
    };
    expect(lacking({ state })).to.deep.equal([]);
    expect(lacking({ state: { ...state, setAssignments: [] } })).to.deep.equal([
      'PermissionSetAssignment: AssignPermissionSets or ManageUsers',
    ]);
  });
});
