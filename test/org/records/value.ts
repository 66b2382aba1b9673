import { OrgError, type Field, type Session, type SObject, type Value } from '../org.ts';
import { checkReference } from './reference.ts';

const email = /^[^\s@,;<>()]+@[^\s@.,;<>()]+(?:\.[^\s@.,;<>()]+)+$/;
const limited = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'combobox',
  'encryptedstring',
  'picklist',
  'multipicklist',
]);

/**
 * Checks one value against its field and gives back the value to store (references in their 18-character form).
 * @throws OrgError STRING_TOO_LONG, INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, INVALID_EMAIL_ADDRESS (facts 4.2), and
 * those of checkReference.
 */
export function checkValue(session: Session, object: SObject, field: Field, value: Value): Value {
  if (typeof value !== 'string') return value;
  const options = { fields: [field.name] };
  if (limited.has(field.type) && field.length > 0 && value.length > field.length) {
    const message = `${field.label}: data value too large: ${value} (max length=${String(field.length)})`;
    throw new OrgError('STRING_TOO_LONG', message, options);
  }
  if (field.restrictedPicklist && !isListed(field, value)) {
    const message = `${field.label}: bad value for restricted picklist field: ${value}`;
    throw new OrgError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, options);
  }
  if (field.type === 'email' && !email.test(value)) {
    throw new OrgError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, options);
  }
  return field.type === 'reference' ? checkReference(session, object, field, value) : value;
}

const listed = new WeakMap<Field, ReadonlySet<string>>();

function isListed(field: Field, value: string): boolean {
  let values = listed.get(field);
  if (values === undefined) {
    values = new Set(field.picklistValues.map((item) => item.value));
    listed.set(field, values);
  }
  const given = field.type === 'multipicklist' ? value.split(';') : [value];
  // A list that no recording shows (values of a customer's own) cannot be checked.
  return values.size === 0 || given.every((item) => values.has(item));
}
