import { NotSimulated, OrgError, type Org, type Row, type Rule, type Session } from '../org.ts';
import { allowanceOfUser } from './allowance.ts';
import { assignedSetsOf } from './assignedSets.ts';
import { refuseIncompatiblePsl } from './compatiblePsl.ts';
import { featureFlagsOnMove } from './featureFlags.ts';
import { userLicenseOf } from './holders.ts';
import { INTEGRATION_LICENSE } from './integrationLicense.ts';
import { referenced } from './referenced.ts';
import { objectRowsOf, refuseUncovered } from './refusedRight.ts';
import { refuseWithoutUserSeat } from './seats.ts';

const ON = 'User';

/** Interchangeable licenses, and those to which their holders cannot be moved (facts 4.3, KB 000384799). */
const CORE: ReadonlySet<string> = new Set(['Salesforce', 'Salesforce Platform', INTEGRATION_LICENSE]);
const NO_WAY_TO: ReadonlySet<string> = new Set(['Chatter Free', 'Chatter External', 'Chatter Only', 'Identity']);

const seat: Rule = {
  on: ON,
  source: 'facts 1.5, 4.2: active users take a seat of the user license [official; recorded response]',
  beforeInsert: (session, row) => {
    const profile = referenced(session, row.ProfileId, 'Profile');
    const license = referenced(session, profile.UserLicenseId, 'UserLicense');
    if (license.Status !== 'Active') throw new NotSimulated(`users of the disabled license ${String(license.Name)}`);
    if (row.IsActive === 1) refuseWithoutUserSeat(license);
    row.UserType = profile.UserType ?? 'Standard';
  },
  beforeUpdate: (session, before, changes) => {
    const after = { ...before, ...changes };
    if (changes.ProfileId !== undefined)
      changes.UserType = referenced(session, changes.ProfileId, 'Profile').UserType ?? 'Standard';
    const license = userLicenseOf(session.org, after);
    const takesSeat =
      after.IsActive === 1 && (before.IsActive !== 1 || license?.Id !== userLicenseOf(session.org, before)?.Id);
    if (license && takesSeat) refuseWithoutUserSeat(license);
  },
};

const change: Rule = {
  on: ON,
  source: 'facts 4.3: changing ProfileId changes the license; old assignments that it cannot carry block the change',
  beforeUpdate: (session, before, changes) => {
    if (changes.ProfileId === undefined || changes.ProfileId === before.ProfileId) return;
    const after = { ...before, ...changes };
    const [from, to] = [userLicenseOf(session.org, before), userLicenseOf(session.org, after)];
    if (!from || !to || from.Id === to.Id) return;
    refuseWay(String(from.Name), String(to.Name));
    featureFlagsOnMove(session, after, changes);
    refuseLeftovers(session, after, to);
  },
};

const refuseWay = (from: string, to: string): void => {
  if (CORE.has(from) && CORE.has(to)) return;
  const known = (from === 'Salesforce' || from === INTEGRATION_LICENSE) && NO_WAY_TO.has(to);
  if (!known) throw new NotSimulated(`whether a user may go from license ${from} to ${to}`);
  const text =
    "You can only assign profiles that are compatible with the user's license. For a list of compatible licenses and " +
    'profiles, see the Salesforce Help.';
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: ['ProfileId'] });
};

const refuseLeftovers = (session: Session, user: Row, license: Row): void => {
  const { org } = session;
  for (const row of org.store.find('PermissionSetLicenseAssign', { AssigneeId: user.Id ?? null })) {
    refuseIncompatiblePsl(session, user, referenced(session, row.PermissionSetLicenseId, 'PermissionSetLicense'));
  }
  const allowance = allowanceOfUser(org, user);
  for (const set of assignedSetsOf(org, String(user.Id))) {
    refuseUncovered(set, objectRowsOf(org, String(set.Id)), allowance);
    if (isOtherUserLicense(org, set, license)) {
      throw new OrgError('FIELD_INTEGRITY_EXCEPTION', "The permission set's license doesn't match the user's license", {
        fields: [],
      });
    }
  }
};

const isOtherUserLicense = (org: Org, set: Row, license: Row): boolean =>
  org.store.get('UserLicense', String(set.LicenseId)) !== undefined && set.LicenseId !== license.Id;

export const userLicenseRules: readonly Rule[] = [seat, change];
