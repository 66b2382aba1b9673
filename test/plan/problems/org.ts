import { caller, license, USER_LICENSE_ID } from '../snapshot.ts';
import { holder, psl, type ProblemCase } from './case.ts';

const noSeats = { id: USER_LICENSE_ID, name: 'Salesforce Integration', status: 'Active', total: 5, used: 5 };

export const OF_THE_ORG: readonly ProblemCase[] = [
  {
    id: 'apiVersionOld',
    severity: 'error',
    subject: '59',
    tokens: ['59.0', '60.0'],
    when: { options: { apiVersion: 59 } },
    notWhen: [{ options: { apiVersion: 60 } }],
  },
  {
    id: 'unreadable',
    severity: 'error',
    subject: 'profiles',
    tokens: ['profiles', 'INSUFFICIENT_ACCESS: no'],
    when: { state: { refused: new Map([['profiles', 'INSUFFICIENT_ACCESS: no']]) } },
    notWhen: [{}],
  },
  {
    id: 'unchecked',
    severity: 'warning',
    subject: 'setGroups',
    tokens: ['setGroups', 'INSUFFICIENT_ACCESS: no'],
    when: { state: { unchecked: new Map([['setGroups', 'INSUFFICIENT_ACCESS: no']]) } },
    notWhen: [{}, { state: { refused: new Map([['profiles', 'INSUFFICIENT_ACCESS: no']]) } }],
  },
  {
    id: 'callerLacks',
    severity: 'error',
    subject: 'admin@acme.com',
    tokens: [
      'admin@acme.com',
      'PermissionSetAssignment, PermissionSetLicenseAssign',
      'AssignPermissionSets or ManageUsers',
    ],
    fix: ['AssignPermissionSets'],
    when: {
      state: { caller: caller({ permissions: new Set(['ManageInternalUsers', 'ManageProfilesPermissionsets']) }) },
    },
    notWhen: [
      {},
      { state: { caller: caller({ permissions: new Set(['ManageUsers']) }) } },
      { state: { caller: undefined } },
    ],
  },
  {
    id: 'userLicenseMissing',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration', 'Enterprise Edition'],
    when: { state: { userLicense: undefined } },
    notWhen: [{}, { state: { userLicense: noSeats } }],
  },
  {
    id: 'userLicenseSeats',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration', '1', '5', '5'],
    when: { state: { userLicense: noSeats } },
    notWhen: [
      { state: { userLicense: { ...noSeats, used: 4 } } },
      { state: { userLicense: noSeats, ...holder } },
      { state: { userLicense: { ...noSeats, status: 'Disabled' } } },
    ],
  },
  {
    id: 'userLicenseDisabled',
    severity: 'error',
    subject: 'Salesforce Integration',
    tokens: ['Salesforce Integration'],
    when: { state: { userLicense: { ...noSeats, used: 0, status: 'Disabled' } } },
    notWhen: [{}, { state: { userLicense: { ...noSeats, status: 'Disabled' }, ...holder } }],
  },
  {
    id: 'permissionSetLicenseMissing',
    severity: 'error',
    subject: 'SalesforceAPIIntegrationPsl',
    tokens: ['SalesforceAPIIntegrationPsl'],
    when: { state: { permissionSetLicenses: [license('OtherPsl')] } },
    notWhen: [{}],
  },
  {
    id: 'permissionSetLicenseSeats',
    severity: 'error',
    subject: 'Salesforce API Integration',
    tokens: ['Salesforce API Integration', '1', '7', '7'],
    when: { state: { permissionSetLicenses: psl({ total: 7, used: 7 }) } },
    notWhen: [
      { state: { permissionSetLicenses: psl({ total: 7, used: 6 }) } },
      { state: { permissionSetLicenses: psl({ total: 7, used: 7 }), ...holder } },
    ],
  },
  {
    id: 'permissionSetLicenseDisabled',
    severity: 'error',
    subject: 'Salesforce API Integration',
    tokens: ['Salesforce API Integration'],
    when: { state: { permissionSetLicenses: psl({ status: 'Disabled' }) } },
    notWhen: [{}, { state: { permissionSetLicenses: psl({ status: 'Disabled' }), ...holder } }],
  },
];
