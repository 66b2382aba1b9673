import type { Check } from '../check.ts';
import { runChecks, type Result } from '../runChecks.ts';

/** What was not read must not pass for what is in order. */
export const checksNotDone: Check<{ readonly username: string; readonly reason: string }> = {
  id: 'checks-not-done',
  severity: 'warning',
  rule: ({ username, reason }) => [{ subject: username, tokens: [username, reason], fixTokens: [username] }],
};

export function notDone(username: string, reason: string): Result[] {
  return runChecks([checksNotDone], { username, reason });
}
