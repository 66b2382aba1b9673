import type { Check } from '../check.ts';
import { daysSince } from './days.ts';

/** A new user is given the time that an old one is. */
export const neverUsed: Check = {
  id: 'never-used',
  severity: 'warning',
  rule: ({ user: { username, isActive, lastLogin, created }, inventory, unusedDays }) => {
    const days = daysSince(created, inventory.readAt);
    return !isActive || lastLogin !== undefined || days < unusedDays
      ? []
      : [{ subject: username, tokens: [username, String(days)], fixTokens: [username] }];
  },
};
