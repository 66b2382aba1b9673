import { NotSimulated, OrgError, type Rule } from '../org.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { referenced } from './referenced.ts';

const group: Rule = {
  on: 'Group',
  source: 'object reference: only public groups (Regular) and queues are made by hand; facts 1.4: duplicates',
  beforeInsert: (session, row) => {
    row.Type ??= 'Regular';
    if (row.Type !== 'Regular' && row.Type !== 'Queue')
      throw new NotSimulated(`creating a group of type ${String(row.Type)}`);
    row.DeveloperName ??= String(row.Name).replace(/\W+/g, '_');
    refuseDuplicate(session, 'Group', row, ['DeveloperName', 'Type']);
  },
};

const member: Rule = {
  on: 'GroupMember',
  source:
    'facts 1.4, 3.5: duplicates and bad ids; a group of the platform (role, organization) takes no members by hand',
  beforeInsert: (session, row) => {
    const parent = referenced(session, row.GroupId, 'Group');
    referenced(session, row.UserOrGroupId, 'User', 'Group');
    if (parent.Type !== 'Regular' && parent.Type !== 'Queue')
      throw new NotSimulated(`members of a group of type ${String(parent.Type)}`);
    if (row.UserOrGroupId === row.GroupId) throw new NotSimulated('a group in itself');
    refuseDuplicate(session, 'GroupMember', row, ['GroupId', 'UserOrGroupId']);
  },
};

const queueObject: Rule = {
  on: 'QueueSobject',
  source: 'object reference: a queue and an object that can be owned by one; facts 1.4: duplicates',
  beforeInsert: (session, row) => {
    const queue = referenced(session, row.QueueId, 'Group');
    if (queue.Type !== 'Queue')
      throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
    const { schema } = session.org;
    const object = schema.object(String(row.SobjectType));
    if (!object || !schema.field(object, 'OwnerId')?.referenceTo.includes('Group')) {
      const text = `Sobject Type: bad value for restricted picklist field: ${String(row.SobjectType)}`;
      throw new OrgError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', text, { fields: ['SobjectType'] });
    }
    refuseDuplicate(session, 'QueueSobject', row, ['QueueId', 'SobjectType']);
  },
};

export const groupRules: readonly Rule[] = [group, member, queueObject];
