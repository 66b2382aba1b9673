import { error, warning, type Problem } from '../definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import {
  endSessions,
  isRevocable,
  revokeTokens,
  sessionsOf,
  tokenQueries,
  tokensOf,
  type HeldToken,
  type OpenSession,
} from '../org/use/logins.ts';
import { APP_PARTS } from '../org/metadata/clientApps.ts';
import { listComponents, readComponents } from '../org/metadata/components.ts';
import { queryKinds } from '../org/wire/queryKinds.ts';
import { soql } from '../org/wire/soql.ts';
import type { Org } from '../org/wire/transport.ts';
import { textOf } from '../org/metadata/xml.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { licenseProblems, type Account } from './account.ts';

/** By what a user is logged in: a refresh token, with the access tokens made from it, or a session. */
export type Login = { readonly application: string; readonly detail: string } & (
  | { readonly kind: 'OauthToken'; readonly token: HeldToken }
  | { readonly kind: 'AuthSession'; readonly session: OpenSession }
);

export type Logins = {
  readonly logins: readonly Login[];
  /** What the org says of those that cannot be read. */
  readonly refused: readonly string[];
  /** False: who asks sees only its own sessions, and Salesforce does not say so. */
  readonly seesOthers: boolean;
};

/**
 * Refresh tokens and sessions of a user, in one request. Sessions of others need Manage Users (facts 5.2).
 * @param caller username of who asks
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readLogins(org: Org, userId: string, caller: string): Promise<Logins> {
  const rights = soql`SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = ${caller} AND PermissionSet.PermissionsManageUsers = true LIMIT 1`;
  const { rows, refused } = await queryKinds(org, {
    ...tokenQueries([userId], true),
    rights: { object: 'PermissionSetAssignment', queries: [rights] },
  });
  return {
    logins: [...tokensOf(rows.tokens).map(ofToken), ...sessionsOf(rows.sessions).map(ofSession)],
    refused: ['OauthToken', 'AuthSession'].flatMap((object) => refused.get(object) ?? []),
    seesOthers: rows.rights.length > 0,
  };
}

function ofToken(token: HeldToken): Login {
  return { kind: 'OauthToken', application: token.application, detail: token.lastUsed ?? '', token };
}

function ofSession(session: OpenSession): Login {
  const detail = [session.type, session.address, session.began].filter((part) => part !== '').join(', ');
  return { kind: 'AuthSession', application: session.application, detail, session };
}

/** The logins of one application, or all; the names are those by which the org may know it. */
export function loginsOf(logins: readonly Login[], names: readonly string[] | undefined): readonly Login[] {
  const wanted = names?.map((name) => name.toLowerCase());
  return logins.filter(({ application }) => wanted?.includes(application.toLowerCase()) !== false);
}

/** The names by which the org may know an app: LoginHistory and OauthToken have the label of an external client app. */
export async function appNames(org: Org, app: string): Promise<readonly string[]> {
  const [held] = await unlessRefused(
    async () => {
      const listed = await listComponents(org, [APP_PARTS.app.type]);
      // The Metadata API finds a name in its own spelling alone.
      const own = listed.filter(({ fullName }) => fullName.toLowerCase() === app.toLowerCase());
      const names = own.map(({ fullName }) => fullName);
      return [...(await readComponents(org, APP_PARTS.app.type, names)).values()];
    },
    () => [],
  );
  return [app, ...(held === undefined ? [] : [textOf(held, 'label')])];
}

/** What stands against ending the logins of this user, and what ending them does not do. */
export function revokeProblems(account: Account, { refused, seesOthers }: Logins): Problem[] {
  const { username } = account.user;
  return [
    ...licenseProblems(account),
    ...refused.map((message) => error('revokeUnread', username, [username, message])),
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
    const tokens = logins.flatMap((login) =>
      login.kind === 'OauthToken' && isRevocable(login.token) ? [login.token] : [],
    );
    const refusals = await revokeTokens(org, tokens);
    const sessions = logins.flatMap((login) => (login.kind === 'AuthSession' ? [login.session.id] : []));
    const failed = new Map([
      ...(await endSessions(org, sessions)),
      ...tokens.map(({ secret }, at) => [secret, refusals[at]?.message] as const),
    ]);
    const left = new Set((await readLogins(org, id, caller)).logins.map(idOf));
    const there = logins.filter((login) => left.has(idOf(login)));
    return {
      ended: new Set(logins.filter((login) => !there.includes(login))),
      problems: there.map((login) =>
        error(
          'revokeLeft',
          username,
          [login.kind, login.application, failed.get(idOf(login)) ?? login.detail],
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
function idOf(login: Login): string {
  return login.kind === 'OauthToken' ? login.token.secret : login.session.id;
}
