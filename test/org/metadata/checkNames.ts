import { NotSimulated, type Field, type Org, type SObject } from '../org.ts';
import { textOf, type Component } from './component.ts';
import { noFieldSecurity, notFoundIn, requiredField, unknownUserPermission } from './problem.ts';

/** The API name of an object in objectPermissions. Throws for one that the org does not have. */
export function checkedObject(org: Org, name: string): SObject {
  const object = org.schema.object(name);
  if (object === undefined || object.toolingOnly) throw notFoundIn('object', 'CustomObject', name);
  return object;
}

/** Objects whose rights a deploy drops without a word. source: facts 3.2 [community, 1] */
const dropped: ReadonlySet<string> = new Set(['OrderItem', 'QuoteLineItem']);

/** Does a row of ObjectPermissions stand for this object? Throws NotSimulated for an object without object permissions. */
export function keepsObjectPermissions(object: SObject): boolean {
  if (object.objectPermissionable) return true;
  if (dropped.has(object.name)) return false;
  throw new NotSimulated(`deploying object permissions for ${object.name}, which has none`);
}

/**
 * The field behind "Object.Field" in fieldPermissions. Throws the texts of facts 3.3 and 3.6 for one that does not exist,
 * is required, belongs to a compound address, or has no field-level security.
 */
export function checkedField(org: Org, fullName: string): { object: SObject; name: string } {
  const [objectName = '', fieldName = ''] = fullName.split('.');
  const object = org.schema.object(objectName);
  const field = object === undefined ? undefined : fieldOrLookup(org, object, fieldName);
  if (object === undefined || object.toolingOnly || field === undefined)
    throw notFoundIn('field', 'CustomField', fullName);
  const compound = field.compoundFieldName === null ? undefined : org.schema.field(object, field.compoundFieldName);
  if (compound?.type === 'address') throw noFieldSecurity(fullName);
  if (!field.permissionable) throw isRequired(field) ? requiredField(fullName) : noFieldSecurity(fullName);
  const byId = field.name.toLowerCase() === fieldName.toLowerCase();
  return { object, name: `${object.name}.${byId ? field.name : String(field.relationshipName)}` };
}

/** Standard look-ups are known by field and by relationship: Account.ParentId, Account.Parent. source: facts 3.3 [recorded response] */
function fieldOrLookup(org: Org, object: SObject, name: string): Field | undefined {
  const isLookup = (field: Field): boolean =>
    !field.custom && field.permissionable && field.relationshipName?.toLowerCase() === name.toLowerCase();
  return org.schema.field(object, name) ?? object.fields.find(isLookup);
}

/** Required and name fields and masters: always readable and writable. source: facts 3.3 [official + DESC] */
function isRequired(field: Field): boolean {
  if (field.masterDetail || field.nameField) return true;
  return !field.nillable && field.createable && !field.defaultedOnCreate && field.type !== 'boolean';
}

/** Throws for a tab that the org does not have; the simulated org knows the tabs of objects only. */
export function checkTab(org: Org, tab: string): void {
  const standard = /^standard-(\w+)$/.exec(tab)?.[1];
  if (org.schema.object(standard ?? tab) !== undefined) return;
  if (standard !== undefined) throw new NotSimulated(`the tab ${tab}`);
  throw notFoundIn('tab', 'CustomTab', tab);
}

/**
 * userPermissions as columns with 0 or 1. Throws "Unknown user permission" for a name that the object has no column for
 * (facts 2.8).
 */
export function userPermissionColumns(org: Org, component: Component): Record<string, 0 | 1> {
  const object = org.schema.object(component.type);
  const names = new Set(object?.fields.map((field) => field.name));
  const entries = component.lists['userPermissions'] ?? [];
  return Object.fromEntries(
    entries.map((entry) => {
      const column = `Permissions${textOf(entry['name'])}`;
      if (!names.has(column)) throw unknownUserPermission(textOf(entry['name']));
      return [column, entry['enabled'] === true ? 1 : 0];
    }),
  );
}

/** Columns of all user permissions of an object. */
export function permissionColumns(org: Org, object: 'PermissionSet' | 'Profile'): readonly string[] {
  const fields = org.schema.object(object)?.fields ?? [];
  return fields.filter((field) => field.name.startsWith('Permissions')).map((field) => field.name);
}
