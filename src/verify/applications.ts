import type { Application } from '../checks/proof.ts';
import { chunks } from '../org/chunks.ts';
import { required, text, type Row } from '../org/query.ts';
import type { Kind } from '../org/queryKinds.ts';
import { soql } from '../org/soql.ts';

/** At most 2,500 tokens a query (facts 5.2). */
const TOKEN_USERS = 100;

/** Names that LoginHistory has where there is no application: a browser, and a login by SOAP. */
const NO_APPLICATION: readonly string[] = ['browser', 'n/a', ''];

/**
 * Which applications log in as these users or hold a token of them. Status and Application cannot be filtered on, but grouped by (facts
 * 5.1), so the answer is one row for each of them and not one for each login; nothing of OauthToken can be grouped (facts 5.2).
 */
export function applicationQueries(userIds: readonly string[]): Readonly<Record<'logins' | 'tokens', Kind>> {
  return {
    logins: {
      object: 'LoginHistory',
      queries: chunks(userIds).map(
        (ids) =>
          soql`SELECT UserId, Application, Status, MAX(LoginTime) lastLogin FROM LoginHistory WHERE UserId IN ${ids} GROUP BY UserId, Application, Status`,
      ),
    },
    tokens: {
      object: 'OauthToken',
      queries: chunks(userIds, { count: TOKEN_USERS }).map(
        (ids) => soql`SELECT UserId, AppName, LastUsedDate FROM OauthToken WHERE UserId IN ${ids}`,
      ),
    },
  };
}

/** The applications of each user by its id, the last use of each; failed logins do not count. */
export function applicationsOf(
  logins: readonly Row[],
  tokens: readonly Row[],
): ReadonlyMap<string, readonly Application[]> {
  const users = new Map<string, Map<string, Application>>();
  const add = (row: Row, name: string, lastUsed: string | undefined): void => {
    const key = name.toLowerCase();
    if (NO_APPLICATION.includes(key)) return;
    const own = users.get(required(row, 'UserId')) ?? new Map<string, Application>();
    users.set(required(row, 'UserId'), own);
    const before = own.get(key);
    const later = [before?.lastUsed, lastUsed]
      .filter((time) => time !== undefined)
      .sort()
      .at(-1);
    own.set(key, { name: before?.name ?? name, lastUsed: later });
  };
  for (const row of logins)
    if (text(row, 'Status') === 'Success') add(row, text(row, 'Application') ?? '', text(row, 'lastLogin'));
  for (const row of tokens) add(row, text(row, 'AppName') ?? '', text(row, 'LastUsedDate'));
  return new Map([...users].map(([id, own]) => [id, [...own.values()]]));
}
