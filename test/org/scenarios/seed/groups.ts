import type { Org } from '../../org.ts';
import type { People } from './people.ts';

/** A public group, a queue for cases and leads, and the group of everybody. */
export const plantGroups = (org: Org, people: People, by: string): void => {
  const group = (row: Record<string, string>): string =>
    org.store.insert('Group', { ...row, DoesIncludeBosses: 1 }, by);
  const integrations = group({ Name: 'Integrations', DeveloperName: 'Integrations', Type: 'Regular' });
  const intake = group({ Name: 'Order Intake', DeveloperName: 'Order_Intake', Type: 'Queue' });
  group({ Name: 'All Internal Users', DeveloperName: 'AllInternalUsers', Type: 'Organization' });
  for (const object of ['Case', 'Lead']) org.store.insert('QueueSobject', { QueueId: intake, SobjectType: object }, by);
  const member = people['erp.sync'] ?? people['sales.one'];
  for (const id of [integrations, intake])
    org.store.insert('GroupMember', { GroupId: id, UserOrGroupId: member ?? null }, by);
};
