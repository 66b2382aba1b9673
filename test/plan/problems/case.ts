import type { Given } from '../given.ts';
import { license, licensed, orgUser, PSL_ID, USER_ID, USERNAME } from '../snapshot.ts';

/** A problem of a plan: where it is found, and where it is not. */
export type ProblemCase = {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly subject: string;
  readonly tokens: readonly string[];
  readonly fix?: readonly string[];
  readonly when: Given;
  readonly notWhen: readonly Given[];
};

/** The license of every integration user, with one of this about it. */
export const psl = (more: Parameters<typeof license>[1]) => [
  license('SalesforceAPIIntegrationPsl', { id: PSL_ID, name: 'Salesforce API Integration', ...more }),
];

/** The user is there and holds that license. */
export const holder = { users: [orgUser(USERNAME)], licenseAssignments: [licensed(USER_ID, PSL_ID)] };
