import type { LicenseAssignment, OrgState, SetAssignment, User } from '../org/state/state.ts';
import { indexed } from './indexed.ts';

const byUsername = indexed<User>(({ username }) => username);
const setsByUser = indexed<SetAssignment>(({ userId }) => userId);
const licensesByUser = indexed<LicenseAssignment>(({ userId }) => userId);

/** @param username in lower case */
export function userNamed({ users }: Pick<OrgState, 'users'>, username: string | undefined): User | undefined {
  return byUsername(users, username)[0];
}

/** The permission sets and groups of a user; none of one who is not there yet. */
export function setsOf({ setAssignments }: OrgState, user: User | undefined): readonly SetAssignment[] {
  return setsByUser(setAssignments, user?.id);
}

/** The permission set licenses of a user; none of one who is not there yet. */
export function licensesOf({ licenseAssignments }: OrgState, user: User | undefined): readonly LicenseAssignment[] {
  return licensesByUser(licenseAssignments, user?.id);
}
