import { expect } from 'chai';
import { insertSet, setId, userId } from './deeds.ts';
import { checkRuleCases } from './ruleCase.ts';

checkRuleCases('SetupEntityAccess', [
  {
    title: 'gets its type from the id',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: insertSet(desk),
        SetupEntityId: desk.id('ApexClass', { Name: 'ZoomInfoInbound' }),
      }),
    then: (desk) =>
      expect(desk.row('SetupEntityAccess', { ParentId: setId(desk, 'New_Set') }).SetupEntityType).to.equal('ApexClass'),
  },
  {
    title: 'takes custom permissions',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: insertSet(desk),
        SetupEntityId: desk.id('CustomPermission', { DeveloperName: 'Skip_Validation' }),
      }),
  },
  {
    title: 'takes the principal of an external credential',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: insertSet(desk),
        SetupEntityId: desk.id('ExternalCredentialParameter', { ParameterName: 'Integration' }),
      }),
    then: (desk) =>
      expect(desk.row('SetupEntityAccess', { ParentId: setId(desk, 'New_Set') }).SetupEntityType).to.equal(
        'ExternalCredentialParameter',
      ),
  },
  {
    title: 'takes no other parameter of it',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: insertSet(desk),
        SetupEntityId: desk.id('ExternalCredentialParameter', { ParameterName: 'X-Api-Key' }),
      }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'takes nothing else',
    act: (desk) =>
      desk.insert('SetupEntityAccess', { ParentId: insertSet(desk), SetupEntityId: userId(desk, 'admin') }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /id value of incorrect type/],
  },
  {
    title: 'takes nothing that does not exist',
    act: (desk) => desk.insert('SetupEntityAccess', { ParentId: insertSet(desk), SetupEntityId: '01phs00000ZZZZZ' }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'stands once',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: setId(desk, 'Existing_Set'),
        SetupEntityId: desk.id('ApexClass', { Name: 'AccountSync' }),
      }),
    refused: ['DUPLICATE_VALUE', /^duplicate value found/],
  },
  {
    title: 'is not added to a managed set',
    act: (desk) =>
      desk.insert('SetupEntityAccess', {
        ParentId: setId(desk, 'Pardot_Connector_User'),
        SetupEntityId: desk.id('ApexClass', { Name: 'AccountSync' }),
      }),
    refused: ['SIMULATOR_GAP', /managed/],
  },
]);

checkRuleCases('PermissionSetTabSetting', [
  {
    title: 'takes a standard tab',
    act: (desk) =>
      desk.insert('PermissionSetTabSetting', {
        ParentId: insertSet(desk),
        Name: 'standard-Account',
        Visibility: 'DefaultOn',
      }),
  },
  {
    title: 'takes the tab of a custom object',
    act: (desk) =>
      desk.insert('PermissionSetTabSetting', {
        ParentId: insertSet(desk),
        Name: 'Invoice__c',
        Visibility: 'DefaultOff',
      }),
  },
  {
    title: 'knows no other tab',
    act: (desk) =>
      desk.insert('PermissionSetTabSetting', { ParentId: insertSet(desk), Name: 'Nowhere', Visibility: 'DefaultOn' }),
    refused: ['SIMULATOR_GAP', /Nowhere/],
  },
  {
    title: 'takes no word of the metadata',
    act: (desk) =>
      desk.insert('PermissionSetTabSetting', {
        ParentId: insertSet(desk),
        Name: 'standard-Account',
        Visibility: 'Visible',
      }),
    refused: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /Visible/],
  },
  {
    title: 'stands once',
    act: (desk) => {
      const row = { ParentId: insertSet(desk), Name: 'standard-Account', Visibility: 'DefaultOn' };
      desk.insert('PermissionSetTabSetting', row);
      desk.insert('PermissionSetTabSetting', row);
    },
    refused: ['DUPLICATE_VALUE', /^duplicate value found/],
  },
]);
