import { requestToken, type TokenRequest } from '../../src/credential/token.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** A token by client credentials or JWT. Throws when it is refused. */
export async function tokenBy(org: RunningOrg, request: TokenRequest): Promise<string> {
  const answer = await requestToken(org.url, request);
  if (answer.outcome !== 'granted') throw new Error(JSON.stringify(answer));
  return answer.token.accessToken;
}

/** A token by username and password, as a connector of old asks for it. Throws when it is refused. */
export async function tokenByPassword(org: RunningOrg, username: string, password: string): Promise<string> {
  const { consumerKey: client_id, consumerSecret: client_secret } = org.connectedApp('Old Connector');
  const whole = `${password}${String(org.securityToken(username))}`;
  const body = new URLSearchParams({ grant_type: 'password', client_id, client_secret, username, password: whole });
  const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}

/** Reads as the user of a token; true when the org answers, false when it refuses the object. */
export async function mayRead(org: RunningOrg, token: string, object: string): Promise<boolean> {
  const url = `${org.url}/services/data/v67.0/query?q=${encodeURIComponent(`SELECT Id FROM ${object} LIMIT 1`)}`;
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (response.status === 200) return true;
  if (text.includes('INVALID_TYPE')) return false;
  throw new Error(`${String(response.status)} ${text}`);
}
