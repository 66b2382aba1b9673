import type { Org, Row, SObject } from '../org.ts';
import { GRANTS, grantsOf } from './grants.ts';
import { setupRights } from './setupRights.ts';
import { userPermissionsOf } from './userPermissions.ts';

export type ObjectRights = {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  readonly viewAllFields: boolean;
};

/** Objects without object permissions of their own: their parent's decide (facts 3.2). */
const CONTROLLED_BY_PARENT: Readonly<Record<string, string>> = {
  AccountContactRelation: 'Account',
  CampaignMember: 'Campaign',
  CaseComment: 'Case',
  OpportunityContactRole: 'Opportunity',
  OpportunityLineItem: 'Opportunity',
  OrderItem: 'Order',
  PricebookEntry: 'Pricebook2',
  QuoteLineItem: 'Quote',
};

/** Activities are governed by user permissions (facts 3.2: EditTask, EditEvent, Access Activities). */
const ACTIVITIES: Readonly<Record<string, string>> = { Task: 'EditTask', Event: 'EditEvent' };

/** The objects whose rows decide what a user may do with the records of any. */
export const DECIDING = [...GRANTS, 'MutingPermissionSet', 'ObjectPermissions', 'User', 'Profile', 'UserLicense'];

/** What a user may do with an object's records as such, before record sharing and field-level security. */
export const objectRightsOf = (org: Org, userId: string, object: SObject): ObjectRights =>
  org.store.remember(`object ${object.name} ${userId}`, DECIDING, () => rightsOf(org, userId, object));

const rightsOf = (org: Org, userId: string, object: SObject): ObjectRights => {
  const has = userPermissionsOf(org, userId);
  const parent = org.schema.object(CONTROLLED_BY_PARENT[object.name] ?? '');
  const editActivity = ACTIVITIES[object.name];
  if (object.setup) return setupRights(org, userId, object);
  const granted = union(object.objectPermissionable ? rowsOf(org, userId, object) : [], has.has('ViewAllData'));
  if (has.has('ModifyAllData')) return { ...all(true), viewAllFields: granted.viewAllFields };
  if (object.objectPermissionable) return granted;
  if (parent) return rightsThroughParent(objectRightsOf(org, userId, parent), has.has('ViewAllData'));
  if (editActivity)
    return { ...all(has.has(editActivity)), ...readable(has.has('ActivitiesAccess'), has.has('ViewAllData')) };
  // Facts 1.1: "users on the profile also see objects every user can see".
  return { ...all(false), ...readable(true, true) };
};

const rightsThroughParent = (parent: ObjectRights, viewAllData: boolean): ObjectRights => ({
  ...all(parent.edit),
  ...readable(parent.read, parent.viewAll || viewAllData),
  modifyAll: parent.modifyAll,
});

const rowsOf = (org: Org, userId: string, object: SObject): Row[] =>
  grantsOf(org, userId).flatMap(({ setId, mutedBy }) => {
    const [row] = org.store.find('ObjectPermissions', { ParentId: setId, SobjectType: object.name });
    const muted = mutedBy.flatMap((id) =>
      org.store.find('ObjectPermissions', { ParentId: id, SobjectType: object.name }),
    );
    return row ? [without(row, muted)] : [];
  });

const without = (row: Row, muted: readonly Row[]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, muted.some((m) => m[column] === 1) ? 0 : value]),
  );

const union = (rows: readonly Row[], viewAllData: boolean): ObjectRights => {
  const any = (flag: string): boolean => rows.some((row) => row[`Permissions${flag}`] === 1);
  return {
    read: any('Read') || viewAllData,
    create: any('Create'),
    edit: any('Edit'),
    delete: any('Delete'),
    viewAll: any('ViewAllRecords') || viewAllData,
    modifyAll: any('ModifyAllRecords'),
    viewAllFields: any('ViewAllFields'),
  };
};

const readable = (
  read: boolean,
  viewAll: boolean,
): Pick<ObjectRights, 'read' | 'viewAll' | 'modifyAll' | 'viewAllFields'> => ({
  read: read || viewAll,
  viewAll,
  modifyAll: false,
  viewAllFields: false,
});

const all = (value: boolean): ObjectRights => ({
  read: value,
  create: value,
  edit: value,
  delete: value,
  viewAll: value,
  modifyAll: value,
  viewAllFields: value,
});
