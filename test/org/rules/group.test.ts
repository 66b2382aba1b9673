import { userId } from './deeds.ts';
import { checkRuleCases, type Desk } from './ruleCase.ts';

const queue = (desk: Desk): string => desk.id('Group', { DeveloperName: 'Order_Intake' });

checkRuleCases('Group', [
  { title: 'may be public', act: (desk) => desk.insert('Group', { Name: 'Mine', Type: 'Regular' }) },
  { title: 'may be a queue', act: (desk) => desk.insert('Group', { Name: 'Mine', Type: 'Queue' }) },
  {
    title: 'of other types is a gap',
    act: (desk) => desk.insert('Group', { Name: 'Mine', Type: 'Role' }),
    refused: ['SIMULATOR_GAP', /Role/],
  },
  {
    title: 'needs a name of its own',
    act: (desk) => desk.insert('Group', { Name: 'Integrations', Type: 'Regular' }),
    refused: ['DUPLICATE_VALUE', /./],
  },
  {
    title: 'takes a member',
    act: (desk) => desk.insert('GroupMember', { GroupId: queue(desk), UserOrGroupId: userId(desk, 'warehouse') }),
  },
  {
    title: 'takes a member once',
    act: (desk) => desk.insert('GroupMember', { GroupId: queue(desk), UserOrGroupId: userId(desk, 'erp.sync') }),
    refused: ['DUPLICATE_VALUE', /./],
  },
  {
    title: 'of everybody takes no member',
    act: (desk) =>
      desk.insert('GroupMember', {
        GroupId: desk.id('Group', { Type: 'Organization' }),
        UserOrGroupId: userId(desk, 'warehouse'),
      }),
    refused: ['SIMULATOR_GAP', /Organization/],
  },
  {
    title: 'that is a queue takes an object',
    act: (desk) => desk.insert('QueueSobject', { QueueId: queue(desk), SobjectType: 'Order' }),
  },
  {
    title: 'that is a queue takes an object once',
    act: (desk) => desk.insert('QueueSobject', { QueueId: queue(desk), SobjectType: 'Case' }),
    refused: ['DUPLICATE_VALUE', /./],
  },
  {
    title: 'that is a queue takes no object without owner',
    act: (desk) => desk.insert('QueueSobject', { QueueId: queue(desk), SobjectType: 'Product2' }),
    refused: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /Product2/],
  },
  {
    title: 'that is public takes no object',
    act: (desk) =>
      desk.insert('QueueSobject', {
        QueueId: desk.id('Group', { DeveloperName: 'Integrations' }),
        SobjectType: 'Case',
      }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /./],
  },
  {
    title: 'is not made by others',
    as: 'sales.one',
    act: (desk) => desk.insert('Group', { Name: 'Mine', Type: 'Regular' }),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /Group/],
  },
]);
