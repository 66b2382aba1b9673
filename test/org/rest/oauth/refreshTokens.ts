import { randomBytes } from 'node:crypto';
import type { Row } from '../../org.ts';
import { mayLogIn, openSession, type Application, type Instance } from '../instance.ts';
import { recordSession, revokeRow } from './authSession.ts';
import { applicationOf, refuseUnapproved } from './application.ts';
import { recordLogin } from './recordLogin.ts';
import { GrantRefused } from './refuseGrant.ts';
import type { Grant } from './token.ts';

/** Approvals of one application that a user has at a time; one more ends the oldest. source: facts 6.3 [community, 3] */
const mostApprovals = 5;

/** What the login of a person in a browser leaves with an application. */
export type WebLogin = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Revokes the refresh token; the column of OauthToken. */
  readonly deleteToken: string;
};

/**
 * The end of the web server flow: the user has approved the application, which gets an access token and a refresh token. Of the flows
 * only those with a person at a browser give one. Throws for an application without that scope. source: facts 6.3 [official]
 */
export function approveInBrowser(instance: Instance, application: Application, userId: string): WebLogin {
  const { org } = instance;
  if (application.scope?.split(' ').includes('refresh_token') !== true)
    throw new Error(`${application.name} has no scope refresh_token, so nobody approves it for one`);
  const own = { UserId: userId, AppName: application.name };
  const login = recordLogin(instance, { userId, application: application.name, loginSubType: webServer });
  const refreshToken = `5Aep${randomBytes(40).toString('base64url')}`;
  const deleteToken = randomBytes(24).toString('base64url');
  const now = org.now().toISOString();
  const held = org.store.find('OauthToken', own).toSorted((a, b) => (said(a) < said(b) ? -1 : 1));
  for (const oldest of held.slice(0, Math.max(0, held.length + 1 - mostApprovals))) revokeRow(instance, oldest);
  org.store.insert('OauthToken', {
    ...own,
    AccessToken: refreshToken, // sic: facts 5.2
    DeleteToken: deleteToken,
    CreatedDate: now,
    LastUsedDate: now,
    UseCount: 1,
  });
  const accessToken = openSession(instance, userId);
  recordSession(instance, accessToken, userId, login);
  return { accessToken, refreshToken, deleteToken };
}

const webServer = 'OAuth Web Server';

/** Refresh token flow. source: facts 6.3 */
export function grantRefresh(instance: Instance, form: URLSearchParams): Grant {
  const application = applicationOf(instance, form.get('client_id') ?? '');
  if (application === undefined) throw new GrantRefused('invalid_client_id', 'client identifier invalid');
  checkSecret(application, form.get('client_secret'));
  const row = rowOf(instance, application, form.get('refresh_token') ?? '');
  if (row === undefined || isExpired(instance, application, row))
    throw new GrantRefused('invalid_grant', 'expired access/refresh token');
  const userId = String(row['UserId']);
  if (!mayLogIn(instance.org, userId)) throw new GrantRefused('invalid_grant', 'inactive user');
  refuseUnapproved(instance, application, userId);
  const count = Number(row['UseCount'] ?? 0) + 1;
  const used = { LastUsedDate: instance.org.now().toISOString(), UseCount: count };
  instance.org.store.update('OauthToken', String(row['Id']), used);
  const scope = application.scope ?? '';
  return { userId, application: application.name, loginSubType: 'OAuth Refresh Token', scope };
}

function checkSecret({ consumerSecret, secretOptional }: Application, given: string | null): void {
  if (consumerSecret === undefined || (given === null && secretOptional === true)) return;
  if (given !== consumerSecret) throw new GrantRefused('invalid_client', 'invalid client credentials');
}

/** Columns compare without regard to case, tokens do not. */
function rowOf({ org }: Instance, { name }: Application, refreshToken: string): Row | undefined {
  if (refreshToken === '') return undefined;
  return org.store
    .find('OauthToken', { AccessToken: refreshToken })
    .find((row) => row['AccessToken'] === refreshToken && row['AppName'] === name);
}

function isExpired({ org }: Instance, { refreshPolicy }: Application, row: Row): boolean {
  if (refreshPolicy === undefined || refreshPolicy.type === 'Infinite') return false;
  if (refreshPolicy.type === 'Zero') return true;
  const since = refreshPolicy.type === 'SpecificLifetime' ? row['CreatedDate'] : row['LastUsedDate'];
  return Date.parse(String(since)) + refreshPolicy.seconds * 1000 <= org.now().getTime();
}

function said(row: Row): string {
  return String(row['CreatedDate']);
}
