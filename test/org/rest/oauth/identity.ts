import type { HttpResponse, Org, Row } from '../../org.ts';
import { tokenOf } from '../authenticate.ts';
import { sessionOf, type Instance } from '../instance.ts';
import type { OpenCall } from '../route.ts';
import { newest } from '../version.ts';

/** GET /services/oauth2/userinfo: the members recorded for it, of the user of the token. */
export function userinfo(call: OpenCall): HttpResponse {
  return forUser(call, (user) => ({ sub: identityUrl(call.instance, user), ...common(call.instance, user) }));
}

/** GET /id/ORG/USER: the identity of the user of the token, and of no other. */
export function identity(call: OpenCall): HttpResponse {
  const { instance, match } = call;
  return forUser(call, (user) => {
    if (match['org']?.slice(0, 15) !== instance.org.id.slice(0, 15)) return undefined;
    if (match['user']?.slice(0, 15) !== String(user['Id']).slice(0, 15)) return undefined;
    const { preferred_username: username, ...rest } = common(instance, user);
    return {
      id: identityUrl(instance, user),
      asserted_user: true,
      username,
      ...rest,
      status: { created_date: null, body: null },
    };
  });
}

/** These two resources refuse a token with 403 and plain text, not with the 401 of the REST API (general knowledge). */
function forUser(call: OpenCall, body: (user: Row) => object | undefined): HttpResponse {
  const token = tokenOf(call.request);
  const plain = { 'Content-Type': 'text/html;charset=UTF-8' };
  if (token === undefined) return { status: 403, headers: plain, body: 'Missing_OAuth_Token' };
  const session = sessionOf(call.instance, token, newest);
  const user = session === undefined ? undefined : call.instance.org.store.get('User', session.userId);
  if (user === undefined) return { status: 403, headers: plain, body: 'Bad_OAuth_Token' };
  const found = body(user);
  return found === undefined ? { status: 403, headers: plain, body: 'Wrong_Org' } : { status: 200, body: found };
}

function identityUrl(instance: Instance, user: Row): string {
  return `${instance.url}/id/${instance.org.id}/${String(user['Id'])}`;
}

function common(instance: Instance, user: Row): Record<string, unknown> {
  const rest = `${instance.url}/services/data/v{version}/`;
  return {
    user_id: user['Id'],
    organization_id: instance.org.id,
    preferred_username: user['Username'],
    nickname: user['CommunityNickname'] ?? null,
    name: user['Name'] ?? user['LastName'],
    email: user['Email'],
    email_verified: true,
    given_name: user['FirstName'] ?? null,
    family_name: user['LastName'],
    zoneinfo: user['TimeZoneSidKey'],
    photos: {},
    profile: `${instance.url}/${String(user['Id'])}`,
    address: { country: user['Country'] ?? null },
    is_salesforce_integration_user: licenseName(instance.org, user) === 'Salesforce Integration',
    urls: { rest, sobjects: `${rest}sobjects/`, query: `${rest}query/` },
    active: user['IsActive'] === 1,
    user_type: String(user['UserType'] ?? 'Standard').toUpperCase(),
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
    updated_at: user['LastModifiedDate'] ?? null,
  };
}

/** Label of the user license that the profile gives: labels are the key everywhere (facts 0.3). */
function licenseName(org: Org, user: Row): string {
  const profile = org.store.get('Profile', String(user['ProfileId']));
  return String(org.store.get('UserLicense', String(profile?.['UserLicenseId']))?.['Name']);
}
