import { expect } from 'chai';
import { insertUser, licenseId, profileId } from './deeds.ts';
import { checkRuleCases, type Desk } from './ruleCase.ts';

const insert = (desk: Desk, given: Record<string, unknown> = {}): string =>
  desk.insert('Profile', { Name: 'Warehouse', UserLicenseId: licenseId(desk), ...given });
const permissionsOn = (desk: Desk, name: string): string[] =>
  Object.entries(desk.row('Profile', { Name: name }))
    .filter(([column, value]) => column.startsWith('Permissions') && value === 1)
    .map(([column]) => column);

checkRuleCases('Profile', [
  {
    title: 'of the integration license has the three forced permissions and owns a permission set',
    act: (desk) => insert(desk),
    then: (desk) => {
      expect(permissionsOn(desk, 'Warehouse')).to.have.members([
        'PermissionsApiEnabled',
        'PermissionsApiUserOnly',
        'PermissionsChatterInternalUser',
      ]);
      const profile = desk.row('Profile', { Name: 'Warehouse' });
      const set = desk.row('PermissionSet', { ProfileId: profile.Id ?? null });
      expect(set).to.include({
        Name: `X${String(profile.Id)}`,
        Type: 'Profile',
        IsOwnedByProfile: 1,
        PermissionsApiUserOnly: 1,
      });
    },
  },
  {
    title: 'has no Chatter permission where Chatter is off',
    scenario: 'no-chatter',
    act: (desk) => insert(desk),
    then: (desk) =>
      expect(permissionsOn(desk, 'Warehouse')).to.have.members(['PermissionsApiEnabled', 'PermissionsApiUserOnly']),
  },
  { title: 'may name what is forced anyway', act: (desk) => insert(desk, { PermissionsApiEnabled: true }) },
  {
    title: 'may not leave out what is forced',
    act: (desk) => insert(desk, { PermissionsApiUserOnly: false }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /ApiUserOnly/],
  },
  {
    title: 'keeps what is forced',
    act: (desk) => {
      desk.update('Profile', insert(desk), { PermissionsApiUserOnly: false });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /ApiUserOnly/],
  },
  {
    title: 'takes no other permission on the bare license',
    act: (desk) => insert(desk, { PermissionsViewSetup: true }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^The user license doesn't allow the permission: ViewSetup$/],
  },
  {
    title: 'takes no other permission later either',
    act: (desk) => {
      desk.update('Profile', insert(desk), { PermissionsRunReports: true });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /: RunReports$/],
  },
  {
    title: 'takes no PasswordNeverExpires by default',
    act: (desk) => insert(desk, { PermissionsPasswordNeverExpires: true }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /: PasswordNeverExpires$/],
  },
  {
    title: 'takes PasswordNeverExpires where the org does',
    switches: { passwordNeverExpiresOnProfile: 'accepted' },
    act: (desk) => insert(desk, { PermissionsPasswordNeverExpires: true }),
  },
  {
    title: 'of a full license takes more, ViewRoles with ViewSetup',
    act: (desk) => insert(desk, { UserLicenseId: licenseId(desk, 'Salesforce'), PermissionsViewSetup: true }),
    then: (desk) =>
      expect(permissionsOn(desk, 'Warehouse')).to.have.members(['PermissionsViewSetup', 'PermissionsViewRoles']),
  },
  {
    title: 'needs what its permissions depend on',
    act: (desk) => insert(desk, { UserLicenseId: licenseId(desk, 'Salesforce'), PermissionsEditMyReports: true }),
    refused: [
      'FIELD_INTEGRITY_EXCEPTION',
      /^Permission EditMyReports depends on permission\(s\): CreateCustomizeReports$/,
    ],
  },
  {
    title: 'of a license without profile permissions in the facts is a gap',
    act: (desk) => insert(desk, { UserLicenseId: licenseId(desk, 'Identity'), PermissionsViewSetup: true }),
    refused: ['SIMULATOR_GAP', /Identity allows ViewSetup/],
  },
  {
    title: 'needs a license',
    act: (desk) => insert(desk, { UserLicenseId: null }),
    refused: ['REQUIRED_FIELD_MISSING', /UserLicenseId/],
  },
  {
    title: 'needs a name of its own',
    act: (desk) => insert(desk, { Name: 'standard user' }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^The profile name is already in use: Name$/],
  },
  {
    title: 'answers a taken name as the switch says',
    switches: { duplicateProfileNameCode: 'DUPLICATE_VALUE' },
    act: (desk) => insert(desk, { Name: 'Standard User' }),
    refused: ['DUPLICATE_VALUE', /^duplicate value found: Name duplicates value on record with id: 00e/],
  },
  {
    title: 'may not be renamed to a taken name',
    act: (desk) => {
      desk.update('Profile', insert(desk), { Name: 'Standard User' });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /already in use/],
  },
  {
    title: 'may be renamed',
    act: (desk) => {
      desk.update('Profile', insert(desk), { Name: 'Warehouse 2' });
    },
  },
  {
    title: 'of the platform is not renamed',
    act: (desk) => {
      desk.update('Profile', profileId(desk), { Name: 'Mine' });
    },
    refused: ['SIMULATOR_GAP', /standard profile/],
  },
  {
    title: 'stays on its license',
    act: (desk) => {
      desk.update('Profile', insert(desk), { UserLicenseId: licenseId(desk, 'Salesforce') });
    },
    refused: ['INVALID_FIELD_FOR_INSERT_UPDATE', /UserLicenseId/],
  },
  {
    title: 'is not made below API 52',
    apiVersion: 51,
    act: (desk) => insert(desk),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /Profile/],
  },
  {
    title: 'is not made where the org has no DML on profiles',
    switches: { profileDml: 'refused' },
    act: (desk) => insert(desk),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /Profile/],
  },
  {
    title: 'is not made without Manage Profiles and Permission Sets',
    as: 'sales.one',
    act: (desk) =>
      desk.insert('Profile', {
        Name: 'Mine',
        UserLicenseId: String(desk.row('Profile', { Name: 'Standard User' }).UserLicenseId),
      }),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /Profile/],
  },
  {
    title: 'passes permissions on to the set that it owns',
    act: (desk) => {
      desk.update('Profile', insert(desk, { UserLicenseId: licenseId(desk, 'Salesforce') }), {
        PermissionsRunReports: true,
      });
    },
    then: (desk) =>
      expect(desk.row('PermissionSet', { ProfileId: profileId(desk, 'Warehouse') }).PermissionsRunReports).to.equal(1),
  },
  {
    title: 'goes with its permission set',
    act: (desk) => {
      desk.remove('Profile', insert(desk));
    },
    then: (desk) =>
      expect(
        desk.rows('PermissionSet', { Type: 'Profile' }).every((set) => typeof set.ProfileId === 'string'),
      ).to.equal(true),
  },
  {
    title: 'stays while an inactive user holds it',
    act: (desk) => {
      const profile = insert(desk);
      insertUser(desk, { ProfileId: profile, IsActive: false });
      desk.remove('Profile', profile);
    },
    refused: ['DELETE_FAILED', /in use/],
  },
  {
    title: 'of the platform is not deleted',
    act: (desk) => {
      desk.remove('Profile', profileId(desk, 'Read Only'));
    },
    refused: ['SIMULATOR_GAP', /standard profile/],
  },
]);
