import { X509Certificate } from 'node:crypto';
import { NotSimulated, OrgError, type Org } from '../org.ts';
import { mayLogIn, userIdOf } from '../rest/instance.ts';
import { appSections, type AppType } from './appSections.ts';
import { consumerOf, newConsumer, rotateSecret } from './consumers.ts';
import type { Component } from './component.ts';
import { keptComponents } from './kept.ts';
import { findPermissionSet, findProfile } from './names.ts';
import { notFoundIn } from './problem.ts';

type AppPart = Component & { readonly type: AppType };

/** The scopes that Salesforce knows, as the Metadata API writes them. source: facts 6.1 [official META67] */
const scopes = ['Api', 'Web', 'Full', 'RefreshToken', 'OpenID', 'Basic', 'Chatter', 'CustomPermissions'];
const permittedUsers = ['AllSelfAuthorized', 'AdminApprovedPreAuthorized'];
const ipRelaxations = ['Enforce', 'Bypass', 'Bypass_2factor', 'Enforce_RelaxRefresh'];
const refreshPolicies = ['Infinite', 'Zero', 'SpecificLifetime', 'SpecificInactivity'];

/** The part of an app of this type, if it has one. */
export function partOf(org: Org, type: AppType, app: string): Component | undefined {
  return keptComponents(org, type).find((part) => sameName(appOf(part), app));
}

/** The parts that an app has beside itself. */
export function partsOf(org: Org, app: string): readonly (readonly [AppType, Component])[] {
  const types = Object.keys(appSections).filter((type) => type !== 'ExternalClientApplication') as AppType[];
  return types.flatMap((type) => {
    const part = partOf(org, type, app);
    return part === undefined ? [] : [[type, part] as const];
  });
}

/** The app that a component is, or belongs to. */
function appOf({ type, fullName, values }: Component): string {
  return type === 'ExternalClientApplication' ? fullName : text(values['externalClientApplication']);
}

/**
 * Checks a part of an External Client App and gives it back as it is kept, with what the org makes beside it.
 * source: facts 6.1 [official META67, community]
 */
export function checkAppPart(org: Org, part: AppPart, ignoreWarnings: boolean): readonly Component[] {
  if (part.type === 'ExternalClientApplication') return [checkApp(org, part)];
  const app = appOf(part);
  if (app === '') throw new OrgError('REQUIRED_FIELD_MISSING', 'Enter the name of the parent external client app');
  if (!keptComponents(org, 'ExternalClientApplication').some(({ fullName }) => sameName(fullName, app)))
    throw notFoundIn('externalClientApplication', 'ExternalClientApplication', app);
  const held = partOf(org, part.type, app);
  if (held !== undefined && held.fullName !== part.fullName)
    throw new NotSimulated(`a second ${part.type} of the app ${app}, ${part.fullName} beside ${held.fullName}`);
  if (part.type === 'ExtlClntAppOauthSettings') return [checkScopes(part)];
  if (part.type === 'ExtlClntAppGlobalOauthSettings') return [checkGlobal(org, part, app, ignoreWarnings)];
  if (part.type === 'ExtlClntAppOauthConfigurablePolicies') return [checkPolicies(org, part)];
  return [part];
}

/** The policies that the org makes for apps that were written without them. source: facts 6.1 [community, 1] */
export function missingPolicies(org: Org): readonly AppPart[] {
  return keptComponents(org, 'ExternalClientApplication').flatMap(({ fullName: app }) => {
    const oauth = partOf(org, 'ExtlClntAppOauthSettings', app) !== undefined;
    const policies: AppPart = {
      type: 'ExtlClntAppConfigurablePolicies',
      fullName: `${app}_plcy`,
      values: { externalClientApplication: app, isEnabled: true, isOauthPluginEnabled: oauth },
      lists: {},
    };
    const oauthPolicies: AppPart = {
      type: 'ExtlClntAppOauthConfigurablePolicies',
      fullName: `${app}_oauthPlcy`,
      values: {
        externalClientApplication: app,
        ipRelaxationPolicyType: 'Enforce',
        permittedUsersPolicyType: 'AllSelfAuthorized',
        refreshTokenPolicyType: 'Infinite',
      },
      lists: {},
    };
    return [policies, ...(oauth ? [oauthPolicies] : [])].filter(({ type }) => partOf(org, type, app) === undefined);
  });
}

