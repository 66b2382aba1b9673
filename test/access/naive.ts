import type { EffectiveAccess } from '../../src/access/access.ts';
import type { Inventory, InventorySet, InventoryUser } from '../../src/org/inventory/inventory.ts';

/** A way in: a set, the words for it, and what its group mutes. */
type Way = { readonly text: string; readonly set: InventorySet; readonly muting: readonly InventorySet[] };

const RIGHTS = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll', 'viewAllFields'];
const NAMES = [
  'RunReports',
  'ViewSetup',
  'ModifyAllData',
  'EditTask',
  'ViewAllData',
  'AuthorApex',
  'ApiEnabled',
  'ApiUserOnly',
  'ChatterInternalUser',
];
const OBJECTS = ['Account', 'Contact', 'Invoice__c'];
const FIELDS = ['Account.Website', 'Account.Phone', 'Contact.Email', 'Task.Priority', 'Other.Field__c'];

/**
 * Effective access written down a second time: it asks of every single right whether every single way gives it, with no table in
 * between. One line for each right and way.
 */
export function naiveAccess(user: InventoryUser, inventory: Inventory): string[] {
  const now = inventory.readAt.getTime();
  const over = (expires?: string): boolean => expires !== undefined && Date.parse(expires) <= now;
  const find = (id: string): InventorySet => inventory.sets.get(id) ?? expectSet(id);
  const ways: Way[] = [{ text: `profile ${user.profile}`, set: find(user.profileSetId ?? ''), muting: [] }];
  for (const { id, expires } of user.sets) {
    if (!over(expires) && !find(id).needsActivation)
      ways.push({ text: `permissionSet ${id}`, set: find(id), muting: [] });
  }
  for (const { id, expires } of user.groups) {
    const group = inventory.groups.get(id);
    if (group === undefined || over(expires) || group.needsActivation) continue;
    for (const setId of group.setIds) {
      if (find(setId).needsActivation) continue;
      ways.push({ text: `permissionSetGroup ${id} ${setId}`, set: find(setId), muting: group.mutingIds.map(find) });
    }
  }
  const psl = [...inventory.licenses.values()][0];
  const hasPsl = psl?.isActive === true && user.licenseIds?.includes(psl.id) === true;
  const unknownPsl = user.licenseIds === undefined;
  const bare = user.license === 'Salesforce Integration' && !unknownPsl && !hasPsl;
  const open = ways.filter(({ set: { kind, licenseId } }) => {
    if (kind === 'profile' || licenseId === undefined) return true;
    return licenseId.startsWith('0PL') ? hasPsl || unknownPsl : licenseId === user.licenseId;
  });

  const permission = ({ set, muting }: Way, name: string): boolean => {
    if (!set.userPermissions.has(name) || muting.some((one) => one.userPermissions.has(name))) return false;
    if (set.kind === 'profile' || name === 'ApiEnabled') return true;
    if (bare) return false;
    const judged = user.license === 'Salesforce Integration' && hasPsl && psl.carries.size > 0;
    const told = ['EditTask', 'RunReports', 'ViewSetup'].some((probe) => psl?.carries.has(probe));
    const known = inventory.schema.licensePermissions.has(name);
    return !(judged && told && known) || psl.carries.has(name);
  };
  const byPermission = (name: string): string[] => open.filter((way) => permission(way, name)).map(({ text }) => text);
  const wide = (right: string): string[] => [
    ...(right === 'viewAllFields' ? [] : byPermission('ModifyAllData').map((text) => `${text} by ModifyAllData`)),
    ...(right === 'read' || right === 'viewAll'
      ? byPermission('ViewAllData').map((text) => `${text} by ViewAllData`)
      : []),
  ];
  const object = ({ set, muting }: Way, name: string, right: string): boolean => {
    const muted = (one: string): boolean => muting.some(({ objects }) => objects.get(name)?.has(one) === true);
    if (set.objects.get(name)?.has(right) !== true || muted(right) || muted('read')) return false;
    if ((right === 'delete' || right === 'modifyAll') && muted('edit')) return false;
    if (right === 'modifyAll' && (muted('delete') || muted('viewAll'))) return false;
    return !bare || set.kind === 'profile' || name.endsWith('__c');
  };
  const own = (name: string, right: string): string[] =>
    open.filter((way) => object(way, name, right)).map(({ text }) => text);
  const named = (name: string): boolean => RIGHTS.some((right) => own(name, right).length > 0);
  const has = (name: string, right: string): boolean => own(name, right).length + wide(right).length > 0;
  const hasTask = (right: string): boolean =>
    right === 'read' ? has('Task', 'read') : byPermission('EditTask').length > 0 || has('Task', right);
  const may = (name: string, right: string): boolean => {
    if (name === 'Other') return true;
    return name === 'Task' ? hasTask(right) : has(name, right);
  };

  const lines: string[] = [];
  for (const name of NAMES) for (const text of byPermission(name)) lines.push(`${name} ${text}`);
  for (const name of OBJECTS.filter(named)) {
    for (const right of RIGHTS)
      for (const text of [...own(name, right), ...wide(right)]) lines.push(`${name}=${right} ${text}`);
  }
  for (const name of FIELDS) {
    const [on = ''] = name.split('.');
    if (!may(on, 'read')) continue;
    const muted = (right: 'read' | 'edit', { muting }: Way): boolean =>
      muting.some(({ fields }) => fields.get(name)?.[right] === true);
    const readers = open.filter((way) => way.set.fields.get(name)?.read === true && !muted('read', way));
    const writers = readers.filter((way) => way.set.fields.get(name)?.edit === true && !muted('edit', way));
    if (readers.length === 0) continue;
    for (const { text } of readers) lines.push(`${name}=read ${text}`);
    for (const text of own(on, 'viewAllFields')) lines.push(`${name}=read ${text} by viewAllFields`);
    if (may(on, 'edit') || may(on, 'create')) for (const { text } of writers) lines.push(`${name}=edit ${text}`);
  }
  for (const id of ['01p1', '01p2']) {
    for (const { text, set, muting } of open) {
      const muted = muting.some(({ entities }) => entities.some((one) => one.id === id));
      if (set.entities.some((one) => one.id === id) && !muted) lines.push(`${id} ${text}`);
    }
  }
  return lines.sort();
}

/** The same lines of the real thing. */
export function linesOf({ objects, fields, userPermissions, entities }: EffectiveAccess): string[] {
  const table = (all: EffectiveAccess['objects'] | EffectiveAccess['fields']) =>
    [...all].flatMap(([name, rights]) =>
      [...rights].flatMap(([right, paths]) => paths.map((path) => [`${name}=${right}`, path] as const)),
    );
  return [
    ...table(objects),
    ...table(fields),
    ...[...userPermissions].flatMap(([name, paths]) => paths.map((path) => [name, path] as const)),
    ...[...entities].flatMap(([id, { paths }]) => paths.map((path) => [id, path] as const)),
  ]
    .map(([what, { kind, name, via, by }]) =>
      [what, kind, name, ...(via === undefined ? [] : [via]), ...(by === undefined ? [] : ['by', by])].join(' '),
    )
    .sort();
}

function expectSet(id: string): never {
  throw new Error(`no set ${id}`);
}
