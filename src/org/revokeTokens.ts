import { httpTransport } from './http.ts';
import type { Kind } from './queryKinds.ts';
import { chunks } from './chunks.ts';
import { flag, required, text, type Row } from './query.ts';
import type { RecordWrite } from './records.ts';
import { fromThrown, isPassing } from './refusal.ts';
import { soql } from './soql.ts';
import { retrying, type Org } from './transport.ts';

/** A refresh token that an application holds for a user. */
export type HeldToken = {
  readonly userId: string;
  /** Name of the application; empty where Salesforce does not tell. */
  readonly application: string;
  readonly lastUsed: string | undefined;
  /** What the revocation endpoint takes; a secret: never printed, logged or put into an address. */
  readonly secret: string;
};

/** A session that is open now. */
export type OpenSession = {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly address: string;
};

/** At most 2,500 tokens a query (facts 5.2). */
const TOKEN_USERS = 100;
/** Revocations under way at once: each is a request of its own, and an org takes 25 long ones at a time. */
const AT_ONCE = 5;

/** The queries for what these users hold that outlives a password: tokens and sessions (facts 5.2). */
export function tokenQueries(userIds: readonly string[]): Readonly<Record<'tokens' | 'sessions', Kind>> {
  return {
    tokens: {
      object: 'OauthToken',
      queries: chunks(userIds, { count: TOKEN_USERS }).map(
        (ids) => soql`SELECT UserId, AppName, LastUsedDate, DeleteToken FROM OauthToken WHERE UserId IN ${ids}`,
      ),
    },
    sessions: {
      object: 'AuthSession',
      queries: chunks(userIds).map(
        (ids) =>
          soql`SELECT Id, UsersId, SessionType, SourceIp, ParentId, IsCurrent FROM AuthSession WHERE UsersId IN ${ids}`,
      ),
    },
  };
}

/** Tokens out of the rows of {@link tokenQueries}; one without a key to revoke it by cannot be revoked and is left out. */
export function tokensOf(rows: readonly Row[]): HeldToken[] {
  return rows.flatMap((row) => {
    const secret = text(row, 'DeleteToken');
    if (secret === undefined) return [];
    return [
      {
        userId: required(row, 'UserId'),
        application: required(row, 'AppName'),
        lastUsed: text(row, 'LastUsedDate'),
        secret,
      },
    ];
  });
}

/**
 * Sessions out of the rows of {@link tokenQueries}: the topmost ones, which name themselves or nothing as their parent, for those below may
 * end with them; and not the caller's own.
 */
export function sessionsOf(rows: readonly Row[]): OpenSession[] {
  const ids = new Set(rows.map((row) => required(row, 'Id')));
  return rows
    .filter((row) => {
      const parent = required(row, 'ParentId');
      return !flag(row, 'IsCurrent') && (parent === text(row, 'Id') || !ids.has(parent));
    })
    .map((row) => ({
      id: required(row, 'Id'),
      userId: required(row, 'UsersId'),
      type: required(row, 'SessionType'),
      address: required(row, 'SourceIp'),
    }));
}

/** The write that ends a session (Object Reference, AuthSession: delete). */
export function endSession({ id }: OpenSession): RecordWrite {
  return { method: 'DELETE', object: 'AuthSession', id, fields: {} };
}

/**
 * Revokes tokens, each with a request of its own: OauthToken takes no delete, only the revocation endpoint knows what its DeleteToken
 * stands for (facts 5.2). A token whose answer is lost may be revoked or not; read again before another try.
 * @returns in the order of the tokens: undefined where Salesforce accepted, otherwise what went wrong
 */
export async function revokeTokens(org: Org, tokens: readonly HeldToken[]): Promise<(Error | undefined)[]> {
  const results: (Error | undefined)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tokens.length) {
      const at = next;
      next += 1;
      results[at] = await revoke(org, tokens[at]?.secret ?? '');
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, tokens.length) }, worker));
  return results;
}

/**
 * Past the connection: the sf libraries write what they send into their log, and this is a secret. The endpoint asks for no login.
 * @returns what went wrong: OrgRefusal or OrgSilence
 */
async function revoke(org: Org, secret: string): Promise<Error | undefined> {
  const request = {
    method: 'POST',
    url: `${org.connection.instanceUrl.replace(/\/$/, '')}/services/oauth2/revoke`,
    body: new URLSearchParams({ token: secret }).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  } as const;
  const attempt = async (): Promise<void> => {
    const answer = await httpTransport()
      .httpRequest(request)
      .catch((thrown: unknown) => Promise.reject(fromThrown(thrown)));
    if (answer.statusCode < 300) return;
    throw fromThrown(Object.assign(new Error(answer.body), { name: `ERROR_HTTP_${String(answer.statusCode)}` }));
  };
  return retrying(org, isPassing, attempt).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
}
