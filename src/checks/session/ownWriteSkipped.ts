import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';
import { ownOf } from './wanted.ts';

export const ownWriteSkipped: Check<Proof> = {
  id: 'own-session-write-skipped',
  severity: 'info',
  rule: (proof) => {
    const write = ownOf(proof)?.write;
    const { username } = proof.user;
    return write?.outcome === 'skipped' ? [{ subject: username, tokens: [username, write.reason] }] : [];
  },
};
