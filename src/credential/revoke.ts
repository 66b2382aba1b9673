import { error, warning, type Problem } from '../definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import { endSessions, readLogins, type Login, type Logins } from '../org/sessions.ts';
import type { Org } from '../org/transport.ts';
import { licenseProblems, type Account } from './account.ts';
import { revokeToken } from './token.ts';

/** The logins of one application, or all; the names are those by which the org may know it. */
export function loginsOf(logins: readonly Login[], names: readonly string[] | undefined): readonly Login[] {
  const wanted = names?.map((name) => name.toLowerCase());
  return logins.filter(
    ({ application, isCurrent }) => !isCurrent && wanted?.includes(application.toLowerCase()) !== false,
  );
}

/** What stands against ending the logins of this user, and what ending them does not do. */
export function revokeProblems(account: Account, { refused, seesOthers }: Logins): Problem[] {
  const { username } = account.user;
  return [
    ...licenseProblems(account),
    ...refused.map(({ message }) => error('revokeUnread', username, [username, message])),
    ...(seesOthers || refused.length > 0 ? [] : [error('revokeBlind', username, [username])]),
    warning('revokeNotSecret', username, [username], [username, username]),
  ];
}

/** What became of each login, and why some are still there. */
export type Revoked = { readonly ended: ReadonlySet<Login>; readonly problems: readonly Problem[] };

/** Ends logins: refresh tokens first, as each takes sessions along. Whether they ended is read, not believed. Throws no refusal and no silence. */
export async function revoke(
  org: Org,
  { id, username }: Account['user'],
  logins: readonly Login[],
  caller: string,
): Promise<Revoked> {
  try {
    for (const { deleteToken } of logins)
      if (deleteToken !== undefined) await revokeToken(org.connection.instanceUrl, deleteToken);
    const sessions = logins.filter(({ kind }) => kind === 'AuthSession');
    const failed = await endSessions(
      org,
      sessions.map((login) => login.id),
    );
    const left = new Set((await readLogins(org, id, caller)).logins.map(key));
    const there = logins.filter((login) => left.has(key(login)));
    return {
      ended: new Set(logins.filter((login) => !there.includes(login))),
      problems: there.map((login) =>
        error(
          'revokeLeft',
          username,
          [login.kind, login.application, failed.get(login.id) ?? login.detail],
          [username],
        ),
      ),
    };
  } catch (thrown) {
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    return { ended: new Set(), problems: [error('revokeStopped', username, [username, thrown.message])] };
  }
}

/** Ids of OauthToken mean nothing (facts 5.2). */
function key({ kind, id, deleteToken }: Login): string {
  return `${kind} ${deleteToken ?? id}`;
}
