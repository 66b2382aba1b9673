import { heldAssignments, wantedAssignments, without } from './assignments.ts';
import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const missingAssignments: Check<Proof> = {
  id: 'missing-assignment',
  severity: 'error',
  rule: (proof) => {
    const { expected, user } = proof;
    if (expected === undefined) return [];
    return without(wantedAssignments(expected), heldAssignments(proof))
      .filter(({ type }) => type !== 'PermissionSetLicense' || user.licenseIds !== undefined)
      .map(({ type, name }) => ({ subject: `${type} ${name}`, tokens: [user.username, type, name] }));
  },
};
