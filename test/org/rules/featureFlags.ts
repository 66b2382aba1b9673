import { NotSimulated, OrgError, type Row, type Session } from '../org.ts';
import { licenseNameOf } from './holders.ts';
import { INTEGRATION_LICENSE } from './integrationLicense.ts';

/**
 * Refuses feature-license flags (UserPermissions...) on users of the integration license (facts 4.2). How many of them an org has for other users is not simulated.
 */
export const refuseFeatureFlags = (session: Session, user: Row, given: Row): void => {
  const flag = Object.keys(given).find((column) => column.startsWith('UserPermissions') && given[column] === 1);
  if (flag === undefined) return;
  const license = licenseNameOf(session.org, user);
  // Every Salesforce license comes with the feature; of others it is not known.
  if (license === 'Salesforce') return;
  if (license !== INTEGRATION_LICENSE) throw new NotSimulated(`the allotment of ${flag}`);
  throw notAllowed(session, flag);
};

/**
 * What becomes of these flags when a user comes over to the integration license with them on: whether they stop the change or go by
 * themselves nobody has recorded (facts 4.3, 10).
 */
export const featureFlagsOnMove = (session: Session, after: Row, changes: Row): void => {
  const flags = Object.keys(after).filter((column) => column.startsWith('UserPermissions') && after[column] === 1);
  const [first] = flags;
  if (first === undefined || licenseNameOf(session.org, after) !== INTEGRATION_LICENSE) return;
  if (session.org.switches.featureFlagsOnLicenseChange === 'refused') throw notAllowed(session, first);
  for (const flag of flags) changes[flag] = 0;
};

/** Facts 4.2: "Salesforce CRM Content User is not allowed for this License Type." [recorded response]. */
const notAllowed = ({ org }: Session, flag: string): OrgError => {
  const object = org.schema.object('User');
  const label = (object && org.schema.field(object, flag)?.label) ?? flag;
  return new OrgError('FIELD_INTEGRITY_EXCEPTION', `${label} is not allowed for this License Type.`, {
    fields: ['UserPermissions'],
  });
};
