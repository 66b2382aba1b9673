import { access } from '../access/access.ts';
import { OrgError, type Session } from '../org.ts';

/**
 * Refuses a caller who has none of these user permissions, with the platform's generic words (facts 3.5 "not enough
 * rights" [unverified]: INSUFFICIENT_ACCESS_OR_READONLY).
 */
export const requireAny = (session: Session, ...permissions: readonly string[]): void => {
  const has = access.userPermissions(session);
  if (permissions.some((name) => has.has(name))) return;
  throw new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', { httpStatus: 403 });
};
