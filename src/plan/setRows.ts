import type { ObjectRight } from '../definition/definition.ts';
import type { FieldValue } from '../org/write/records.ts';
import { activityTwin, isVirtualRow, RIGHT_COLUMNS } from '../org/names.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { FieldPermissions, ObjectPermissions, OrgState, SetupAccess } from '../org/state/state.ts';
import { isRecordWrite, type Change } from './change.ts';
import type { SetRows } from './context.ts';
import { parentsFirst, type ObjectRights, type Rights } from './rights.ts';

/** The rows of all permission sets, by set: found once, used by every user. */
export function rowsOfSets({ objectPermissions, fieldPermissions, setupAccess }: OrgState): SetRows {
  const parentOf = ({ parentId }: { readonly parentId: string }): string => parentId;
  return {
    objects: Map.groupBy(objectPermissions, parentOf),
    fields: Map.groupBy(fieldPermissions, parentOf),
    setup: Map.groupBy(setupAccess, parentOf),
  };
}

/**
 * Rows of ObjectPermissions to make or to change, parents first. One change a row: Salesforce refuses the same record twice in a request.
 * @param own also take away what is not wanted; rows that go as a whole go last, details before their masters
 * @param allData whether the set holds a user permission by which Salesforce keeps Read and View All on every object in it (facts 3.2)
 */
export function objectPermissionChanges(
  rights: Rights,
  parent: FieldValue,
  rows: readonly ObjectPermissions[],
  schema: OrgSchema,
  { own, allData }: { readonly own: boolean; readonly allData: boolean },
): Change[] {
  const stored = rows.filter(({ id }) => !isVirtualRow(id));
  const held = new Map(rows.map((row) => [row.object, row]));
  const wanted = new Set(rights.objects.map(({ object }) => object));
  const unwanted = own ? stored.filter(({ object }) => !wanted.has(object)).map(({ object }) => object) : [];
  const spared = allData ? BY_ALL_DATA : [];
  const brought = allData ? unwanted.map((object) => ({ object, rights: new Map<ObjectRight, undefined>() })) : [];
  const kept = [...rights.objects, ...brought].flatMap((object) =>
    bring(object, parent, held.get(object.object), own, spared),
  );
  const losing = new Set(kept.filter(losesViewAll));
  const lost = parentsFirst(allData ? [] : unwanted, schema)
    .reverse()
    .flatMap((object) => held.get(object) ?? [])
    .map(removeRow);
  return [...kept.filter((change) => !losing.has(change)), ...lost, ...[...losing].reverse()];
}

/** What View All Data, and Modify All Data with it, bring on every object. */
const BY_ALL_DATA: readonly string[] = ['read', 'viewAll'];

function bring(
  wanted: ObjectRights,
  parent: FieldValue,
  row: ObjectPermissions | undefined,
  own: boolean,
  spared: readonly string[],
): Change[] {
  if (row !== undefined && isVirtualRow(row.id)) return [];
  const missing = [...wanted.rights.keys()].filter((right) => !row?.rights.has(right));
  const isExtra = (right: string): boolean => !wanted.rights.has(right as ObjectRight) && !spared.includes(right);
  const extra = own ? [...(row?.rights ?? [])].filter(isExtra) : [];
  if (missing.length + extra.length === 0) return [];
  const detail = [rightsText(wanted, missing), ...extra.map((right) => `not ${right}`)].filter((part) => part !== '');
  const common = { type: 'ObjectPermissions', name: wanted.object, detail: detail.join(', ') };
  const columns = { ...columnsOf(missing, true), ...columnsOf(extra, false) };
  return row === undefined
    ? [create(common, { ParentId: parent, SobjectType: wanted.object, ...columns })]
    : [update(common, row.id, columns)];
}

/** View All of a parent goes only after that of what needs it, while everything that is gained comes the other way round. */
function losesViewAll({ write }: Change): boolean {
  return isRecordWrite(write) && write.fields['PermissionsViewAllRecords'] === false;
}

function removeRow(row: ObjectPermissions): Change {
  const common = { type: 'ObjectPermissions', name: row.object, detail: [...row.rights].join(', ') };
  return remove(common, row.id, { ParentId: row.parentId, SobjectType: row.object, ...columnsOf(row.rights, true) });
}

function columnsOf(rights: Iterable<string>, value: boolean): Record<string, boolean> {
  return Object.fromEntries([...rights].map((right) => [RIGHT_COLUMNS[right] ?? right, value]));
}

/**
 * Rows of FieldPermissions to make or to add Edit to; with `own` also those to delete or to take Edit from. Of a custom field that tasks and
 * events share one row is made or deleted, and Salesforce does the same to the other; where it does not, the next plan finds what is left.
 */
