import { OrgError, type Access, type Session } from '../org.ts';

/**
 * Throws INSUFFICIENT_ACCESS unless the caller holds Modify Metadata or Modify All Data.
 * source: facts 7.7 [official]; the wording is general knowledge [unverified]
 */
export function requireMetadataAccess(session: Session, access: Access): void {
  const held = access.userPermissions(session);
  if (held.has('ModifyMetadata') || held.has('ModifyAllData')) return;
  const text = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
  throw new OrgError('INSUFFICIENT_ACCESS', text, { httpStatus: 403 });
}
