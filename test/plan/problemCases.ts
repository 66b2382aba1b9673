import { OF_THE_ORG } from './problems/org.ts';
import { OF_PERMISSIONS } from './problems/permissions.ts';
import { OF_RIGHTS } from './problems/rights.ts';
import { OF_NAMES } from './problems/names.ts';
import { OF_SETS } from './problems/sets.ts';
import { OF_USERS } from './problems/users.ts';
import type { ProblemCase } from './problems/case.ts';

/** One case for each problem of a plan; a test compares them with the list of problems. */
export const PROBLEM_CASES: readonly ProblemCase[] = [
  ...OF_THE_ORG,
  ...OF_PERMISSIONS,
  ...OF_RIGHTS,
  ...OF_NAMES,
  ...OF_SETS,
  ...OF_USERS,
];
