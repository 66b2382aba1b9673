import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';
import { ownOf } from './wanted.ts';

export const ownWrite: Check<Proof> = {
  id: 'own-session-write-refused',
  severity: 'error',
  rule: (proof) => {
    const write = ownOf(proof)?.write;
    if (write?.outcome !== 'refused') return [];
    const { object, reason } = write;
    return [{ subject: object, tokens: [proof.user.username, object, reason], fixTokens: [object] }];
  },
};
