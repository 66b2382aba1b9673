import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** The definition asks for record types, and nobody knows whether they are there. */
export const recordTypesUnread: Check<Proof> = {
  id: 'record-types-not-readable',
  severity: 'error',
  rule: ({ user: { username }, recordTypes }) =>
    recordTypes?.reason === undefined ? [] : [{ subject: username, tokens: [username, recordTypes.reason] }],
};
