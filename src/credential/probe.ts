import { error, warning, type Problem } from '../definition/problem.ts';
import { OrgRefusal, readRefusals } from '../org/wire/refusal.ts';
import type { Account } from './account.ts';
import { ask, json, members } from '../org/wire/oauth.ts';
import { revokeToken, type Token } from './token.ts';

/** What a token was good for. */
export type Probe = {
  /** Username of whom the token is; null where the org does not tell. */
  readonly username: string | null;
  readonly scopes: readonly string[];
  /** What was read with it; null: the list of resources of the API, as the user may read no object. */
  readonly object: string | null;
  readonly read: boolean;
  /** Whether the token has been revoked behind the test. */
  readonly ended: boolean;
  readonly problems: readonly Problem[];
};

/** Scopes that reach beyond the API. */
const BROAD_SCOPES = ['full', 'web', 'visualforce', 'lightning'];

/**
 * Asks with a token who it is, and for one record of something that the user may read; then the token is revoked. It goes nowhere else.
 * @param apiVersion `67.0`
 */
export async function probe(url: string, token: Token, account: Account, apiVersion: string): Promise<Probe> {
  const who = await identity(token, account);
  const tried = await tryRead(token, account, apiVersion);
  const ended = await revokeToken(url, token.accessToken);
  const { username } = account.user;
  const broad = token.scopes.filter((scope) => BROAD_SCOPES.includes(scope.toLowerCase()));
  return {
    username: who.username,
    scopes: token.scopes,
    object: tried.object,
    read: tried.problems.length === 0,
    ended,
    problems: [
      ...who.problems,
      ...(account.access.userPermissions.has('ApiUserOnly')
        ? []
        : [error('testNotApiOnly', username, [username], [account.user.profile])]),
      ...tried.problems,
      ...(broad.length > 0 ? [warning('testBroadScopes', username, [broad.join(', ')])] : []),
      ...(ended ? [] : [warning('testTokenLeft', username, [], [username])]),
    ],
  };
}

/** The address in the answer names org and user by id, and `userinfo` the username; that may need a scope of its own. */
async function identity(
  { idUrl, instanceUrl, accessToken }: Token,
  { user, inventory }: Account,
): Promise<{ username: string | null; problems: Problem[] }> {
  const [orgId = '', userId = ''] = (/\/id\/(\w+)\/(\w+)/.exec(idUrl)?.slice(1) ?? []).map((id) => id.slice(0, 15));
  const answer = await ask({ method: 'GET', url: `${instanceUrl}/services/oauth2/userinfo`, token: accessToken });
  const said = answer.ok && answer.status === 200 ? members(answer.body)?.['preferred_username'] : undefined;
  const username = typeof said === 'string' ? said.toLowerCase() : null;
  const isUser = userId === user.id.slice(0, 15) && (username === null || username === user.username);
  const isOrg = inventory.organization === undefined || orgId === inventory.organization.id.slice(0, 15);
  return {
    username: username ?? (isUser ? user.username : null),
    problems:
      isUser && isOrg
        ? []
        : [error('testOtherUser', user.username, [username ?? userId, user.username], [user.username])],
  };
}

async function tryRead(
  { instanceUrl, accessToken }: Token,
  { access, user }: Account,
  apiVersion: string,
): Promise<{ object: string | null; problems: Problem[] }> {
  const object = [...access.objects].find(([, rights]) => rights.has('read'))?.[0] ?? null;
  const query = object === null ? '' : `query?q=${encodeURIComponent(`SELECT Id FROM ${object} LIMIT 1`)}`;
  const url = `${instanceUrl}/services/data/v${apiVersion}/${query}`;
  const answer = await ask({ method: 'GET', url, token: accessToken });
  if (answer.ok && answer.status === 200) return { object, problems: [] };
  const refusals = answer.ok ? readRefusals(json(answer.body)) : [];
  const status = answer.ok ? `HTTP ${String(answer.status)}` : answer.reason;
  const said = refusals.length > 0 ? new OrgRefusal(refusals).message : status;
  return { object, problems: [error('testReadRefused', user.username, [object ?? 'API', said], [user.username])] };
}
