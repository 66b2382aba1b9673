import { seatsNearlyGone } from '../../src/checks/licenses/seatsNearlyGone.ts';
import { unreadRights } from '../../src/checks/access/unreadRights.ts';
import type { Inventory } from '../../src/org/inventory/inventory.ts';
import { inventory } from '../access/inventory.ts';
import { testChecks } from './table.ts';

describe('the check of seats', () => {
  const name = 'Salesforce Integration';
  const seats = (used: number, ofSets = 0): Inventory => {
    const { userLicense, permissionSetLicense, ...org } = inventory();
    return {
      ...org,
      userLicense: userLicense && { ...userLicense, used },
      permissionSetLicense: permissionSetLicense && { ...permissionSetLicense, used: ofSets },
    };
  };
  testChecks([seatsNearlyGone], (of: Inventory) => of, [
    ['two free seats', seats(3), []],
    ['one free seat', seats(4), [[`info seats-nearly-gone ${name}`, [name, '4', '5', '1']]]],
    [
      'no free seats of either license',
      seats(5, 5),
      [
        [`info seats-nearly-gone ${name}`, [name, '5', '5', '0']],
        ['info seats-nearly-gone Salesforce API Integration', ['Salesforce API Integration', '5', '5', '0']],
      ],
    ],
    ['licenses that nobody may read', { ...inventory(), userLicense: undefined, permissionSetLicense: undefined }, []],
  ]);
});

describe('the checks of what the caller may read', () => {
  const refused = (...names: string[]): Inventory =>
    inventory([], { refused: new Map(names.map((name) => [name, 'no'])) });
  testChecks([unreadRights], (of: Inventory) => of, [
    ['a caller who may read everything', inventory(), []],
    [
      'everything without which rights would be missed',
      refused(
        ...['User', 'PermissionSet', 'PermissionSetAssignment', 'PermissionSetGroupComponent'],
        ...['PermissionSetLicenseAssign', 'ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', 'UserLogin'],
      ),
      [
        ...['User', 'PermissionSet', 'PermissionSetAssignment', 'PermissionSetGroupComponent'],
        ...['PermissionSetLicenseAssign', 'ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'],
      ].map((name) => [`error rights-not-readable ${name}`, [name]]),
    ],
    [
      'assignments of others, which are hidden without a word',
      inventory([], { assignmentsVisible: false }),
      [['error rights-not-readable PermissionSetAssignment', ['PermissionSetAssignment']]],
    ],
    [
      'assignments of others, refused and hidden: told once',
      { ...refused('PermissionSetAssignment'), assignmentsVisible: false },
      [['error rights-not-readable PermissionSetAssignment', ['PermissionSetAssignment']]],
    ],
  ]);
});
