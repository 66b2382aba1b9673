import { OrgError, type HttpRequest, type Session } from '../org.ts';
import { sessionOf, type Instance } from './instance.ts';

/** The token of "Authorization: Bearer TOKEN" or "OAuth TOKEN". */
export function tokenOf(request: HttpRequest): string | undefined {
  return /^(?:bearer|oauth)\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
}

/**
 * The session of a request. Throws INVALID_SESSION_ID (401) for a missing, unknown or dead token, API_DISABLED_FOR_ORG
 * (403) for a user without API Enabled (facts 7.6 [recorded, community]).
 */
export function authenticate(instance: Instance, request: HttpRequest, apiVersion: number): Session {
  const token = tokenOf(request);
  const session = token === undefined ? undefined : sessionOf(instance, token, apiVersion);
  if (session === undefined) {
    throw new OrgError('INVALID_SESSION_ID', 'Session expired or invalid', { httpStatus: 401 });
  }
  requireApi(instance, session);
  return session;
}

/** Throws API_DISABLED_FOR_ORG (403) unless the user holds API Enabled. */
export function requireApi(instance: Instance, session: Session): void {
  if (instance.access.userPermissions(session).has('ApiEnabled')) return;
  throw new OrgError('API_DISABLED_FOR_ORG', 'API is disabled for this User', { httpStatus: 403 });
}
