import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** What the org does not have cannot be held by anybody; the words are those of the planner. */
export const unknownNames: Check<Proof> = {
  id: 'definition-unknown',
  severity: 'error',
  rule: ({ expected }) => (expected?.unknown ?? []).map(({ name, text }) => ({ subject: name, tokens: [text] })),
};
