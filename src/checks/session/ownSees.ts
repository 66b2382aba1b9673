import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';
import { isJudged, isWanted, ownOf } from './wanted.ts';

/** Objects outside the definition that the user's own session can query. */
export const ownSees: Check<Proof> = {
  id: 'own-session-sees',
  severity: 'warning',
  rule: (proof) =>
    (ownOf(proof)?.queryable ?? [])
      .filter((object) => isJudged(proof, object) && !isWanted(proof, object, 'read'))
      .map((object) => ({ subject: object, tokens: [proof.user.username, object] })),
};
