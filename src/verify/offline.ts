import { DEFINITION_CHECKS } from '../checks/definitionChecks.ts';
import { runChecks, strictly } from '../checks/runChecks.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Verified } from './verify.ts';

/** Checks a definition without any org; a user without a username goes by its name. */
export function verifyOffline(users: readonly UserDefinition[], allowBroadAccess: boolean): Verified {
  const checks = strictly(DEFINITION_CHECKS, allowBroadAccess);
  return {
    orgId: undefined,
    users: users.map((user) => ({ username: user.username ?? user.name, results: runChecks(checks, user) })),
    results: [],
    checks: DEFINITION_CHECKS.map(({ id }) => id),
  };
}
