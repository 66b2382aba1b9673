import { NotSimulated, type Row, type Session, type Value } from '../org.ts';
import { allowanceOfLicense } from './allowance.ts';
import { refuseForHolders } from './holders.ts';
import { referenced } from './referenced.ts';
import { objectRowsOf, refuseUncovered } from './refusedRight.ts';
import { complaintsAbout, refuseComplaints } from './setComplaints.ts';

/**
 * The permission set whose children are written. Profile-owned sets take children (facts 2.2 [community, live]);
 * sets of a group or a package are not written by hand.
 */
export const writableParent = (session: Session, id: Value | undefined): Row => {
  const set = referenced(session, id, 'PermissionSet');
  if (set.Type === 'Group' || typeof set.PermissionSetGroupId === 'string')
    throw new NotSimulated("rights of a permission set group's own set");
  if (typeof set.NamespacePrefix === 'string') throw new NotSimulated('rights of a managed permission set');
  return set;
};

/**
 * Judges a permission set as it is stored now: dependencies (facts 2.7, 3.2), then its own license, then what its
 * holders may have (facts 1.6). Called after each row, so parents have to come first; that is the strict reading of
 * "insert parents first or in the same allOrNone call".
 */
export const judgeSet = (session: Session, setId: string): void => {
  const { org } = session;
  const set = referenced(session, setId, 'PermissionSet');
  const rows = objectRowsOf(org, setId);
  refuseComplaints(complaintsAbout(org, set, rows));
  if (typeof set.LicenseId === 'string') refuseUncovered(set, rows, allowanceOfLicense(org, set.LicenseId));
  if (set.IsOwnedByProfile !== 1) refuseForHolders(org, set, rows);
};
