import { legalFields } from '../../access/fieldRights.ts';
import type { Org, Row } from '../../org.ts';

/** Letters by object: C create, R read, E edit, D delete, V view all, M modify all; 'all' for everything there is. */
export type ObjectGrants = Readonly<Record<string, string>> | 'all';

const COLUMNS: Readonly<Record<string, string>> = {
  C: 'PermissionsCreate',
  R: 'PermissionsRead',
  E: 'PermissionsEdit',
  D: 'PermissionsDelete',
  V: 'PermissionsViewAllRecords',
  M: 'PermissionsModifyAllRecords',
};

/**
 * Writes object permissions of a set, and field permissions for every field of these objects that takes them. The very
 * wide custom objects get View All Fields instead, which saves 2,000 rows.
 */
export const grantObjects = (org: Org, setId: string, grants: ObjectGrants, by: string): void => {
  const byObject = grants === 'all' ? everything(org) : grants;
  for (const [object, letters] of Object.entries(byObject)) {
    const row: Row = { ParentId: setId, SobjectType: object };
    for (const letter of letters) row[COLUMNS[letter] ?? 'PermissionsRead'] = 1;
    if (isWide(object)) row.PermissionsViewAllFields = 1;
    org.store.insert('ObjectPermissions', row, by);
    if (!isWide(object)) grantFields(org, setId, object, letters.includes('E'));
  }
  // Activities and line items have field-level security without object permissions of their own (facts 3.2).
  if (grants === 'all') for (const object of withFieldsAlone(org)) grantFields(org, setId, object, true);
};

const grantFields = (org: Org, setId: string, object: string, edit: boolean): void => {
  for (const name of legalFields(org.schema)) {
    if (!name.startsWith(`${object}.`)) continue;
    const schemaObject = org.schema.object(object);
    const field = schemaObject && org.schema.field(schemaObject, name.slice(object.length + 1));
    const readOnly = field?.calculated === true || field?.autoNumber === true;
    const row = {
      ParentId: setId,
      SobjectType: object,
      Field: name,
      PermissionsRead: 1,
      PermissionsEdit: edit && !readOnly ? 1 : 0,
    };
    org.store.insert('FieldPermissions', row);
  }
};

const everything = (org: Org): Record<string, string> =>
  Object.fromEntries(
    [...org.schema.objects.values()]
      .filter((object) => object.objectPermissionable)
      .map((object) => [object.name, 'CREDVM']),
  );

const withFieldsAlone = (org: Org): string[] => {
  const objects = [...legalFields(org.schema)].map((name) => name.slice(0, name.indexOf('.')));
  return [...new Set(objects)].filter((name) => org.schema.object(name)?.objectPermissionable === false);
};

const isWide = (object: string): boolean => object.startsWith('Wide');
