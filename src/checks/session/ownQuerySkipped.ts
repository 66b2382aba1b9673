import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';
import { ownOf } from './wanted.ts';

export const ownQuerySkipped: Check<Proof> = {
  id: 'own-session-query-skipped',
  severity: 'info',
  rule: (proof) => {
    const query = ownOf(proof)?.query;
    const { username } = proof.user;
    return query?.outcome === 'skipped' ? [{ subject: username, tokens: [username, query.reason] }] : [];
  },
};