export function fieldPermissionChanges(
  rights: Rights,
  parent: FieldValue,
  rows: readonly FieldPermissions[],
  schema: OrgSchema,
  own: boolean,
): Change[] {
  const held = new Map(rows.map((row) => [describedName(row.field, schema), row]));
  const wanted = new Map(rights.fields.map((right) => [right.field, right]));
  const gained = rights.fields.flatMap(({ field, edit }) => {
    const row = held.get(field);
    if (row !== undefined && (row.edit || !edit)) return [];
    const common = { type: 'FieldPermissions', name: field, detail: edit ? 'edit' : 'read' };
    return row === undefined
      ? [create(common, fieldRow(parent, field, edit))]
      : [update(common, row.id, { PermissionsEdit: true })];
  });
  if (!own) return withoutTwins(gained);
  const lost = rows.flatMap((row) => {
    const name = describedName(row.field, schema);
    const kept = [wanted.get(name), wanted.get(activityTwin(name) ?? '')].filter((right) => right !== undefined);
    const common = { type: 'FieldPermissions', name: row.field, detail: row.edit ? 'edit' : 'read' };
    if (kept.length === 0) return [remove(common, row.id, fieldRow(row.parentId, row.field, row.edit))];
    return row.edit && !kept.some(({ edit }) => edit)
      ? [update({ ...common, detail: 'not edit' }, row.id, { PermissionsEdit: false })]
      : [];
  });
  return [...withoutTwins(gained), ...withoutTwins(lost)];
}

/** Of two changes that do the same to both kinds of activities one, so that the second is not refused as done already: the first, or that with more. */
function withoutTwins(changes: readonly Change[]): Change[] {
  return changes.filter(({ action, name, detail }, at) => {
    const twin = activityTwin(name);
    const where = twin === undefined ? -1 : changes.findIndex((one) => one.name === twin && one.action === action);
    const other = changes[where];
    return other === undefined || (other.detail === detail ? at < where : detail === 'edit');
  });
}

/** Something that SetupEntityAccess gives access to. */
export type SetupEntity = { readonly type: string; readonly name: string; readonly id: string };

/** Access to Apex classes, custom permissions, flows and the like. */
export function setupAccessChanges(
  entities: readonly SetupEntity[],
  parent: FieldValue,
  rows: readonly SetupAccess[],
  own: boolean,
): Change[] {
  const gained = entities
    .filter(({ id }) => !rows.some(({ entityId }) => entityId === id))
    .map(({ type, name, id }) =>
      create({ type: 'SetupEntityAccess', name, detail: type }, { ParentId: parent, SetupEntityId: id }),
    );
  if (!own) return gained;
  const lost = rows
    .filter(({ entityId }) => !entities.some(({ id }) => id === entityId))
    .map((row) =>
      remove({ type: 'SetupEntityAccess', name: row.entityName ?? row.entityId, detail: row.entityType }, row.id, {
        ParentId: row.parentId,
        SetupEntityId: row.entityId,
      }),
    );
  return [...gained, ...lost];
}

/** A look-up is listed twice in field-level security, `Account.Parent` and `Account.ParentId`: the describe's name counts. */
function describedName(field: string, schema: OrgSchema): string {
  const [object = '', name = ''] = field.split('.');
  const fields = schema.objects.get(object.toLowerCase())?.fields;
  return fields && !fields.has(name.toLowerCase()) && fields.has(`${name.toLowerCase()}id`) ? `${field}Id` : field;
}

function fieldRow(parent: FieldValue, field: string, edit: boolean): Record<string, FieldValue> {
  const object = field.slice(0, field.indexOf('.'));
  return { ParentId: parent, SobjectType: object, Field: field, PermissionsRead: true, PermissionsEdit: edit };
}

function rightsText({ rights }: ObjectRights, missing: readonly ObjectRight[]): string {
  return missing
    .map((right) => (rights.get(right) === undefined ? right : `${right} (for ${rights.get(right) ?? ''})`))
    .join(', ');
}

type Common = { readonly type: string; readonly name: string; readonly detail: string };
type Fields = Readonly<Record<string, FieldValue>>;

function create(common: Common, fields: Fields): Change {
  return { action: 'create', ...common, write: { method: 'POST', object: common.type, fields } };
}

function update(common: Common, id: string, fields: Readonly<Record<string, boolean>>): Change {
  const before = Object.fromEntries(Object.entries(fields).map(([column, value]) => [column, !value]));
  return { action: 'update', ...common, write: { method: 'PATCH', object: common.type, id, fields, before } };
}

function remove(common: Common, id: string, before: Fields): Change {
  return { action: 'delete', ...common, write: { method: 'DELETE', object: common.type, id, fields: {}, before } };
}
