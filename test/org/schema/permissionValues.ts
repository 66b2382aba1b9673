import type { Field, Schema, SObject } from '../org.ts';

/** Objects that take ObjectPermissions: the values of its SobjectType picklist (facts 3.2 [recorded response]). */
export function objectPermissionValues(schema: Pick<Schema, 'objects'>): string[] {
  return [...schema.objects.values()]
    .filter((object) => object.objectPermissionable)
    .map((object) => object.name)
    .sort();
}

/**
 * Legal values of FieldPermissions.Field by object name (facts 3.3 [recorded response]): a compound address instead of
 * its parts, standard look-ups by field and by relationship name, nothing for required, name and system fields or User, nor for the fields of
 * person accounts, which the same fields of Contact secure [community].
 */
export function fieldPermissionValues(schema: Pick<Schema, 'objects'>): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const object of schema.objects.values()) {
    const names = object.fields
      .filter((field) => field.permissionable && !isAddressPart(object, field) && !isOfPerson(object, field))
      .flatMap(forms);
    if (names.length > 0) values.set(object.name, names.map((name) => `${object.name}.${name}`).sort());
  }
  return values;
}

function forms(field: Field): string[] {
  return field.type === 'reference' && field.relationshipName !== null && !field.custom
    ? [field.name, field.relationshipName]
    : [field.name];
}

function isAddressPart(object: SObject, field: Field): boolean {
  const compound = field.compoundFieldName;
  return compound !== null && object.fields.some((other) => other.name === compound && other.type === 'address');
}

function isOfPerson(object: SObject, field: Field): boolean {
  return (
    object.name === 'Account' && (field.name.endsWith('__pc') || (field.name.startsWith('Person') && !field.custom))
  );
}
