import { heldAssignments, wantedAssignments, without } from './assignments.ts';
import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** Only told: what such a set allows beyond the definition is an error of its own, right by right. */
export const extraAssignments: Check<Proof> = {
  id: 'extra-assignment',
  severity: 'warning',
  rule: (proof) => {
    const { expected, user } = proof;
    if (expected === undefined) return [];
    // A role that the definition does not name is left as it is.
    const held = heldAssignments(proof).filter(({ type }) => type !== 'UserRole');
    const extra = without(held, wantedAssignments(expected));
    return extra.map(({ type, name }) => ({ subject: `${type} ${name}`, tokens: [user.username, type, name] }));
  },
};
