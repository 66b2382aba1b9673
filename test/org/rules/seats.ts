import { NotSimulated, OrgError, type Row, type Session } from '../org.ts';

/**
 * Refuses a permission set license without a free seat. The code is UNKNOWN (facts 1.4, 10): a switch; so is the text.
 */
export const refuseWithoutPslSeat = (session: Session, license: Row): void => {
  if (license.Status !== 'Active')
    throw new NotSimulated(`the answer to assigning the disabled license ${String(license.MasterLabel)}`);
  if (Number(license.UsedLicenses) < Number(license.TotalLicenses)) return;
  const text = `License Limit Exceeded - ${String(license.MasterLabel)}`;
  throw new OrgError(session.org.switches.pslSeatsExhaustedCode, text, { fields: [] });
};

/** Refuses a user license without a free seat (facts 4.2 [recorded response]: the newer text names the license). */
export const refuseWithoutUserSeat = (license: Row): void => {
  if (Number(license.UsedLicenses) < Number(license.TotalLicenses)) return;
  throw new OrgError('LICENSE_LIMIT_EXCEEDED', `License Limit Exceeded - ${String(license.Name)}`, { fields: [] });
};
