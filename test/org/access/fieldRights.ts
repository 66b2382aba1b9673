import type { Field, Org, Schema, SObject } from '../org.ts';
import { GRANTS, grantsOf } from './grants.ts';
import { objectRightsOf } from './objectRights.ts';
import { userPermissionsOf } from './userPermissions.ts';

type FieldRights = { readonly read: boolean; readonly edit: boolean };

/**
 * Field-level security. Fields that are not in the value list of FieldPermissions.Field (system, required, name,
 * owner and master-detail fields) are always readable; all data permissions do not lift it (facts 3.3).
 */
export const fieldRightsOf = (org: Org, userId: string, object: SObject, field: Field): FieldRights => {
  const writable = (field.createable || field.updateable) && !field.calculated && !field.autoNumber;
  if (object.setup) return { read: maySeeSetupField(org, userId, object, field), edit: writable };
  const names = securedNames(org.schema, object, field);
  if (names.length === 0) return { read: true, edit: writable };
  const rights = fieldRowsOf(org, userId, object);
  return {
    read: names.some((name) => rights.has(name)) || objectRightsOf(org, userId, object).viewAllFields,
    edit: writable && names.some((name) => rights.get(name) === true),
  };
};

/** The values of FieldPermissions.Field that govern a field: its own, its look-up's short form, its compound's. */
const securedNames = (schema: Schema, object: SObject, field: Field): readonly string[] => {
  const legal = legalFields(schema);
  return [field.name, field.relationshipName, field.compoundFieldName]
    .map((name) => `${object.name}.${name ?? ''}`)
    .filter((name) => legal.has(name));
};

const legalOf = new WeakMap<Schema, ReadonlySet<string>>();

/** Every value that FieldPermissions.Field accepts. */
export const legalFields = (schema: Schema): ReadonlySet<string> => {
  const known = legalOf.get(schema);
  if (known) return known;
  const object = schema.object('FieldPermissions');
  const field = object && schema.field(object, 'Field');
  const legal = new Set((field?.picklistValues ?? []).map((entry) => entry.value));
  legalOf.set(schema, legal);
  return legal;
};

/** Field name -> may edit, for every field of the object that the user may read. */
const fieldRowsOf = (org: Org, userId: string, object: SObject): ReadonlyMap<string, boolean> =>
  org.store.remember(`fields ${object.name} ${userId}`, [...GRANTS, 'FieldPermissions'], () => {
    const rights = new Map<string, boolean>();
    for (const { setId, mutedBy } of grantsOf(org, userId)) {
      const muted = new Set(
        mutedBy
          .flatMap((id) => org.store.find('FieldPermissions', { ParentId: id, SobjectType: object.name }))
          .map((row) => row.Field),
      );
      for (const row of org.store.find('FieldPermissions', { ParentId: setId, SobjectType: object.name })) {
        if (row.PermissionsRead !== 1 || muted.has(row.Field ?? null)) continue;
        const name = String(row.Field);
        rights.set(name, rights.get(name) === true || row.PermissionsEdit === 1);
      }
    }
    return rights;
  });

/** Facts 1.3: PermissionSetLicense.DeveloperName is visible only with View DeveloperName or View Setup. */
const maySeeSetupField = (org: Org, userId: string, object: SObject, field: Field): boolean => {
  if (object.name !== 'PermissionSetLicense' || field.name !== 'DeveloperName') return true;
  const has = userPermissionsOf(org, userId);
  return has.has('ViewDeveloperName') || has.has('ViewSetup');
};
