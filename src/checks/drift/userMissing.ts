import type { Check } from '../check.ts';

/** A user of the definition that the org does not have. */
export const userMissing: Check<{ readonly name: string; readonly username: string; readonly isThere: boolean }> = {
  id: 'user-missing',
  severity: 'error',
  rule: ({ name, username, isThere }) =>
    isThere ? [] : [{ subject: username, tokens: [username, name], fixTokens: [] }],
};
