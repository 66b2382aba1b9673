import { applicationQueries, applicationsOf } from '../verify/applications.ts';
import type { Application } from '../checks/proof.ts';
import { chunks } from '../org/wire/chunks.ts';
import { sessionsOf, tokenQueries, type OpenSession } from '../org/use/logins.ts';
import { number, required, text, type Row } from '../org/wire/query.ts';
import type { KindRows, Kinds } from '../org/wire/queryKinds.ts';
import { soql } from '../org/wire/soql.ts';

/** Who logs in as a user, and what of it is open now. Undefined: the caller may not read it. */
export type Uses = {
  /** Successful logins in a browser, and the last of them. */
  readonly browserLogins: { readonly count: number; readonly last: string } | undefined;
  /** Whatever logs in or holds a token, by name. */
  readonly applications: readonly Application[];
  /** What holds a token, and when it was last used. */
  readonly tokens: readonly Application[] | undefined;
  readonly sessions: readonly OpenSession[] | undefined;
};

/** The queries for logins, tokens and open sessions. */
export function useQueries(ids: readonly string[]): Kinds<string> {
  return {
    tokens: applicationQueries(ids).tokens,
    sessions: tokenQueries(ids, true).sessions,
    logins: {
      object: 'LoginHistory',
      queries: chunks(ids).map(
        (some) =>
          soql`SELECT UserId, Application, Status, COUNT(Id) logins, MAX(LoginTime) lastLogin FROM LoginHistory WHERE UserId IN ${some} GROUP BY UserId, Application, Status ORDER BY MAX(LoginTime) DESC`,
      ),
    },
  };
}

/** What the rows of {@link useQueries} tell; by user id. */
export function usesOf(
  ids: readonly string[],
  { rows: { logins = [], tokens = [], sessions = [] }, refused }: KindRows<string>,
): ReadonlyMap<string, Uses> {
  const all = applicationsOf(logins, tokens);
  const held = applicationsOf([], tokens);
  const open = sessionsOf(sessions);
  return new Map(
    ids.map((id) => [
      id,
      {
        browserLogins: refused.has('LoginHistory') ? undefined : browserLogins(logins, id),
        applications: byName(all.get(id) ?? []),
        tokens: refused.has('OauthToken') ? undefined : byName(held.get(id) ?? []),
        sessions: refused.has('AuthSession') ? undefined : open.filter(({ userId }) => userId === id),
      },
    ]),
  );
}

function browserLogins(logins: readonly Row[], id: string): { count: number; last: string } {
  const browser = logins.filter(
    (row) => text(row, 'UserId') === id && text(row, 'Application') === 'Browser' && text(row, 'Status') === 'Success',
  );
  return {
    count: browser.reduce((sum, row) => sum + number(row, 'logins'), 0),
    last:
      browser
        .map((row) => required(row, 'lastLogin'))
        .sort()
        .at(-1) ?? '',
  };
}

function byName(applications: readonly Application[]): readonly Application[] {
  return [...applications].sort((a, b) => a.name.localeCompare(b.name));
}
