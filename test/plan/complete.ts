import type { OrgState } from '../../src/org/state/state.ts';
import type { Given } from './given.ts';
import {
  assignment,
  licensed,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
  PSL_ID,
  USER_ID,
  USERNAME,
} from './snapshot.ts';

/** The profile that a definition has by default, with what it holds by default. */
export const DEFAULT_PROFILE = profile('Integration API Only', { permissions: new Set(['PasswordNeverExpires']) });

/** The user's own set, labeled as a definition labels it by default. */
export function ownSet(...permissions: string[]): OrgState['permissionSets'] {
  return [permissionSet(OWN_SET, { label: 'Integration - Zoom', permissions: new Set(permissions) })];
}

/** Everything is there as it is described when nothing is: profile, user, license, set and assignment. */
export function complete(more: Partial<OrgState> = {}): Partial<OrgState> {
  return {
    profiles: [DEFAULT_PROFILE],
    users: [orgUser(USERNAME, { profileId: DEFAULT_PROFILE.id })],
    permissionSets: ownSet(),
    licenseAssignments: [licensed(USER_ID, PSL_ID)],
    setAssignments: [assignment(USER_ID, OWN_SET_ID)],
    ...more,
  };
}

/** The same case for a run that owns what it describes. */
export function apply(given: Given): Given {
  return { ...given, options: { own: true, ...given.options } };
}
