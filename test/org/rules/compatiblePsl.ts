import { NotSimulated, OrgError, type Row, type Session } from '../org.ts';
import { licenseNameOf } from './holders.ts';
import { INTEGRATION_LICENSE, INTEGRATION_PSL } from './integrationLicense.ts';

type Compatibility = { readonly accepted: readonly string[]; readonly refused: readonly string[] };

/** User licenses by permission set license; pairs in neither list are not in the facts. */
const COMPATIBILITY: Readonly<Record<string, Compatibility>> = {
  // facts 1.1, 1.3
  [INTEGRATION_PSL]: { accepted: [INTEGRATION_LICENSE], refused: [] },
  // facts 1.6, KB 005385054
  HealthCloudStarterPsl: { accepted: ['Salesforce'], refused: [INTEGRATION_LICENSE] },
  // facts 8 [community, 1]: needed "as well" as the integration license
  FieldServiceIntegrationPsl: { accepted: ['Salesforce', INTEGRATION_LICENSE], refused: [] },
  SalesUserPsl: { accepted: ['Salesforce'], refused: [] },
};

/**
 * Refuses a permission set license that the user's license does not support, in the words of KB 005385054
 * (facts 1.4); throws NotSimulated for a pair that the facts do not know.
 */
export const refuseIncompatiblePsl = (session: Session, user: Row, license: Row): void => {
  const userLicense = licenseNameOf(session.org, user);
  const known = COMPATIBILITY[String(license.DeveloperName)];
  if (known?.accepted.includes(userLicense) === true) return;
  const label = String(license.MasterLabel);
  if (known?.refused.includes(userLicense) !== true) {
    throw new NotSimulated(`whether ${label} goes with the user license ${userLicense}`);
  }
  const name = String(user.Name);
  const text = `${name} can't be assigned the ${label} permission set license, because ${name}'s user license doesn't support it.`;
  throw new OrgError('FIELD_INTEGRITY_EXCEPTION', text, { fields: [] });
};
