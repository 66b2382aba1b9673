import { expect } from 'chai';
import { freeSeat, assignPsl, insertUser, profileId, pslId, userId } from './deeds.ts';
import { checkRuleCases } from './ruleCase.ts';

const integrity = 'FIELD_INTEGRITY_EXCEPTION';
const access = ['INSUFFICIENT_ACCESS_OR_READONLY', /^insufficient access rights on object id$/] as const;

checkRuleCases('PermissionSetLicenseAssign', [
  {
    title: 'takes a seat',
    act: (desk) => assignPsl(desk, insertUser(desk)),
    then: (desk) =>
      expect(desk.row('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' }).UsedLicenses).to.equal(
        2,
      ),
  },
  {
    title: 'stands once',
    act: (desk) => assignPsl(desk, userId(desk, 'warehouse')),
    refused: ['DUPLICATE_VALUE', /^duplicate value found: \w+ duplicates value on record with id: 2LA\w{12}$/],
  },
  {
    title: 'needs a user license that supports it',
    act: (desk) => assignPsl(desk, insertUser(desk), pslId(desk, 'HealthCloudStarterPsl')),
    refused: [
      integrity,
      /^New System can't be assigned the Health Cloud Starter permission set license, because New System's user license doesn't support it\.$/,
    ],
  },
  {
    title: 'of an industry goes to a full license',
    act: (desk) => assignPsl(desk, userId(desk, 'sales.one'), pslId(desk, 'HealthCloudStarterPsl')),
  },
  {
    title: 'of the integration license on a full license is a gap',
    act: (desk) => assignPsl(desk, userId(desk, 'sales.one')),
    refused: ['SIMULATOR_GAP', /Salesforce API Integration/],
  },
  {
    title: 'needs a seat',
    scenario: 'no-seats',
    act: (desk) => assignPsl(desk, insertUser(desk, { ProfileId: profileId(desk), IsActive: true, ...freeSeat(desk) })),
    refused: ['LICENSE_LIMIT_EXCEEDED', /^License Limit Exceeded - Salesforce API Integration$/],
  },
  {
    title: 'answers a missing seat as the switch says',
    scenario: 'no-seats',
    switches: { pslSeatsExhaustedCode: 'INSUFFICIENT_ACCESS' },
    act: (desk) => assignPsl(desk, insertUser(desk, freeSeat(desk))),
    refused: ['INSUFFICIENT_ACCESS', /./],
  },
  {
    title: 'needs an active user',
    act: (desk) => assignPsl(desk, insertUser(desk, { IsActive: false })),
    refused: [integrity, /^Inactive User$/],
  },
  {
    title: 'answers an inactive user as the switch says',
    switches: { inactiveAssigneeCode: 'INACTIVE_OWNER_OR_USER' },
    act: (desk) => assignPsl(desk, insertUser(desk, { IsActive: false })),
    refused: ['INACTIVE_OWNER_OR_USER', /^operation performed with inactive user$/],
  },
  {
    title: 'needs a license that exists',
    act: (desk) => assignPsl(desk, userId(desk, 'warehouse'), '0PLhs00000ZZZZZ'),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /invalid cross reference id/],
  },
  {
    title: 'is not updated',
    act: (desk) => {
      desk.update(
        'PermissionSetLicenseAssign',
        desk.id('PermissionSetLicenseAssign', { AssigneeId: userId(desk, 'warehouse') }),
        { AssigneeId: userId(desk, 'admin') },
      );
    },
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /./],
  },
  {
    title: 'stays while a set needs it',
    act: (desk) => {
      desk.remove(
        'PermissionSetLicenseAssign',
        desk.id('PermissionSetLicenseAssign', { AssigneeId: userId(desk, 'warehouse') }),
      );
    },
    refused: [integrity, /needed by the assigned permission set Warehouse Integration/],
  },
  {
    title: 'goes when nothing needs it',
    act: (desk) => {
      desk.remove('PermissionSetLicenseAssign', assignPsl(desk, insertUser(desk)));
    },
  },
  {
    title: 'is made by those who assign permission sets',
    as: 'user.manager',
    act: (desk) => assignPsl(desk, insertUser(desk)),
  },
  {
    title: 'is not made by others who see it',
    as: 'erp.sync',
    act: (desk) => assignPsl(desk, userId(desk, 'warehouse')),
    refused: access,
  },
  {
    title: 'is not seen by the rest',
    as: 'warehouse',
    act: (desk) => assignPsl(desk, userId(desk, 'warehouse')),
    refused: ['INVALID_TYPE', /PermissionSetLicenseAssign/],
  },
]);
