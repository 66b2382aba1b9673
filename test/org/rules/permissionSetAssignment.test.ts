import { expect } from 'chai';
import {
  freeSeat,
  assign,
  assignPsl,
  grant,
  insertSet,
  insertUser,
  licenseId,
  profileId,
  setId,
  userId,
} from './deeds.ts';
import { checkRuleCases, type Desk } from './ruleCase.ts';

const integrity = 'FIELD_INTEGRITY_EXCEPTION';
const access = ['INSUFFICIENT_ACCESS_OR_READONLY', /^insufficient access rights on object id$/] as const;
const groupId = (desk: Desk): string => desk.id('PermissionSetGroup', { DeveloperName: 'Sales_Sync' });
const assignGroup = (desk: Desk, user: string): string =>
  desk.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: groupId(desk) });
const held = (desk: Desk, user: string): number => desk.rows('PermissionSetLicenseAssign', { AssigneeId: user }).length;

checkRuleCases('PermissionSetAssignment', [
  {
    title: 'of custom objects needs no permission set license',
    act: (desk) => assign(desk, insertUser(desk), setId(desk, 'Existing_Set')),
  },
  {
    title: 'of standard objects needs one',
    act: (desk) => assign(desk, insertUser(desk), setId(desk, 'Account_Read')),
    refused: [integrity, /^The user license doesn't allow the permission: Read Account$/],
  },
  {
    title: 'of standard objects works with it',
    act: (desk) => {
      const user = insertUser(desk);
      assignPsl(desk, user);
      assign(desk, user, setId(desk, 'Account_Read'));
    },
  },
  {
    title: 'names only the first right that is not allowed',
    act: (desk) => {
      const set = insertSet(desk, { PermissionsRunReports: true });
      for (const object of ['Lead', 'Case']) grant(desk, set, object, 'CR');
      assign(desk, insertUser(desk), set);
    },
    refused: [integrity, /: Create Case$/],
  },
  {
    title: 'names a user permission by its API name',
    act: (desk) => assign(desk, insertUser(desk), insertSet(desk, { PermissionsRunReports: true })),
    refused: [integrity, /: RunReports$/],
  },
  {
    title: 'of a permission that no license of the user has is refused with the permission set license too',
    act: (desk) => {
      const user = insertUser(desk);
      assignPsl(desk, user);
      assign(desk, user, insertSet(desk, { PermissionsAuthorApex: true }));
    },
    refused: [integrity, /: AuthorApex$/],
  },
  {
    title: 'adds the permission set license that the set is bound to',
    act: (desk) => assign(desk, insertUser(desk), setId(desk, 'Warehouse_Integration')),
    then: (desk) => expect(held(desk, userId(desk, 'new.system'))).to.equal(1),
  },
  {
    title: 'does not add it where the org does not',
    switches: { autoAssignPermissionSetLicense: false },
    act: (desk) => assign(desk, insertUser(desk), setId(desk, 'Warehouse_Integration')),
    refused: [integrity, /: Create Account$/],
  },
  {
    title: 'adds none without a seat',
    scenario: 'no-seats',
    act: (desk) => assign(desk, insertUser(desk, freeSeat(desk)), setId(desk, 'Warehouse_Integration')),
    refused: ['LICENSE_LIMIT_EXCEEDED', /./],
  },
  {
    title: 'takes the license along that came with it',
    act: (desk) => {
      desk.remove('PermissionSetAssignment', assign(desk, insertUser(desk), setId(desk, 'Warehouse_Integration')));
    },
    then: (desk) => expect(held(desk, userId(desk, 'new.system'))).to.equal(0),
  },
  {
    title: 'leaves a license that was there before',
    act: (desk) => {
      const user = insertUser(desk);
      assignPsl(desk, user);
      desk.remove('PermissionSetAssignment', assign(desk, user, setId(desk, 'Warehouse_Integration')));
    },
    then: (desk) => expect(held(desk, userId(desk, 'new.system'))).to.equal(1),
  },
  {
    title: 'leaves a license that another set needs',
    act: (desk) => {
      const user = insertUser(desk);
      const first = assign(desk, user, setId(desk, 'Warehouse_Integration'));
      assign(desk, user, setId(desk, 'Account_Read'));
      desk.remove('PermissionSetAssignment', first);
    },
    then: (desk) => expect(held(desk, userId(desk, 'new.system'))).to.equal(1),
  },
  {
    title: 'needs the user license of the set',
    act: (desk) => assign(desk, insertUser(desk), insertSet(desk, { LicenseId: licenseId(desk, 'Salesforce') })),
    refused: [integrity, /license/],
  },
  {
    title: 'of a set of the user’s own license works',
    act: (desk) => assign(desk, insertUser(desk), setId(desk, 'Bare_Integration')),
  },
  {
    title: 'stands once',
    act: (desk) => assign(desk, userId(desk, 'erp.sync'), setId(desk, 'Existing_Set')),
    refused: [
      'DUPLICATE_VALUE',
      /^Duplicate PermissionSetAssignment\. {2}Assignee: 005\w{12}; Permission Set: 0PS\w{12}$/,
    ],
  },
  {
    title: 'of a group stands once',
    act: (desk) => assignGroup(desk, userId(desk, 'sales.two')),
    refused: ['DUPLICATE_VALUE', /Permission Set Group: 0PG\w{12}$/],
  },
  {
    title: 'of a group looks at the licenses for its sets',
    act: (desk) => assignGroup(desk, insertUser(desk)),
    refused: [integrity, /: Read Account$/],
  },
  {
    title: 'of a group works with the permission set license',
    act: (desk) => {
      const user = insertUser(desk);
      assignPsl(desk, user);
      assignGroup(desk, user);
    },
  },
  {
    title: 'needs a set or a group',
    act: (desk) => desk.insert('PermissionSetAssignment', { AssigneeId: userId(desk, 'sales.one') }),
    refused: ['REQUIRED_FIELD_MISSING', /PermissionSetId/],
  },
  {
    title: 'has not both',
    act: (desk) =>
      desk.insert('PermissionSetAssignment', {
        AssigneeId: userId(desk, 'sales.one'),
        PermissionSetId: setId(desk, 'Existing_Set'),
        PermissionSetGroupId: groupId(desk),
      }),
    refused: ['REQUIRED_FIELD_MISSING', /./],
  },
  {
    title: 'needs an active user',
    act: (desk) => assign(desk, userId(desk, 'former.person'), setId(desk, 'Existing_Set')),
    refused: [integrity, /Inactive/],
  },
  {
    title: 'of a profile is not made',
    act: (desk) => assign(desk, userId(desk, 'sales.one'), desk.id('PermissionSet', { ProfileId: profileId(desk) })),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'of a profile is not deleted',
    act: (desk) => {
      desk.remove(
        'PermissionSetAssignment',
        desk.id('PermissionSetAssignment', { AssigneeId: userId(desk, 'sales.one') }),
      );
    },
    refused: access,
  },
  {
    title: 'in the past is a gap',
    act: (desk) =>
      desk.insert('PermissionSetAssignment', {
        AssigneeId: userId(desk, 'sales.one'),
        PermissionSetId: setId(desk, 'Existing_Set'),
        ExpirationDate: '2020-01-01T00:00:00.000Z',
      }),
    refused: ['SIMULATOR_GAP', /expired/],
  },
  {
    title: 'is made by those who assign permission sets',
    as: 'user.manager',
    act: (desk) => assign(desk, userId(desk, 'sales.one'), setId(desk, 'Existing_Set')),
  },
  {
    title: 'is not made by others',
    as: 'sales.one',
    act: (desk) => assign(desk, userId(desk, 'sales.one'), setId(desk, 'Existing_Set')),
    refused: access,
  },
]);