function checkApp(org: Org, part: AppPart): Component {
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(part.fullName))
    throw new OrgError('INVALID_FIELD', `Invalid developer name: ${part.fullName}`);
  for (const name of ['label', 'contactEmail'])
    if (text(part.values[name]) === '')
      throw new OrgError('REQUIRED_FIELD_MISSING', `Required field is missing: ${name}`);
  const state = part.values['distributionState'] ?? 'Local';
  if (state !== 'Local') throw new NotSimulated(`an External Client App with distributionState ${String(state)}`);
  const orgScopedExternalApp = `${org.id.slice(0, 15)}:${part.fullName}`;
  return { ...part, values: { isProtected: false, ...part.values, distributionState: state, orgScopedExternalApp } };
}

function checkScopes(part: AppPart): Component {
  const unknown = words(part.values['commaSeparatedOauthScopes']).find((scope) => !scopes.includes(scope));
  if (unknown !== undefined) throw new NotSimulated(`the OAuth scope ${unknown}`);
  return part;
}

/** The consumer key stays what it was at first; a secret is never kept as metadata. source: facts 6.1 */
function checkGlobal(org: Org, part: AppPart, app: string, ignoreWarnings: boolean): Component {
  const { shouldRotateConsumerKey, shouldRotateConsumerSecret, consumerSecret, ...values } = part.values;
  if (text(values['callbackUrl']) === '') throw new NotSimulated('global OAuth settings without a callbackUrl');
  if (consumerSecret !== undefined) throw new NotSimulated('a consumer secret of one’s own');
  const certificate = text(values['certificate']);
  if (certificate !== '' && !isCertificate(certificate)) {
    throw new OrgError('INVALID_FIELD', 'The certificate is invalid. Enter a valid X.509 certificate.');
  }
  if (shouldRotateConsumerKey === true) throw new NotSimulated('shouldRotateConsumerKey');
  const consumer = consumerOf(org, app) ?? newConsumer(org, app, text(values['consumerKey']));
  if (shouldRotateConsumerSecret === true) {
    if (!ignoreWarnings) throw new OrgError('WARNING', 'The consumer secret is rotated: deploy with ignoreWarnings');
    rotateSecret(org, app);
  }
  return { ...part, values: { isPkceRequired: true, ...values, consumerKey: consumer.key } };
}

function checkPolicies(org: Org, part: AppPart): Component {
  const { values } = part;
  refuseUnknown('permittedUsersPolicyType', values, permittedUsers);
  refuseUnknown('ipRelaxationPolicyType', values, ipRelaxations);
  refuseUnknown('refreshTokenPolicyType', values, refreshPolicies);
  const runAs = text(values['clientCredentialsFlowUser']);
  const userId = userIdOf(org, runAs);
  const valid = userId !== undefined && mayLogIn(org, userId);
  if ((values['isClientCredentialsFlowEnabled'] === true || runAs !== '') && !valid) {
    throw new OrgError('INVALID_FIELD', 'Enter a valid execution user for the OAuth client credentials flow.');
  }
  for (const name of words(values['commaSeparatedPermissionSet']))
    if (findPermissionSet(org, name) === undefined)
      throw notFoundIn('commaSeparatedPermissionSet', 'PermissionSet', name);
  for (const name of words(values['commaSeparatedProfile']))
    if (findProfile(org, name) === undefined) throw notFoundIn('commaSeparatedProfile', 'Profile', name);
  return part;
}

function refuseUnknown(name: string, values: Component['values'], known: readonly string[]): void {
  const value = values[name];
  if (value === undefined || known.includes(String(value))) return;
  throw new OrgError('soapenv:Client', `'${String(value)}' is not a valid value for the enum '${name}'`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** The names of a comma-separated element. */
export function words(value: unknown): readonly string[] {
  return text(value)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
