import { pathsTo } from '../access/pathsTo.ts';
import type { Check } from './check.ts';
import type { Proof } from './proof.ts';

/** One finding a field: a field that may not be read is missing in answers without any error. */
export const missingFieldRights: Check<Proof> = {
  id: 'missing-field-right',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    [...(expected?.fields ?? [])]
      .filter(([field, right]) => pathsTo(access, field, right).length === 0)
      .map(([field, right]) => ({ subject: `${field}=${right}`, tokens: [username, right, field] })),
};
