import { X509Certificate, createPrivateKey } from 'node:crypto';
import { error, type Problem } from '../definition/problem.ts';
import type { Account } from './account.ts';
import { isAdmitted, type AppState } from './appState.ts';
import { day } from './certificate.ts';
import type { TokenAnswer, TokenRequest } from './token.ts';

export type Refused = Extract<TokenAnswer, { outcome: 'refused' }>;

/** Everything that a token depends on. */
export type TokenCase = {
  readonly request: TokenRequest;
  readonly app: AppState;
  readonly account: Account;
  readonly now: Date;
};

/**
 * What in the org keeps this user from a token: every link of the chain that is broken, whatever the token endpoint said. The endpoint says the
 * same of different causes, so the org is looked at (facts 6.3). Pure.
 */
export function brokenLinks({ request, app, account, now }: TokenCase): Problem[] {
  const { user, access } = account;
  const { username } = user;
  const found = (id: string, isBroken: boolean, tokens: readonly string[], fixTokens: readonly string[] = []) =>
    isBroken ? [error(id, app.name, tokens, fixTokens)] : [];
  return [
    ...found('tokenUserInactive', !user.isActive, [username]),
    ...found('tokenUserFrozen', user.isFrozen === true, [username]),
    ...found('tokenNoApi', !access.userPermissions.has('ApiEnabled'), [username], [user.profile]),
    ...found('tokenAppOff', !app.isEnabled, [app.name], [app.name]),
    ...(request.type === 'jwt'
      ? certificateLinks(request.privateKey, app, username, now)
      : [
          ...found('tokenSwitchGlobal', !app.globalSwitch, [app.name], [username]),
          ...found('tokenSwitchPolicy', !app.policySwitch, [app.name], [username]),
          ...found('tokenNoRunAs', app.runAs === '', [app.name], [username]),
          ...found(
            'tokenOtherRunAs',
            app.runAs !== '' && app.runAs.toLowerCase() !== username,
            [app.name, app.runAs, username],
            [app.runAs, username],
          ),
        ]),
    ...(app.isPreAuthorized
      ? found('tokenNotAdmitted', !isAdmitted(app, account), [username, admitted(app), app.name], [username])
      : found('tokenSelfAuthorized', request.type === 'jwt', [app.name, username], [username])),
  ];
}

function admitted({ permissionSets, profiles }: AppState): string {
  const names = [...permissionSets, ...profiles];
  return names.length === 0 ? '-' : names.join(', ');
}

function certificateLinks(privateKey: string, app: AppState, username: string, now: Date): Problem[] {
  const { name, certificate } = app;
  if (certificate === undefined) return [error('tokenNoCertificate', name, [name], [username])];
  const found = new X509Certificate(certificate.pem);
  const begins = new Date(found.validFrom);
  return [
    ...(found.checkPrivateKey(createPrivateKey(privateKey))
      ? []
      : [error('tokenKeyMismatch', name, [name, certificate.fingerprint], [username])]),
    ...(certificate.ends < now
      ? [error('tokenCertificateEnded', name, [name, day(certificate.ends)], [username])]
      : []),
    ...(begins > now ? [error('tokenCertificateEarly', name, [name, day(begins)], [day(begins)])] : []),
  ];
}

type Rule = {
  readonly id: string;
  readonly matches: RegExp;
  /** With the org as it should be, it passes by itself within minutes. */
  readonly passes?: true;
  /** What the way out names. */
  readonly names: readonly ('app' | 'user')[];
};

/** What the endpoint says, tried in this order against `error: description` (facts 6.3). */
const RULES: readonly Rule[] = [
  {
    id: 'tokenWrongSecret',
    names: ['app', 'user'],
    matches: /invalid_client:|client.?credentials.*invalid|invalid client credentials|client secret/i,
  },
  { id: 'tokenIp', names: ['app', 'user'], matches: /\bip\b.*(restrict|not allowed)|restricted.*\bip\b|login.?hours/i },
  { id: 'tokenDomain', names: [], matches: /not supported on this domain/i },
  { id: 'tokenAudience', names: [], matches: /audience/i },
  { id: 'tokenScope', names: ['app', 'user'], matches: /scope/i },
  { id: 'tokenRate', names: [], matches: /\brate\b|rate_limit|too many/i },
  { id: 'tokenUnknownKey', names: ['app'], matches: /invalid_client_id|client identifier/i, passes: true },
  { id: 'tokenNoUser', names: ['app', 'user'], matches: /no client credentials user/i, passes: true },
  {
    id: 'tokenNotApproved',
    names: ['app', 'user'],
    matches: /approved|invalid_app_access|app_not_found|blocked/i,
    passes: true,
  },
  {
    id: 'tokenFlowOff',
    names: [],
    matches: /unsupported_grant_type|not enabled|disabled|unauthorized_client/i,
    passes: true,
  },
  { id: 'tokenAssertion', names: [], matches: /assertion|expired|signature/i },
  { id: 'tokenUser', names: [], matches: /inactive|locked|frozen|password|authentication failure/i },
];

const OTHER: Omit<Rule, 'matches'> = { id: 'tokenOther', names: ['app', 'user'] };

/** Why the endpoint refused, and whether waiting may help: it may where everything in the org is as it should be. */
export function tokenCauses(refused: Refused, found: TokenCase): { problems: readonly Problem[]; passes: boolean } {
  const said = `${refused.error}: ${refused.description}`;
  const rule = RULES.find(({ matches }) => matches.test(said));
  const broken = brokenLinks(found);
  const { app, account } = found;
  const named = { app: app.name, user: account.user.username };
  if (broken.length > 0) return { problems: [error('tokenRefused', app.name, [said]), ...broken], passes: false };
  const { id, names, passes } = rule ?? OTHER;
  const fixTokens = names.map((name) => named[name]);
  return { problems: [error(id, app.name, [said, named.app, named.user], fixTokens)], passes: passes === true };
}
