import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

/** The managed package of Account Engagement (Pardot) and its permission sets (facts 8). */
const NAMESPACE = 'pi__';

export const accountEngagement: Check<Proof> = {
  id: 'account-engagement',
  severity: 'warning',
  rule: ({ user: { username, sets, groups }, inventory }) => {
    const ids = [...sets.map(({ id }) => id), ...groups.flatMap(({ id }) => inventory.groups.get(id)?.setIds ?? [])];
    const names = ids.flatMap((id) => inventory.sets.get(id)?.name ?? []);
    return [...new Set(names)]
      .filter((name) => name.startsWith(NAMESPACE))
      .map((name) => ({ subject: name, tokens: [username, name] }));
  },
};
