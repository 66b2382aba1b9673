import type { Row } from '../../org.ts';
import type { Instance } from '../instance.ts';

/** Which row of AuthSession a token belongs to; sessions that a test opens have none. */
const rows = new WeakMap<Instance, Map<string, string>>();

/** Writes the AuthSession row of a token that a flow granted (facts 5.2). */
export function recordSession(instance: Instance, token: string, userId: string, loginHistoryId: string): void {
  const { store } = instance.org;
  const id = store.insert('AuthSession', {
    UsersId: userId,
    NumSecondsValid: 7200,
    UserType: 'Standard',
    SourceIp: '127.0.0.1',
    LoginType: 'Remote Access 2.0',
    SessionSecurityLevel: 'STANDARD',
    LoginHistoryId: loginHistoryId,
  });
  const own = rows.get(instance) ?? new Map<string, string>();
  rows.set(instance, own.set(token, id));
}

/** Whether somebody has deleted the session of a token (facts 5.2). */
export function isEnded(instance: Instance, token: string): boolean {
  const id = rows.get(instance)?.get(token);
  return id !== undefined && instance.org.store.get('AuthSession', id) === undefined;
}

/** Ends the session of a token that was revoked. */
export function endSession(instance: Instance, token: string): void {
  const id = rows.get(instance)?.get(token);
  if (id !== undefined && instance.org.store.get('AuthSession', id) !== undefined) remove(instance, id);
}

/**
 * Revokes the refresh token with this value, or to which this delete token belongs, and the access tokens of its application
 * (facts 5.2). False: there is none.
 */
export function revokeRefreshToken(instance: Instance, token: string): boolean {
  const rows = token === '' ? [] : instance.org.store.find('OauthToken');
  const found = rows.find((row) => row['DeleteToken'] === token || row['AccessToken'] === token);
  if (found !== undefined) revokeRow(instance, found);
  return found !== undefined;
}

/** Revokes the refresh token of a row of OauthToken. */
export function revokeRow(instance: Instance, row: Row): void {
  const { store } = instance.org;
  store.delete('OauthToken', String(row['Id']));
  const isOf = ({ LoginHistoryId }: Row): boolean =>
    store.get('LoginHistory', String(LoginHistoryId))?.['Application'] === row['AppName'];
  for (const session of store.find('AuthSession', { UsersId: row['UserId'] ?? null }).filter(isOf)) {
    remove(instance, String(session['Id']));
  }
}

function remove({ org }: Instance, id: string): void {
  org.store.delete('AuthSession', id);
}
