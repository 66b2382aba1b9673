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

/** Revokes the refresh token to which this delete token belongs, and the access tokens of its application (facts 5.2). False: there is none. */
export function revokeByDeleteToken(instance: Instance, deleteToken: string): boolean {
  const { store } = instance.org;
  const [found] = deleteToken === '' ? [] : store.find('OauthToken', { DeleteToken: deleteToken });
  if (found === undefined) return false;
  store.delete('OauthToken', String(found['Id']));
  const isOf = ({ LoginHistoryId }: Row): boolean =>
    store.get('LoginHistory', String(LoginHistoryId))?.['Application'] === found['AppName'];
  for (const row of store.find('AuthSession', { UsersId: found['UserId'] ?? null }).filter(isOf)) {
    remove(instance, String(row['Id']));
  }
  return true;
}

function remove({ org }: Instance, id: string): void {
  org.store.delete('AuthSession', id);
}
