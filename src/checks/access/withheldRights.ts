import type { Withheld } from '../../access/access.ts';
import { ways, type Check } from '../check.ts';
import { some } from '../proof.ts';

/** Expired and session-based assignments are meant to give nothing; a license that does not carry a set is not. */
const BY_LICENSE: readonly Withheld['reason'][] = ['licenseMissing', 'otherLicense', 'notCarried'];

/** One finding for each set, naming what of it the user does not get. */
export const withheldRights: Check = {
  id: 'set-not-carried',
  severity: 'error',
  rule: ({ user: { username }, access }) => {
    const withheld = access.withheld.filter(({ reason }) => BY_LICENSE.includes(reason));
    const sets = new Map(withheld.map(({ path }) => [ways([path]), path.via ?? path.name]));
    return [...sets].map(([set, subject]) => {
      // A set that is withheld as a whole has no rights to name.
      const names = withheld.flatMap(({ path, right }) => (right && ways([path]) === set ? [right.name] : []));
      return {
        subject,
        tokens: [username, names.length === 0 ? set : `${set} (${some(names, 5)})`],
        fixTokens: [username],
      };
    });
  },
};
