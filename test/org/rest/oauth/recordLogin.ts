import type { Instance } from '../instance.ts';
import type { Grant } from './token.ts';

/**
 * Writes what a login leaves behind, and gives back the id of its LoginHistory row: a LoginHistory row of type "Remote Access 2.0" (facts 5.1 [recorded response]) and,
 * where it succeeded, User.LastLoginDate. Machine flows leave no OauthToken row (facts 5.2 [unverified]).
 */
export function recordLogin(instance: Instance, grant: Omit<Grant, 'scope'>, status = 'Success'): string {
  const { store } = instance.org;
  const time = instance.org
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, '.000Z');
  return store.transaction(() => {
    const id = store.insert('LoginHistory', {
      UserId: grant.userId,
      LoginTime: time,
      LoginType: 'Remote Access 2.0',
      LoginSubType: grant.loginSubType,
      SourceIp: '127.0.0.1',
      LoginUrl: new URL(instance.url).host,
      Status: status,
      Application: grant.application,
      Browser: 'Unknown',
      Platform: 'Unknown',
      ClientVersion: 'N/A',
      ApiType: 'N/A',
      ApiVersion: 'N/A',
    });
    if (status !== 'Success') return id;
    // A login changes no audit field, so the row is written past Store.update, which would stamp them.
    store.db.prepare('UPDATE "User" SET "LastLoginDate" = ? WHERE "Id" = ?').run(time, grant.userId);
    return id;
  });
}
