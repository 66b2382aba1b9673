import { expect } from 'chai';
import { insertSet, insertUser, profileId, setId } from './deeds.ts';
import { checkRuleCases, type Desk } from './ruleCase.ts';

const integrity = 'FIELD_INTEGRITY_EXCEPTION';
const groupId = (desk: Desk): string => desk.id('PermissionSetGroup', { DeveloperName: 'Sales_Sync' });

checkRuleCases('PermissionSetGroup', [
  {
    title: 'starts up to date',
    act: (desk) => desk.insert('PermissionSetGroup', { DeveloperName: 'Mine', MasterLabel: 'Mine' }),
    then: (desk) => expect(desk.row('PermissionSetGroup', { DeveloperName: 'Mine' }).Status).to.equal('Updated'),
  },
  {
    title: 'needs a good name',
    act: (desk) => desk.insert('PermissionSetGroup', { DeveloperName: 'a b', MasterLabel: 'Mine' }),
    refused: [integrity, /^The Permission Set Group API Name/],
  },
  {
    title: 'needs a name of its own',
    act: (desk) => desk.insert('PermissionSetGroup', { DeveloperName: 'Sales_Sync', MasterLabel: 'Mine' }),
    refused: ['DUPLICATE_VALUE', /./],
  },
  {
    title: 'that is assigned is not deleted',
    act: (desk) => {
      desk.remove('PermissionSetGroup', groupId(desk));
    },
    refused: ['SIMULATOR_GAP', /assigned/],
  },
  {
    title: 'is outdated by a new component',
    act: (desk) =>
      desk.insert('PermissionSetGroupComponent', {
        PermissionSetGroupId: groupId(desk),
        PermissionSetId: insertSet(desk),
      }),
    then: (desk) => expect(desk.row('PermissionSetGroup', { DeveloperName: 'Sales_Sync' }).Status).to.equal('Outdated'),
  },
  {
    title: 'takes a component once',
    act: (desk) =>
      desk.insert('PermissionSetGroupComponent', {
        PermissionSetGroupId: groupId(desk),
        PermissionSetId: setId(desk, 'Existing_Set'),
      }),
    refused: ['DUPLICATE_VALUE', /./],
  },
  {
    title: 'takes no set of a profile',
    act: (desk) =>
      desk.insert('PermissionSetGroupComponent', {
        PermissionSetGroupId: groupId(desk),
        PermissionSetId: desk.id('PermissionSet', { ProfileId: profileId(desk) }),
      }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'takes no set that a holder may not have',
    act: (desk) => {
      const user = insertUser(desk);
      const group = desk.insert('PermissionSetGroup', { DeveloperName: 'Mine', MasterLabel: 'Mine' });
      desk.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: group });
      desk.insert('PermissionSetGroupComponent', {
        PermissionSetGroupId: group,
        PermissionSetId: setId(desk, 'Account_Read'),
      });
    },
    refused: [integrity, /: Read Account$/],
  },
]);
