import { NotSimulated, OrgError, type Row, type Session } from '../org.ts';
import { licenseNameOf } from './holders.ts';
import { INTEGRATION_LICENSE } from './integrationLicense.ts';

/**
 * Refuses feature-license flags (UserPermissions...) on users of the integration license (facts 4.2, 10: code expected,
 * not recorded). How many of them an org has for other users is not simulated.
 */
export const refuseFeatureFlags = (session: Session, user: Row, given: Row): void => {
  const flag = Object.keys(given).find((column) => column.startsWith('UserPermissions') && given[column] === 1);
  if (flag === undefined) return;
  if (licenseNameOf(session.org, user) !== INTEGRATION_LICENSE) throw new NotSimulated(`the allotment of ${flag}`);
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', `The user license doesn't allow the feature: ${flag}`, {
    fields: [flag],
  });
};
