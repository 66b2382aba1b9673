import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';
import { ownOf } from './wanted.ts';

export const ownQuery: Check<Proof> = {
  id: 'own-session-query-answered',
  severity: 'error',
  rule: (proof) => {
    const query = ownOf(proof)?.query;
    return query?.outcome === 'worked' ? [{ subject: query.object, tokens: [proof.user.username, query.object] }] : [];
  },
};
