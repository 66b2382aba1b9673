import type { Check } from '../check.ts';
import { differing } from './compareWithOrg.ts';
import type { Proof } from '../proof.ts';

export const orgSaysMore: Check<Proof> = {
  id: 'org-grants-right',
  severity: 'warning',
  rule: (proof) => differing(proof, true),
};
