import type { Application, PasswordLogin } from '../checks/proof.ts';
import { chunks } from '../org/wire/chunks.ts';
import { TOKEN_USERS } from '../org/use/logins.ts';
import { USER_LICENSE } from '../org/names.ts';
import { number, required, text, type Row } from '../org/wire/query.ts';
import type { Kind } from '../org/wire/queryKinds.ts';
import { soql } from '../org/wire/soql.ts';

/** Names that LoginHistory has where there is no application: a browser, and a login by SOAP. */
const NO_APPLICATION: readonly string[] = ['browser', 'n/a', ''];

/**
 * Which applications log in as these users or hold a token of them. Status and Application cannot be filtered on, but grouped by (facts
 * 5.1), so the answer is one row for each of them and not one for each login; nothing of OauthToken can be grouped (facts 5.2).
 */
export function applicationQueries(
  userIds: readonly string[],
): Readonly<Record<'logins' | 'tokens' | 'usersOfApplications', Kind>> {
  return {
    logins: {
      object: 'LoginHistory',
      queries: chunks(userIds).map(
        (ids) =>
          soql`SELECT UserId, Application, Status, LoginType, LoginSubType, MAX(LoginTime) lastLogin FROM LoginHistory WHERE UserId IN ${ids} GROUP BY UserId, Application, Status, LoginType, LoginSubType ORDER BY MAX(LoginTime) DESC`,
      ),
    },
    tokens: {
      object: 'OauthToken',
      queries: chunks(userIds, { count: TOKEN_USERS }).map(
        (ids) => soql`SELECT UserId, AppName, LastUsedDate FROM OauthToken WHERE UserId IN ${ids}`,
      ),
    },
    usersOfApplications: {
      object: 'LoginHistory',
      queries:
        userIds.length === 0
          ? []
          : [
              soql`SELECT Application, Status, COUNT_DISTINCT(UserId) users FROM LoginHistory WHERE UserId IN (SELECT Id FROM User WHERE Profile.UserLicense.Name = ${USER_LICENSE}) GROUP BY Application, Status`,
            ],
    },
  };
}

/** How many integration users have logged in through an application, by its name in lower case. */
export function usersOfApplications(rows: readonly Row[]): ReadonlyMap<string, number> {
  return new Map(
    rows
      .filter((row) => text(row, 'Status') === 'Success')
      .map((row) => [(text(row, 'Application') ?? '').toLowerCase(), number(row, 'users')] as const)
      .filter(([name]) => !NO_APPLICATION.includes(name)),
  );
}

/** What LoginHistory calls logins with a password: the flow of OAuth, the user interface, and login() of the SOAP API (facts 5.1). */
const PASSWORD_SUB_TYPES: readonly string[] = ['OAuth Username-Password', 'UI Username-Password'];
const PASSWORD_TYPES: readonly string[] = ['Other Apex API', 'Partner Product'];

/** The logins with a password of each user by its id, the last of each way and application. */
export function passwordLoginsOf(logins: readonly Row[]): ReadonlyMap<string, readonly PasswordLogin[]> {
  const users = new Map<string, PasswordLogin[]>();
  for (const row of logins) {
    const [type, subType] = [text(row, 'LoginType') ?? '', text(row, 'LoginSubType') ?? ''];
    const way = [subType, type].find((one) => [...PASSWORD_SUB_TYPES, ...PASSWORD_TYPES].includes(one));
    if (way === undefined || text(row, 'Status') !== 'Success') continue;
    const name = text(row, 'Application') ?? '';
    const application = NO_APPLICATION.includes(name.toLowerCase()) ? '' : name;
    const id = required(row, 'UserId');
    users.set(id, [...(users.get(id) ?? []), { way, application, lastUsed: text(row, 'lastLogin') ?? '' }]);
  }
  return users;
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
