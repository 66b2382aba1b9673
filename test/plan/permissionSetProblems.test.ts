import { expect } from 'chai';
import { error } from '../../src/definition/problem.ts';
import { apply, complete } from './complete.ts';
import { lines, planned, problems, type Given } from './given.ts';
import { license, OWN_SET, OWN_SET_ID, permissionSet, PSL_ID } from './snapshot.ts';

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

  const CARRIED_NOT = ['RunReports', 'RunFlow', 'ManageUsers'];
  const withSet = (more: Parameters<typeof permissionSet>[1] = {}): Given => ({
    state: complete({ permissionSets: [permissionSet(OWN_SET, { permissions: new Set(CARRIED_NOT), ...more })] }),
  });

  it('must not hold already what the licenses cannot carry: nobody could get it', () => {
    expect(planned(withSet()).problems).to.deep.equal([
      error('assignedSetNotCarried', OWN_SET, [OWN_SET, 'RunFlow, ManageUsers'], [OWN_SET]),
    ]);
  });

  const fine: Readonly<Record<string, Given>> = {
    'where apply takes it away': apply(withSet()),
    'where the set is described alone, and nobody gets it': { account: 'none', ...withSet() },
    'where the set is on a license of its own, which carries what it holds': withSet({ licenseId: PSL_ID }),
    'where all of it is carried': withSet({ permissions: new Set(['RunReports']) }),
  };
  for (const [what, given] of Object.entries(fine)) {
    it(`may hold it ${what}`, () => {
      expect(problems(given)).to.deep.equal([]);
    });
  }

  it('may be on any of the licenses that the user gets', () => {
    const state = complete({
      permissionSets: [permissionSet(OWN_SET, { licenseId: '0PLFlowPsl' })],
      permissionSetLicenses: [license('SalesforceAPIIntegrationPsl', { id: PSL_ID }), license('FlowPsl')],
    });
    expect(problems({ user: { permissionSetLicenses: ['FlowPsl'] }, state })).to.deep.equal([]);
    expect(problems({ state })).to.deep.equal([`error setOnOtherLicense ${OWN_SET}`]);
  });

  it('is not asked for what the license brings by itself', () => {
    const given: Given = { set: { userPermissions: ['ApiEnabled', 'RunReports'] }, state: complete() };
    expect(lines(given)).to.deep.equal([`update PermissionSet ${OWN_SET} (RunReports)`]);
    expect(problems(given)).to.deep.equal(['warning permissionForced ApiEnabled']);
  });

  it('is told with all licenses that do not carry a permission', () => {
    const names = ['SalesforceAPIIntegrationPsl', 'FlowPsl'];
    const permissionSetLicenses = names.map((name) => license(name, { carries: new Set(['RunReports']) }));
    const given = { user: { permissionSetLicenses: ['FlowPsl'] }, set: { userPermissions: ['ViewSetup'] } };
    expect(planned({ ...given, state: { permissionSetLicenses } }).problems).to.deep.equal([
      error('permissionNotCarried', 'ViewSetup', ['ViewSetup', names.map((name) => `Label of ${name}`).join(', ')]),
    ]);
  });

  it('is told of a permission over the whole org that is allowed and not carried', () => {
    const given: Given = { set: { userPermissions: ['ModifyAllData'] }, options: { allowBroadAccess: true } };
    expect(problems(given)).to.deep.equal([
      'warning broadPermissionAllowed ModifyAllData',
      'error permissionNotCarried ModifyAllData',
    ]);
  });

  it('offers the API name of a permission that is called by its label, or the nearest names', () => {
    const found = (name: string) => planned({ set: { userPermissions: [name] } }).problems;
    expect(found('run reports')).to.deep.equal([
      error('unknownPermission', 'run reports', ['run reports'], ['RunReports']),
    ]);
    expect(found('ViewRole')).to.deep.equal([error('unknownPermission', 'ViewRole', ['ViewRole'], ['ViewRoles'])]);
  });
});
