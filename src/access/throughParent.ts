import type { AccessRight, EffectiveAccess, Path, Paths } from './access.ts';

/** Objects without object permissions of their own: their parent's decide (facts 3.2). */
const PARENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AccountContactRelation: 'Account',
    CampaignMember: 'Campaign',
    CaseComment: 'Case',
    OpportunityContactRole: 'Opportunity',
    OpportunityLineItem: 'Opportunity',
    OrderItem: 'Order',
    PricebookEntry: 'Pricebook2',
    QuoteLineItem: 'Quote',
  }).map(([object, parent]) => [object.toLowerCase(), parent]),
);

/** Activities are governed by user permissions (facts 3.2). */
const ACTIVITIES: ReadonlyMap<string, string> = new Map([
  ['task', 'EditTask'],
  ['event', 'EditEvent'],
]);

/** The right that stands for another one: on the object itself, on its parent, or a user permission. */
export type Governing =
  | { readonly kind: 'object'; readonly object: string; readonly right: AccessRight }
  | { readonly kind: 'userPermission'; readonly permission: string };

/** What decides about a right on an object. Child records are written by who may edit the parent. */
export function governing(object: string, right: AccessRight): Governing {
  const parent = PARENTS.get(object.toLowerCase());
  if (parent !== undefined) {
    const written = right === 'create' || right === 'edit' || right === 'delete';
    return { kind: 'object', object: parent, right: written ? 'edit' : right };
  }
  const edit = ACTIVITIES.get(object.toLowerCase());
  if (edit === undefined || right === 'viewAllFields') return { kind: 'object', object, right };
  if (right === 'viewAll') return { kind: 'userPermission', permission: 'ViewAllData' };
  if (right === 'modifyAll') return { kind: 'userPermission', permission: 'ModifyAllData' };
  return { kind: 'userPermission', permission: right === 'read' ? 'ActivitiesAccess' : edit };
}

/** Whether rights on the object come from elsewhere. */
export function isGovernedElsewhere(object: string): boolean {
  return PARENTS.has(object.toLowerCase()) || ACTIVITIES.has(object.toLowerCase());
}

const READING: readonly AccessRight[] = ['read', 'viewAll'];

/** The paths by which user permissions give this right on the records of every object; they do not lift field-level security. */
export function allDataPaths(userPermissions: EffectiveAccess['userPermissions'], right: AccessRight): Paths {
  const by = (permission: string): Path[] =>
    (userPermissions.get(permission) ?? []).map((path) => ({ ...path, by: permission }));
  if (right === 'viewAllFields') return [];
  return [...by('ModifyAllData'), ...(READING.includes(right) ? by('ViewAllData') : [])];
}
