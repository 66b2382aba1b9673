import { OrgError } from '../org.ts';

/** The component names something that the org does not have. source: facts 3.6 [community, 3] */
export function notFoundIn(field: string, type: string, name: string): OrgError {
  return new OrgError('INVALID_CROSS_REFERENCE_KEY', `In field: ${field} - no ${type} named ${name} found`);
}

/** source: facts 2.8 [recorded response] */
export function unknownUserPermission(name: string): OrgError {
  return new OrgError('INVALID_FIELD', `Unknown user permission: ${name}`);
}

/** source: facts 3.3 [community, many] */
export function requiredField(field: string): OrgError {
  return new OrgError('FIELD_INTEGRITY_EXCEPTION', `You cannot deploy to a required field: ${field}`);
}

/** A part of an address, or another field without field-level security. source: facts 3.3 [recorded response] */
export function noFieldSecurity(field: string): OrgError {
  return new OrgError('FIELD_INTEGRITY_EXCEPTION', `Invalid field permission field name: ${field}`);
}

/** What a failed deploy shows as `problem`. source: facts 2.7: plain text in a deploy [recorded response] */
export function problemText(error: OrgError): string {
  return error.errorCode === 'soapenv:Client' ? `Error parsing file: ${error.message}` : error.message;
}
