import { words, partOf } from '../../metadata/clientApps.ts';
import { consumerByKey } from '../../metadata/consumers.ts';
import type { Component } from '../../metadata/component.ts';
import { findPermissionSet, findProfile } from '../../metadata/names.ts';
import type { Org, Row } from '../../org.ts';
import type { Application, Instance, RefreshPolicy } from '../instance.ts';
import { GrantRefused } from './refuseGrant.ts';

/** What a token says of a scope. source: facts 6.1 [official META67]; only those whose other spelling differs. */
const spelled: Readonly<Record<string, string>> = { RefreshToken: 'refresh_token', OpenID: 'openid' };

/** The application with this consumer key: a registered one, or an External Client App that has spread. */
export function applicationOf(instance: Instance, key: string): Application | undefined {
  const registered = instance.applications.get(key);
  if (registered !== undefined) return registered;
  const found = consumerByKey(instance.org, key);
  if (found === undefined) return undefined;
  const asked = (instance.asked.get(key) ?? 0) + 1;
  instance.asked.set(key, asked);
  return asked <= instance.org.switches.appSpreads
    ? undefined
    : clientApp(instance.org, found.consumer.app, key, found.secret);
}

/**
 * An External Client App as the token endpoint sees it. Client credentials need both switches, the global one and that of the policy; JWT
 * needs a certificate. source: facts 6.1 [community, 2]
 */
function clientApp(org: Org, app: string, consumerKey: string, consumerSecret: string): Application | undefined {
  const oauth = partOf(org, 'ExtlClntAppOauthSettings', app)?.values;
  const global = partOf(org, 'ExtlClntAppGlobalOauthSettings', app)?.values;
  const policy = partOf(org, 'ExtlClntAppOauthConfigurablePolicies', app)?.values;
  const plugin = partOf(org, 'ExtlClntAppConfigurablePolicies', app)?.values;
  if (oauth === undefined || global === undefined || plugin?.['isEnabled'] !== true) return undefined;
  const both = global['isClientCredentialsFlowEnabled'] === true && policy?.['isClientCredentialsFlowEnabled'] === true;
  const runAs = policy?.['clientCredentialsFlowUser'];
  const certificate = global['certificate'];
  const admin = policy?.['permittedUsersPolicyType'] === 'AdminApprovedPreAuthorized';
  const scope = words(oauth['commaSeparatedOauthScopes']).map((one) => spelled[one] ?? one.toLowerCase());
  return {
    name: app,
    consumerKey,
    consumerSecret,
    scope: scope.join(' '),
    ...(typeof certificate === 'string' && certificate !== '' ? { publicKeyPem: certificate } : {}),
    ...(both && typeof runAs === 'string' ? { runAs } : {}),
    secretOptional: global['isSecretRequiredForRefreshToken'] === false,
    refreshPolicy: refreshPolicy(policy),
    ...(admin ? { approved: approvedBy(org, policy) } : { selfAuthorized: true }),
  };
}

const secondsOf: Readonly<Record<string, number>> = { Hours: 3600, Days: 86_400, Months: 30 * 86_400 };

function refreshPolicy(policy: Component['values'] = {}): RefreshPolicy {
  const {
    refreshTokenPolicyType: type = 'Infinite',
    refreshTokenValidityPeriod: period = 0,
    refreshTokenValidityUnit: unit = 'Days',
  } = policy;
  return { type: String(type), seconds: Number(period) * (secondsOf[String(unit)] ?? 0) };
}

function approvedBy(org: Org, policy: Readonly<Record<string, unknown>>): readonly string[] {
  const ids = (rows: readonly (Row | undefined)[]): string[] =>
    rows.flatMap((row) => (row === undefined ? [] : [String(row['Id'])]));
  return [
    ...ids(words(policy['commaSeparatedPermissionSet']).map((name) => findPermissionSet(org, name))),
    ...ids(words(policy['commaSeparatedProfile']).map((name) => findProfile(org, name))),
  ];
}

/** Throws for a user who holds none of the permission sets and profiles that an application is approved for. source: facts 6.3 [community] */
export function refuseUnapproved({ org }: Instance, { approved }: Application, userId: string): void {
  if (approved === undefined) return;
  const profile = org.store.get('User', userId)?.['ProfileId'];
  const sets = org.store.find('PermissionSetAssignment', { AssigneeId: userId }).map((row) => row['PermissionSetId']);
  if ([profile, ...sets].some((id) => approved.includes(String(id)))) return;
  throw new GrantRefused('invalid_app_access', 'user is not admin approved to access this app');
}
