import { pathsTo } from '../../access/pathsTo.ts';
import type { Check } from '../check.ts';
import { hasEffect } from '../access/editsWithoutEffect.ts';
import type { Expected, Proof } from '../proof.ts';

/**
 * One finding a field: a field that may not be read is missing in answers without any error. Of a field that the definition lets edit where
 * it does not let change the object, reading is what can be missing.
 */
export const missingFieldRights: Check<Proof> = {
  id: 'missing-field-right',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    (expected ? fieldsOf(expected) : [])
      .filter(([field, right]) => pathsTo(access, field, right).length === 0)
      .map(([field, right]) => ({ subject: `${field}=${right}`, tokens: [username, right, field] })),
};

function fieldsOf(expected: Expected) {
  return [...expected.fields].map(([field, right]) => [field, hasEffect(expected, field) ? right : 'read'] as const);
}
