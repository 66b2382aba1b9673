import type { Check } from './check.ts';
import type { Proof } from './proof.ts';
import { ownOf } from './wanted.ts';

export const ownWrite: Check<Proof> = {
  id: 'own-session-write-refused',
  severity: 'error',
  rule: (proof) => {
    const write = ownOf(proof)?.write;
    const object = write?.object ?? '';
    return write?.outcome === 'refused'
      ? [{ subject: object, tokens: [proof.user.username, object, write.reason], fixTokens: [object] }]
      : [];
  },
};
