import { chunks } from '../wire/chunks.ts';
import { number, queryAll, required, type Row } from '../wire/query.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { iso } from './logins.ts';

/** That an application holds a token for a user, without the token. */
export type TokenUse = {
  readonly userId: string;
  readonly application: string;
  readonly lastUsed: string;
  readonly created: string;
  readonly uses: number;
};

export type Tokens = {
  readonly tokens: readonly TokenUse[];
  /** Salesforce's words. */
  readonly refused: string | undefined;
  /** False: an answer held as many as an org gives, so there may be more. */
  readonly whole: boolean;
};

/** Rows of one batch, and of all batches of a query (facts 5.2). */
const BATCH = 500;
const MOST = 2500;
const COLUMNS = 'UserId, AppName, LastUsedDate, CreatedDate, UseCount';

/**
 * Who holds tokens of these applications. Nothing of OauthToken can be grouped, but the name can be filtered (facts 5.2); it is that of
 * LoginHistory, by inference (facts 5.4).
 * @param expected about how many users an application has
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readTokensOf(
  org: Org,
  applications: readonly string[],
  expected: (application: string) => number,
): Promise<Tokens> {
  const weight = PAGE / BATCH;
  const queries = chunks(applications, { rows: (name) => expected(name) * weight }).map(
    (names) => soql`SELECT ${{ part: COLUMNS }} FROM OauthToken WHERE AppName IN ${names}`,
  );
  return tokensOf(org, queries);
}

/** Rows for which `chunks` makes one list. */
const PAGE = 2000;
/** Few users have more than five. */
const USERS = 100;

/** The tokens of these users. */
export async function readTokensFor(org: Org, userIds: readonly string[]): Promise<Tokens> {
  const queries = chunks(userIds, { count: USERS }).map(
    (ids) => soql`SELECT ${{ part: COLUMNS }} FROM OauthToken WHERE UserId IN ${ids}`,
  );
  return tokensOf(org, queries);
}

/** The tokens that were used last, as many as an org gives: for an org whose logins nobody may see. */
export async function readLatestTokens(org: Org): Promise<Tokens> {
  return tokensOf(org, [
    soql`SELECT ${{ part: COLUMNS }} FROM OauthToken ORDER BY LastUsedDate DESC NULLS LAST LIMIT ${MOST}`,
  ]);
}

async function tokensOf(org: Org, queries: readonly string[]): Promise<Tokens> {
  const named = Object.fromEntries(queries.map((query, at) => [String(at), query]));
  const answers = Object.values(await queryAll(org, named)).flatMap((answer) => answer ?? []);
  return {
    tokens: answers.flatMap(({ rows }) => rows.map(tokenOf)),
    refused: answers
      .find(({ refused }) => refused)
      ?.refused?.message.split('\n')
      .at(-1),
    whole: answers.every(({ rows }) => rows.length < MOST),
  };
}

function tokenOf(row: Row): TokenUse {
  return {
    userId: required(row, 'UserId'),
    application: required(row, 'AppName'),
    lastUsed: iso(required(row, 'LastUsedDate')),
    created: iso(required(row, 'CreatedDate')),
    uses: number(row, 'UseCount'),
  };
}
