import type { Kind } from '../wire/queryKinds.ts';
import { chunks } from '../wire/chunks.ts';
import { flag, required, text, type Row } from '../wire/query.ts';
import { askRevoke } from '../wire/oauth.ts';
import { fromThrown, isPassing, OrgSilence, readRefusals } from '../wire/refusal.ts';
import { columns, soql } from '../wire/soql.ts';
import { retrying, write, type Org } from '../wire/transport.ts';

/** A refresh token that an application holds for a user. */
export type HeldToken = {
  readonly userId: string;
  /** Name of the application; empty where Salesforce does not tell. */
  readonly application: string;
  readonly lastUsed: string | undefined;
  /** What the revocation endpoint takes, empty where the org gives none; a secret: never printed, logged or put into an address. */
  readonly secret: string;
};

/** A session that is open now. */
export type OpenSession = {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly address: string;
  readonly began: string;
  /** Empty where it was not asked for, or the org does not tell. */
  readonly application: string;
  /** The session itself where it has none above it. */
  readonly parentId: string;
};

/** Rows of one delete request (facts 7.3). */
const ROWS = 200;
/** At most 2,500 tokens a query (facts 5.2). */
export const TOKEN_USERS = 100;
/** Revocations under way at once: each is a request of its own, and an org takes 25 long ones at a time. */
const AT_ONCE = 5;

/**
 * The queries for what these users hold that outlives a password: tokens and sessions (facts 5.2).
 * @param withApplications whether to ask for the applications of sessions too, which LoginHistory tells
 */
export function tokenQueries(
  userIds: readonly string[],
  withApplications = false,
): Readonly<Record<'tokens' | 'sessions', Kind>> {
  const more = columns(['IsCurrent', ...(withApplications ? ['LoginHistory.Application'] : [])]);
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
          soql`SELECT Id, UsersId, SessionType, SourceIp, CreatedDate, ParentId, ${more} FROM AuthSession WHERE UsersId IN ${ids}`,
      ),
    },
  };
}

/** Tokens out of the rows of {@link tokenQueries}. */
export function tokensOf(rows: readonly Row[]): HeldToken[] {
  return rows.map((row) => ({
    userId: required(row, 'UserId'),
    application: required(row, 'AppName'),
    lastUsed: text(row, 'LastUsedDate'),
    secret: required(row, 'DeleteToken'),
  }));
}

/** Whether there is a key by which a token can be revoked. */
export function isRevocable({ secret }: HeldToken): boolean {
  return secret !== '';
}

/** Sessions out of the rows of {@link tokenQueries}, without the one in which this is asked. */
export function sessionsOf(rows: readonly Row[]): OpenSession[] {
  return rows
    .filter((row) => !flag(row, 'IsCurrent'))
    .map((row) => ({
      id: required(row, 'Id'),
      userId: required(row, 'UsersId'),
      type: required(row, 'SessionType'),
      address: required(row, 'SourceIp'),
      began: required(row, 'CreatedDate'),
      application: text(row, 'LoginHistory.Application') ?? '',
      parentId: required(row, 'ParentId'),
    }));
}

/** The sessions that end with no other: those below may be gone before it is their turn (facts 5.2), which a collection that is all or none does not forgive. */
export function topmost(sessions: readonly OpenSession[]): OpenSession[] {
  const ids = new Set(sessions.map(({ id }) => id));
  return sessions.filter(({ id, parentId }) => parentId === id || !ids.has(parentId));
}

/**
 * Ends sessions. One that is gone already, or went with its parent, is as good as ended.
 * @returns the words of Salesforce by the id of a session that it did not end
 * @throws OrgRefusal, OrgSilence
 */
export async function endSessions(org: Org, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  for (const some of chunks(ids, { count: ROWS })) {
    const path = `/composite/sobjects?ids=${some.join(',')}&allOrNone=false`;
    const results = await write<readonly { success?: boolean; errors?: unknown }[]>(org, 'DELETE', path);
    some.forEach((id, index) => {
      const refusals = readRefusals(results[index]?.errors);
      const isGone = refusals.some(({ errorCode }) => errorCode === 'ENTITY_IS_DELETED');
      if (results[index]?.success === true || isGone) return;
      failed.set(id, refusals.map(({ errorCode, message }) => `${errorCode}: ${message}`).join('\n'));
    });
  }
  return failed;
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
  const attempt = async (): Promise<void> => {
    const answer = await askRevoke(org.connection.instanceUrl, secret);
    if (!answer.ok) throw new OrgSilence(answer.reason);
    if (answer.status < 300) return;
    throw fromThrown(Object.assign(new Error(answer.body), { name: `ERROR_HTTP_${String(answer.status)}` }));
  };
  return retrying(org, isPassing, attempt).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
}
