import { OrgError, type Field, type SObject } from '../org.ts';

/** An object that does not exist or that the caller may not see (errors catalogue: soap-unknown-type, recorded). */
export function unknownObject(name: string): OrgError {
  return new OrgError(
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

/** The same answer to a REST route (facts 7.6 [recorded]). */
export function notFound(): OrgError {
  return new OrgError('NOT_FOUND', 'The requested resource does not exist', { httpStatus: 404 });
}

/** Errors catalogue: create-unknown-field, recorded; no fields member. */
export function noSuchColumn(object: SObject, name: string): OrgError {
  return new OrgError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
}

/** Errors catalogue: create-fls, recorded. */
export function notWritable(fields: readonly Field[]): OrgError {
  const names = fields.map((field) => field.name);
  const message = `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
  return new OrgError('INVALID_FIELD_FOR_INSERT_UPDATE', message, { fields: names });
}

/** Errors catalogue: collections-required, recorded. */
export function requiredMissing(fields: readonly Field[]): OrgError {
  const names = fields.map((field) => field.name);
  return new OrgError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, {
    fields: names,
  });
}

/** An object that nobody, or not this caller, may create or update: text and HTTP 400 as orgs log it. */
export function entityCannotBe(done: 'inserted' | 'updated', object: SObject): OrgError {
  return new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${done}: ${object.label}`, {
    fields: [],
  });
}

/** The object may not be deleted by this caller (facts 3.5 names the code for missing rights). */
export function insufficientAccess(): OrgError {
  return new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
    fields: [],
    httpStatus: 403,
  });
}

/** Facts 4.2, 7.1: an id that leads nowhere. As the record of the request itself, REST answers 404. */
export function invalidCrossReference(httpStatus: number): OrgError {
  return new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [], httpStatus });
}

/** Errors catalogue: entity-deleted, recorded. */
export function entityDeleted(): OrgError {
  return new OrgError('ENTITY_IS_DELETED', 'entity is deleted', { fields: [], httpStatus: 404 });
}
