import type { Check } from '../check.ts';
import { differing } from './compareWithOrg.ts';
import type { Proof } from '../proof.ts';

export const orgSaysLess: Check<Proof> = {
  id: 'org-denies-right',
  severity: 'warning',
  rule: (proof) => differing(proof, false),
};
