import { expect } from 'chai';
import { assign, assignPsl, grant, insertSet, insertUser, licenseId, profileId, pslId, setId } from './deeds.ts';
import { checkRuleCases } from './ruleCase.ts';

const badName = /^The Permission Set API Name can only contain underscores and alphanumeric characters/;

checkRuleCases('PermissionSet', [
  {
    title: 'is custom, regular, and leaves an audit entry',
    act: (desk) => insertSet(desk, { LicenseId: pslId(desk) }),
    then: (desk) => {
      expect(desk.row('PermissionSet', { Name: 'New_Set' })).to.include({
        IsCustom: 1,
        IsOwnedByProfile: 0,
        Type: 'Regular',
      });
      expect(desk.row('SetupAuditTrail', { Action: 'PermSetCreate' }).Display).to.match(
        /New Set: with license Salesforce API Integration/,
      );
    },
  },
  {
    title: 'becomes session-based by activation',
    act: (desk) => insertSet(desk, { HasActivationRequired: true }),
    then: (desk) => expect(desk.row('PermissionSet', { Name: 'New_Set' }).Type).to.equal('Session'),
  },
  { title: 'takes a name of letters, digits and underscores', act: (desk) => insertSet(desk, { Name: 'a1_b2' }) },
  ...['1a', 'a b', 'a__b', 'a_', 'ä'].map((name) => ({
    title: `takes no name like "${name}"`,
    act: (desk: Parameters<typeof insertSet>[0]) => insertSet(desk, { Name: name }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', badName] as const,
  })),
  {
    title: 'takes no bad name later',
    act: (desk) => {
      desk.update('PermissionSet', setId(desk, 'Existing_Set'), { Name: 'a b' });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', badName],
  },
  {
    title: 'needs a label',
    act: (desk) => insertSet(desk, { Label: null }),
    refused: ['REQUIRED_FIELD_MISSING', /Label/],
  },
  {
    title: 'needs a label of 80 characters at most',
    act: (desk) => insertSet(desk, { Label: 'x'.repeat(81) }),
    refused: ['STRING_TOO_LONG', /max length=80/],
  },
  {
    title: 'needs a name of its own',
    act: (desk) => insertSet(desk, { Name: 'existing_set' }),
    refused: ['DUPLICATE_VALUE', /Name duplicates value on record with id: 0PS\w{12}$/],
  },
  {
    title: 'answers a taken name as the switch says',
    switches: { duplicatePermissionSetNameCode: 'DUPLICATE_DEVELOPER_NAME' },
    act: (desk) => insertSet(desk, { Name: 'Existing_Set' }),
    refused: ['DUPLICATE_DEVELOPER_NAME', /Name/],
  },
  { title: 'may share its name with a managed set', act: (desk) => insertSet(desk, { Name: 'Pardot_Connector_User' }) },
  {
    title: 'takes no name that became another set’s',
    act: (desk) => {
      desk.update('PermissionSet', setId(desk, 'Account_Read'), { Name: 'Existing_Set' });
    },
    refused: ['DUPLICATE_VALUE', /Name/],
  },
  {
    title: 'needs a license that exists',
    act: (desk) => insertSet(desk, { LicenseId: '100hs00000ZZZZZ' }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /invalid cross reference id/],
  },
  {
    title: 'keeps its license',
    act: (desk) => {
      desk.update('PermissionSet', setId(desk, 'Existing_Set'), { LicenseId: pslId(desk) });
    },
    refused: ['INVALID_FIELD_FOR_INSERT_UPDATE', /LicenseId/],
  },
  {
    title: 'of the permission set license takes what that admits',
    act: (desk) =>
      insertSet(desk, { LicenseId: pslId(desk), PermissionsActivateOrder: true, PermissionsViewSetup: true }),
    then: (desk) => expect(desk.row('PermissionSet', { Name: 'New_Set' }).PermissionsViewRoles).to.equal(1),
  },
  ...['ApiEnabled', 'AuthorApex', 'TwoFactorApi'].map((name) => ({
    title: `of the permission set license does not take ${name}`,
    act: (desk: Parameters<typeof insertSet>[0]) =>
      insertSet(desk, { LicenseId: pslId(desk), [`Permissions${name}`]: true }),
    refused: [
      'FIELD_INTEGRITY_EXCEPTION',
      new RegExp(`^The user license doesn't allow the permission: ${name}$`),
    ] as const,
  })),
  {
    title: 'of the bare license takes its own three permissions',
    act: (desk) => insertSet(desk, { LicenseId: licenseId(desk), PermissionsApiEnabled: true }),
  },
  {
    title: 'of the bare license takes no other',
    act: (desk) => insertSet(desk, { LicenseId: licenseId(desk), PermissionsRunReports: true }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /: RunReports$/],
  },
  {
    title: 'without license takes any permission',
    act: (desk) => insertSet(desk, { PermissionsApiEnabled: true, PermissionsAuthorApex: true }),
  },
  {
    title: 'needs what its permissions depend on, all of it named',
    act: (desk) => insertSet(desk, { PermissionsManageUsers: true, PermissionsEditMyReports: true }),
    refused: [
      'FIELD_INTEGRITY_EXCEPTION',
      /^Permission EditMyReports depends on permission\(s\): CreateCustomizeReports; Permission ManageUsers depends on permission\(s\): AssignPermissionSets, DelegatedTwoFactor, FreezeUsers, .*, ViewAllUsers$/,
    ],
  },
  {
    title: 'needs the object rights that its permissions depend on',
    act: (desk) => insertSet(desk, { PermissionsConvertLeads: true }),
    refused: [
      'FIELD_INTEGRITY_EXCEPTION',
      /^Permission ConvertLeads depends on permission\(s\): Create Account, EditTask$/,
    ],
  },
  {
    title: 'takes such a permission after the object rights',
    act: (desk) => {
      const set = insertSet(desk);
      grant(desk, set, 'Account', 'CR');
      desk.update('PermissionSet', set, { PermissionsConvertLeads: true, PermissionsEditTask: true });
    },
  },
  {
    title: 'may not lose what another permission needs',
    act: (desk) => {
      desk.update('PermissionSet', insertSet(desk, { PermissionsViewSetup: true }), { PermissionsViewRoles: false });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^Permission ViewSetup depends on permission\(s\): ViewRoles$/],
  },
  {
    title: 'takes no permission that one of its holders may not have',
    act: (desk) => {
      const set = insertSet(desk);
      assign(desk, insertUser(desk), set);
      desk.update('PermissionSet', set, { PermissionsRunReports: true });
    },
    refused: [
      'FIELD_INTEGRITY_EXCEPTION',
      /^Can't save permission set New Set, which is assigned to a user with user license Salesforce Integration\. The user license doesn't allow the permission: RunReports$/,
    ],
  },
  {
    title: 'takes a permission that all its holders may have',
    act: (desk) => {
      const set = insertSet(desk);
      const user = insertUser(desk);
      assignPsl(desk, user);
      assign(desk, user, set);
      desk.update('PermissionSet', set, { PermissionsRunReports: true });
    },
  },
  {
    title: 'of a profile is not written',
    act: (desk) => {
      desk.update('PermissionSet', desk.id('PermissionSet', { ProfileId: profileId(desk) }), { Description: 'x' });
    },
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'of a profile is not deleted',
    act: (desk) => {
      desk.remove('PermissionSet', desk.id('PermissionSet', { ProfileId: profileId(desk) }));
    },
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'of a package is not written',
    act: (desk) => {
      desk.update('PermissionSet', setId(desk, 'Pardot_Connector_User'), { Label: 'x' });
    },
    refused: ['SIMULATOR_GAP', /managed/],
  },
  {
    title: 'takes its children along',
    act: (desk) => {
      const set = insertSet(desk);
      grant(desk, set, 'Account', 'R');
      desk.remove('PermissionSet', set);
    },
    then: (desk) =>
      expect(
        desk
          .rows('ObjectPermissions', {})
          .every((row) => desk.rows('PermissionSet', { Id: row.ParentId ?? null }).length === 1),
      ).to.equal(true),
  },
  {
    title: 'stays while assigned',
    act: (desk) => {
      desk.remove('PermissionSet', setId(desk, 'Sales_Extras'));
    },
    refused: ['DELETE_FAILED', /assigned/],
  },
  {
    title: 'stays while in a group',
    act: (desk) => {
      desk.remove('PermissionSet', setId(desk, 'Account_Read'));
    },
    refused: ['DELETE_FAILED', /group/],
  },
  { title: 'is made by a delegated manager', as: 'user.manager', act: (desk) => insertSet(desk) },
  {
    title: 'is not made by others',
    as: 'sales.one',
    act: (desk) => insertSet(desk),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /Permission Set/],
  },
  {
    title: 'is not made by others who hold much else',
    as: 'erp.sync',
    act: (desk) => {
      desk.remove('PermissionSet', setId(desk, 'Bare_Integration'));
    },
    refused: ['INSUFFICIENT_ACCESS_OR_READONLY', /insufficient access rights on object id/],
  },
]);
