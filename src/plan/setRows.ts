import type { ObjectRight } from '../definition/definition.ts';
import type { OrgSchema } from '../org/schema.ts';
import { RIGHT_COLUMNS } from '../org/names.ts';
import type { FieldPermissions, ObjectPermissions, OrgState } from '../org/state.ts';
import type { FieldValue } from '../org/records.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { found } from './found.ts';
import type { ObjectRights, Rights } from './rights.ts';

/** Rows of ObjectPermissions to make, or to add rights to. */
export function objectPermissionChanges(
  rights: Rights,
  parent: FieldValue,
  rows: readonly ObjectPermissions[],
): Change[] {
  return rights.objects.flatMap((wanted) => {
    const row = rows.find(({ object }) => object === wanted.object);
    const missing = [...wanted.rights.keys()].filter((right) => !row?.rights.has(right));
    if (missing.length === 0) return [];
    const columns = Object.fromEntries(missing.map((right) => [RIGHT_COLUMNS[right] ?? right, true]));
    const common = { type: 'ObjectPermissions', name: wanted.object, detail: rightsText(wanted, missing) };
    return row === undefined
      ? [create(common, 'ObjectPermissions', { ParentId: parent, SobjectType: wanted.object, ...columns })]
      : [update(common, 'ObjectPermissions', row.id, columns)];
  });
}

/** Rows of FieldPermissions to make, or to add Edit to. */
export function fieldPermissionChanges(
  rights: Rights,
  parent: FieldValue,
  rows: readonly FieldPermissions[],
  schema: OrgSchema,
): Change[] {
  const held = new Map(rows.map((row) => [describedName(row.field, schema), row]));
  return rights.fields.flatMap(({ field, edit }) => {
    const row = held.get(field);
    if (row !== undefined && (row.edit || !edit)) return [];
    const common = { type: 'FieldPermissions', name: field, detail: edit ? 'edit' : 'read' };
    return row === undefined
      ? [
          create(common, 'FieldPermissions', {
            ParentId: parent,
            SobjectType: field.slice(0, field.indexOf('.')),
            Field: field,
            PermissionsRead: true,
            PermissionsEdit: edit,
          }),
        ]
      : [update(common, 'FieldPermissions', row.id, { PermissionsEdit: true })];
  });
}

/** Access to Apex classes and custom permissions. */
export function setupAccessChanges(context: Context, parent: FieldValue, rows: OrgState['setupAccess']): Change[] {
  return setupEntities(context)
    .filter(({ id }) => !rows.some(({ entityId }) => entityId === id))
    .map(({ type, name, id }) =>
      create({ type: 'SetupEntityAccess', name, detail: type }, 'SetupEntityAccess', {
        ParentId: parent,
        SetupEntityId: id,
      }),
    );
}

/** A look-up is listed twice in field-level security, `Account.Parent` and `Account.ParentId`: the describe's name counts. */
function describedName(field: string, schema: OrgSchema): string {
  const [object = '', name = ''] = field.split('.');
  const fields = schema.objects.get(object.toLowerCase())?.fields;
  return fields && !fields.has(name.toLowerCase()) && fields.has(`${name.toLowerCase()}id`) ? `${field}Id` : field;
}

function rightsText({ rights }: ObjectRights, missing: readonly ObjectRight[]): string {
  return missing
    .map((right) => (rights.get(right) === undefined ? right : `${right} (for ${rights.get(right) ?? ''})`))
    .join(', ');
}

type Common = { readonly type: string; readonly name: string; readonly detail: string };

function create(common: Common, object: string, fields: Readonly<Record<string, FieldValue>>): Change {
  return { action: 'create', ...common, write: { method: 'POST', object, fields } };
}

function update(common: Common, object: string, id: string, fields: Readonly<Record<string, boolean>>): Change {
  const before = Object.fromEntries(Object.keys(fields).map((column) => [column, false]));
  return { action: 'update', ...common, write: { method: 'PATCH', object, id, fields, before } };
}

/** The id of what SetupEntityAccess gives access to; undefined when the org does not have it. */
function setupEntities({ user, state }: Context): { type: string; name: string; id: string }[] {
  const { apexClasses, customPermissions } = user.permissionSet;
  return [
    ...apexClasses.flatMap((name) => found(state.apexClasses, name).map(({ id }) => ({ type: 'ApexClass', name, id }))),
    ...customPermissions.flatMap((name) =>
      found(state.customPermissions, name).map(({ id }) => ({ type: 'CustomPermission', name, id })),
    ),
  ];
}
