import { expect } from 'chai';
import { complete } from './complete.ts';
import { lines, problems, type Given } from './given.ts';
import { license, OWN_SET, OWN_SET_ID, permissionSet } from './snapshot.ts';

describe('a permission set of its own', () => {
  it('refuses what the set was learned not to hold', () => {
    const given: Given = {
      set: { userPermissions: ['EditTask'] },
      options: {
        learned: { profileCannotHold: new Set(), setCannotHold: new Set(['EditTask']), goesByItself: new Set() },
      },
    };
    expect(problems(given)).to.deep.equal(['error permissionNotCarried EditTask']);
  });

  it('does not say of an unknown permission that it is not carried', () => {
    expect(problems({ set: { userPermissions: ['Zzzzzzzz', 'ModifyAllData'] } })).to.deep.equal([
      'error unknownPermissionNoneNear Zzzzzzzz',
      'error broadPermission ModifyAllData',
    ]);
  });

  it('draws no conclusion from licenses about which the org says nothing', () => {
    const silent = license('SalesforceAPIIntegrationPsl', { carries: new Set(['RunFlow']) });
    expect(
      problems({ set: { userPermissions: ['ViewSetup'] }, state: { permissionSetLicenses: [silent] } }),
    ).to.deep.equal([]);
  });

  it('adopts a set that other users have as long as it changes nothing in it', () => {
    const shared = complete({
      setAssignments: [],
      foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
    });
    expect(problems({ state: shared })).to.deep.equal([]);
    expect(lines({ state: shared })).to.deep.equal([`assign PermissionSetAssignment ${OWN_SET}`]);
    const recordTypes = [{ id: '012', object: 'Account', name: 'Partner', active: true }];
    expect(problems({ set: { recordTypes: ['Account.Partner'] }, state: { ...shared, recordTypes } })).to.deep.equal([
      `error setShared ${OWN_SET}`,
    ]);
  });

  for (const type of ['Group', 'Profile']) {
    it(`does not touch a set of the type ${type}`, () => {
      expect(problems({ state: complete({ permissionSets: [permissionSet(OWN_SET, { type })] }) })).to.include(
        `error setOwnedByOther ${OWN_SET}`,
      );
    });
  }

  it('refuses a set of its own that demands MFA on API logins, before it is assigned', () => {
    const strict = permissionSet(OWN_SET, { permissions: new Set(['TwoFactorApi']) });
    expect(problems({ state: complete({ permissionSets: [strict], setAssignments: [] }) })).to.deep.equal([
      `error mfaForApiInSet ${OWN_SET}`,
    ]);
  });
});
