import type { Check } from '../check.ts';
import { daysSince } from './days.ts';

export const unused: Check = {
  id: 'unused',
  severity: 'warning',
  rule: ({ user: { username, isActive, lastLogin }, inventory, unusedDays }) => {
    const days = lastLogin === undefined ? 0 : daysSince(lastLogin, inventory.readAt);
    return !isActive || days < unusedDays
      ? []
      : [{ subject: username, tokens: [username, String(days)], fixTokens: [username] }];
  },
};
