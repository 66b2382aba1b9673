import type { Withheld } from '../access/access.ts';
import { ways, type Check } from './check.ts';

/** Expired and session-based assignments are meant to give nothing; a license that does not carry a set is not. */
const BY_LICENSE: readonly Withheld['reason'][] = ['licenseMissing', 'otherLicense', 'notCarried'];

/** One finding for each set, naming what of it the user does not get. */
export const withheldRights: Check = {
  id: 'set-not-carried',
  severity: 'error',
  rule: ({ user: { username }, access }) => {
    const withheld = access.withheld.filter(({ reason }) => BY_LICENSE.includes(reason));
    const sets = [...new Set(withheld.map(({ path }) => ways([path])))];
    return sets.map((set) => {
      const own = withheld.filter(({ path }) => ways([path]) === set);
      const whole = own.some(({ right }) => right === undefined);
      const names = whole ? [] : own.flatMap(({ right }) => right?.name ?? []);
      const list = [...names.slice(0, 5), ...(names.length > 5 ? ['...'] : [])].join(', ');
      return {
        subject: own[0]?.path.via ?? own[0]?.path.name ?? username,
        tokens: [username, whole ? set : `${set} (${list})`],
        fixTokens: [username],
      };
    });
  },
};
