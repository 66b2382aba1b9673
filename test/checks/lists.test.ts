import { expect } from 'chai';
import { MACHINE_CHECKS, SPREAD_CHECKS, USED_CHECKS } from '../../src/checks/auditChecks.ts';
import { checksNotDone, notDone } from '../../src/checks/access/checksNotDone.ts';
import { DEFINITION_CHECKS } from '../../src/checks/definitionChecks.ts';
import { licenseNeeded } from '../../src/checks/licenses/licenseNeeded.ts';
import { permissionSetLicense } from '../../src/checks/licenses/permissionSetLicense.ts';
import { CHECKS, runChecks, strictly, userFindings } from '../../src/checks/runChecks.ts';
import { STANDARD_OBJECTS } from '../../src/checks/salesforce/standardObjects.ts';
import { STANDARD_PERMISSIONS } from '../../src/checks/salesforce/standardPermissions.ts';
import { PERMISSION_NEEDS, withNeeds } from '../../src/checks/salesforce/permissionNeeds.ts';
import { userMissing } from '../../src/checks/drift/userMissing.ts';
import { VERIFY_CHECKS, VERIFY_ORG_CHECKS } from '../../src/checks/verifyChecks.ts';
import { WRITTEN_CHECKS } from '../../src/checks/writtenChecks.ts';
import { holding, inventory, set } from '../access/inventory.ts';
import { proof, USERNAME } from './proof.ts';
import { testChecks } from './table.ts';

describe('the lists of checks', () => {
  const all = [
    ...new Set<{ readonly id: string }>([
      ...VERIFY_CHECKS,
      ...VERIFY_ORG_CHECKS,
      ...DEFINITION_CHECKS,
      ...MACHINE_CHECKS,
      ...USED_CHECKS.filter((check) => check !== licenseNeeded),
      ...SPREAD_CHECKS,
      checksNotDone,
      userMissing,
    ]),
  ].map(({ id }) => id);

  it('give each check an id of its own, in kebab-case', () => {
    expect(all.filter((id, index) => all.indexOf(id) !== index || !/^[a-z]+(-[a-z]+)*$/.test(id))).to.deep.equal([]);
  });

  it('of written users are a part of what verify checks, in the same order', () => {
    expect(VERIFY_CHECKS.filter((check) => WRITTEN_CHECKS.includes(check))).to.have.members(WRITTEN_CHECKS);
    expect(WRITTEN_CHECKS.slice(0, CHECKS.length)).to.deep.equal(CHECKS);
  });

  it('of audit ask for the license only where rights need it', () => {
    expect(USED_CHECKS).to.include(licenseNeeded).and.not.include(permissionSetLicense);
    expect(USED_CHECKS.slice(0, CHECKS.length).map(({ id }) => id)).to.deep.equal(CHECKS.map(({ id }) => id));
  });

  it('find nothing in a user who is as it should be', () => {
    expect(
      runChecks(VERIFY_CHECKS, proof({ definition: { permissionSet: 'none' } })).map(({ id }) => id),
    ).to.deep.equal(['password-policy', 'login-ip-ranges']);
    expect(runChecks(VERIFY_ORG_CHECKS, inventory())).to.deep.equal([]);
  });
});

describe('the checks of a user by itself', () => {
  const subject = proof({
    held: { ...holding('Set'), lastLogin: '2026-04-01T08:00:00.000+0000' },
    org: inventory([
      set({
        id: 'Set',
        objects: { Account: ['read', 'viewAll', 'modifyAll'], Lead: ['read', 'viewAll'] },
        userPermissions: ['ViewAllData', 'PasswordNeverExpires'],
      }),
    ]),
  });
  const severities = (allowBroadAccess: boolean): Record<string, string> =>
    Object.fromEntries(
      runChecks(strictly(CHECKS, allowBroadAccess), subject).map(({ id, severity }) => [id, severity]),
    );

  it('count what reaches too far as an error where nobody allowed it', () => {
    const others = { 'password-never-expires': 'info', unused: 'warning' };
    expect(severities(true)).to.deep.equal({
      'broad-permission': 'warning',
      'broad-object-right': 'warning',
      ...others,
    });
    expect(severities(false)).to.deep.equal({ 'broad-permission': 'error', 'broad-object-right': 'error', ...others });
  });

  it('take a user for unused after 90 days, where nobody says another number', () => {
    const { user, access, inventory: of } = subject;
    const ids = (more: { readonly unusedDays?: number }): string[] =>
      userFindings({ user, access, inventory: of, ...more }).map(({ id }) => id);
    expect(ids({})).to.include('unused');
    expect(ids({ unusedDays: 91 })).to.not.include('unused');
  });
});

describe('the check for a user who is not there', () => {
  const given = { name: 'ZoomInfo', username: USERNAME };
  testChecks([userMissing], (isThere: boolean) => ({ ...given, isThere }), [
    ['a user who is there', true, []],
    ['a user who is not', false, [[`error user-missing ${USERNAME}`, [USERNAME, 'ZoomInfo']]]],
  ]);
});

describe('checks that could not be done', () => {
  it('are told, so that nobody takes them for passed', () => {
    expect(notDone(USERNAME, 'no answer')).to.deep.equal([
      {
        id: 'checks-not-done',
        severity: 'warning',
        subject: USERNAME,
        tokens: [USERNAME, 'no answer'],
        fixTokens: [USERNAME],
      },
    ]);
  });
});

describe('the names that ship with the plugin', () => {
  it('are those of the platform, found in any case', () => {
    expect([STANDARD_OBJECTS.size, STANDARD_PERMISSIONS.size]).to.deep.equal([2516, 1038]);
    expect(STANDARD_OBJECTS.get('opportunitylineitem')).to.equal('OpportunityLineItem');
    expect(STANDARD_PERMISSIONS.get('apiuseronly')).to.equal('ApiUserOnly');
    expect([...STANDARD_OBJECTS.values()].filter((name) => !/^[A-Z]\w*$/i.test(name))).to.deep.equal([]);
  });

  it('hold everything that the checks speak of', () => {
    const spoken = [...withNeeds(PERMISSION_NEEDS.keys())];
    expect(spoken.filter((name) => !STANDARD_PERMISSIONS.has(name.toLowerCase()))).to.deep.equal([]);
  });

  it('bring along what they need, directly and through others', () => {
    expect([...withNeeds(['RunReports', 'SubscribeReportRolesGrps', 'AssignPermissionSets'])]).to.deep.equal([
      'RunReports',
      'SubscribeReportRolesGrps',
      'SubscribeReportToOtherUsers',
      'SubscribeToLightningReports',
      'AssignPermissionSets',
      'ManageProfilesPermissionsets',
    ]);
  });
});
