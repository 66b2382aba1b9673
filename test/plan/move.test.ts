import { expect } from 'chai';
import { DEFAULT_PROFILE } from './complete.ts';
import { changesOf, lines, planned, type Given } from './given.ts';
import {
  assignment,
  license,
  licensed,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  PSL_ID,
  USER_ID,
  USER_LICENSE_ID,
  USERNAME,
} from './snapshot.ts';

const SALES = { license: 'Salesforce', profileId: '00eSales' };
const PSL = license('SalesforceAPIIntegrationPsl', { id: PSL_ID });
const noSeat = { total: 5, used: 5 };
const ASSIGNED = [
  'assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl',
  `assign PermissionSetAssignment ${OWN_SET}`,
];

/** A user on a person's license, for whom the profile and the set are made already. */
const moving = (given: Given): Given => ({
  account: 'moving',
  ...given,
  state: {
    profiles: [DEFAULT_PROFILE],
    permissionSets: [permissionSet(OWN_SET), permissionSet('Extra')],
    permissionSetLicenses: [PSL, license('SalesPsl')],
    users: [orgUser(USERNAME, SALES)],
    ...given.state,
  },
});
const found = (given: Given) =>
  planned(moving(given)).problems.map(({ severity, id, tokens, fixTokens }) => [severity, id, ...tokens, ...fixTokens]);

const CASES: readonly { readonly title: string; readonly given: Given; readonly changes: readonly string[] }[] = [
  {
    title: 'what it holds goes, but not what its profile holds; then the profile changes, then it gets what is defined',
    given: {
      state: {
        setAssignments: [
          assignment(USER_ID, '0PSExtra'),
          assignment(USER_ID, '0PSprofile', { ownedByProfile: true }),
          assignment('005other', '0PSExtra'),
        ],
        licenseAssignments: [{ ...licensed(USER_ID, '0PLSalesPsl'), license: 'SalesPsl' }],
      },
    },
    changes: [
      'unassign PermissionSetAssignment Extra',
      'unassign PermissionSetLicenseAssign SalesPsl',
      `update User ${USERNAME} (ProfileId)`,
      ...ASSIGNED,
    ],
  },
  {
    title: 'what is defined goes too, and comes back on the new license',
    given: {
      user: { permissionSets: ['Extra'] },
      state: { setAssignments: [assignment(USER_ID, '0PSExtra')], licenseAssignments: [licensed(USER_ID, PSL_ID)] },
    },
    changes: [
      'unassign PermissionSetAssignment Extra',
      `unassign PermissionSetLicenseAssign ${PSL_ID}`,
      `update User ${USERNAME} (ProfileId)`,
      ...ASSIGNED,
      'assign PermissionSetAssignment Extra',
    ],
  },
  {
    title: 'a license that goes by itself, as an earlier try has shown, is left to do so',
    given: {
      options: {
        learned: {
          profileCannotHold: new Set(),
          setCannotHold: new Set(),
          goesByItself: new Set([licensed(USER_ID, 'a').id]),
        },
      },
      state: { licenseAssignments: [licensed(USER_ID, 'a'), licensed(USER_ID, 'b')] },
    },
    changes: ['unassign PermissionSetLicenseAssign b', `update User ${USERNAME} (ProfileId)`, ...ASSIGNED],
  },
  {
    title: 'who is on the license already keeps what it has, and gets what is missing',
    given: {
      state: {
        users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id })],
        setAssignments: [assignment(USER_ID, '0PSExtra')],
        licenseAssignments: [licensed(USER_ID, PSL_ID)],
      },
    },
    changes: [`assign PermissionSetAssignment ${OWN_SET}`],
  },
  {
    title: 'who is on the license with everything has nothing to do',
    given: {
      state: {
        users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id })],
        setAssignments: [assignment(USER_ID, OWN_SET_ID)],
        licenseAssignments: [licensed(USER_ID, PSL_ID)],
      },
    },
    changes: [],
  },
  { title: 'who is not there gets nothing', given: { state: { users: [] } }, changes: [] },
];

describe('a user who moves from another license', () => {
  for (const { title, given, changes } of CASES) {
    it(title, () => {
      expect(lines(moving(given))).to.deep.equal(changes);
    });
  }

  it('gets the profile and loses the licenses of single features in one write, which can be taken back', () => {
    const users = [orgUser(USERNAME, { ...SALES, featureLicenses: ['UserPermissionsMarketingUser'] })];
    const [change] = changesOf(moving({ state: { users } }));
    expect(change).to.deep.equal({
      action: 'update',
      type: 'User',
      name: USERNAME,
      detail: 'ProfileId, not UserPermissionsMarketingUser',
      write: {
        method: 'PATCH',
        object: 'User',
        id: USER_ID,
        fields: { ProfileId: DEFAULT_PROFILE.id, UserPermissionsMarketingUser: false },
        before: { ProfileId: '00eSales', UserPermissionsMarketingUser: true },
      },
    });
  });

  it('loses a set in a write that can be taken back, with the day on which it would have ended', () => {
    const row = assignment(USER_ID, '0PSExtra', { expires: '2027-01-01T00:00:00.000+0000' });
    const [change] = changesOf(moving({ state: { setAssignments: [row] } }));
    expect(change?.write).to.deep.equal({
      method: 'DELETE',
      object: 'PermissionSetAssignment',
      id: row.id,
      fields: {},
      before: { AssigneeId: USER_ID, PermissionSetId: '0PSExtra', ExpirationDate: row.expires },
    });
  });

  it('loses a license in a write that can be taken back', () => {
    const row = licensed(USER_ID, PSL_ID);
    const [change] = changesOf(moving({ state: { licenseAssignments: [row] } }));
    expect(change?.write).to.deep.equal({
      method: 'DELETE',
      object: 'PermissionSetLicenseAssign',
      id: row.id,
      fields: {},
      before: { AssigneeId: USER_ID, PermissionSetLicenseId: PSL_ID },
    });
  });

  it('must be there and active', () => {
    expect(found({ state: { users: [] } })).to.deep.equal([['error', 'unknown.usersNoneNear', USERNAME]]);
    const users = [orgUser(USERNAME, { ...SALES, isActive: false })];
    expect(found({ state: { users } })).to.deep.equal([['error', 'moveInactive', USERNAME, USERNAME]]);
  });

  it('is not told of what it holds beside the definition, which goes', () => {
    const setAssignments = [assignment(USER_ID, '0PSExtra', { permissions: new Set(['TwoFactorApi']) })];
    expect(found({ options: { own: true }, state: { setAssignments } })).to.deep.equal([]);
    const there = { users: [orgUser(USERNAME)], setAssignments: [assignment(USER_ID, '0PSExtra')] };
    expect(found({ options: { own: true }, state: there })).to.deep.equal([]);
  });

  it('needs a seat of the user license, unless it has one', () => {
    const userLicense = { id: USER_LICENSE_ID, name: 'Salesforce Integration', status: 'Active', ...noSeat };
    expect(found({ state: { userLicense } })).to.deep.equal([
      ['error', 'userLicenseSeats', 'Salesforce Integration', '1', '5', '5'],
    ]);
    const users = [orgUser(USERNAME), orgUser('other@acme.com', SALES)];
    expect(found({ state: { userLicense, users } })).to.deep.equal([]);
  });

  it('needs a seat of a permission set license, unless it gives one back', () => {
    const permissionSetLicenses = [{ ...PSL, ...noSeat }];
    expect(found({ state: { permissionSetLicenses } })).to.deep.equal([
      ['error', 'permissionSetLicenseSeats', PSL.name, '1', '5', '5'],
    ]);
    const licenseAssignments = [{ ...licensed(USER_ID, PSL_ID), license: PSL.developerName }];
    expect(found({ state: { permissionSetLicenses, licenseAssignments } })).to.deep.equal([]);
    const disabled = [{ ...PSL, status: 'Disabled' }];
    expect(found({ state: { permissionSetLicenses: disabled, licenseAssignments } })).to.deep.equal([
      ['error', 'permissionSetLicenseDisabled', PSL.name],
    ]);
  });
});
