import { nearest } from './nearest.ts';
import { error, warning, type Problem } from './problem.ts';

export const CREDENTIAL_TYPES = ['client-credentials', 'jwt'] as const;
export type CredentialType = (typeof CREDENTIAL_TYPES)[number];

/** Days before the end from which a certificate is told. */
export const ENDS_SOON = 30;

/** How an integration logs in, as it was written. */
export type RawCredential = {
  readonly type: CredentialType;
  readonly app?: string;
  readonly scopes?: readonly string[];
  readonly ipRanges?: readonly string[];
  /** Path of a PEM file. */
  readonly certificate?: string;
};

export type CredentialDefinition = {
  readonly type: CredentialType;
  /** Developer name of the External Client App. */
  readonly app: string;
  /** Undefined: left as they are, `Api` for a new app. */
  readonly scopes: readonly string[] | undefined;
  /** Undefined: left as they are, none for a new app. */
  readonly ipRanges: readonly IpRange[] | undefined;
  readonly certificate: string | undefined;
};

export type IpRange = { readonly start: string; readonly end: string };

/** Names of scopes in metadata (Metadata API, ConnectedAppOauthAccessScope, of which External Client Apps take the same). */
export const SCOPES: readonly string[] = [
  ...['Address', 'Api', 'Basic', 'CDP', 'CDPCalculatedInsight', 'CDPIdentityResolution', 'CDPIngest', 'CDPProfile'],
  ...['CDPQuery', 'CDPSegment', 'Chatbot', 'Chatter', 'Content', 'CustomApplications', 'CustomPermissions', 'Eclair'],
  ...['EinsteinGPT', 'Email', 'ForgotPassword', 'Full', 'Interaction', 'Lightning', 'OfflineAccess', 'OpenID'],
  ...['Pardot', 'Phone', 'Profile', 'PwdlessLogin', 'RefreshToken', 'SFAP', 'UserRegistration', 'Wave', 'Web'],
];

/**
 * Fills the defaults in and checks what can be known without an org.
 * @param app default of the app's name
 */
export function resolveCredential(
  raw: RawCredential,
  app: string,
): { credential: CredentialDefinition; problems: readonly Problem[] } {
  const scopes = raw.scopes?.map((scope) => known(scope) ?? scope);
  const ranges = raw.ipRanges?.map((text) => ({ text, range: parseRange(text) }));
  const credential = {
    type: raw.type,
    app: raw.app ?? app,
    scopes: scopes && [...new Set(scopes)],
    ipRanges: ranges?.flatMap(({ range }) => range ?? []),
    certificate: raw.certificate,
  };
  const problems = [
    ...appNameProblems(credential.app),
    ...(scopes ?? []).flatMap(scopeProblems),
    ...(ranges ?? []).flatMap(({ text, range }) =>
      range === undefined ? [error('credentialIpRange', text, [text])] : [],
    ),
    ...(raw.type === 'client-credentials' && raw.certificate !== undefined
      ? [error('credentialCertificateUnused', credential.app, [raw.certificate])]
      : []),
  ];
  return { credential, problems };
}

/** `api` and `refresh_token`, as OAuth writes them, are understood too. */
function known(scope: string): string | undefined {
  const plain = scope.replace(/[\s_-]/g, '').toLowerCase();
  return SCOPES.find((one) => one.toLowerCase() === plain);
}

function scopeProblems(scope: string): Problem[] {
  if (scope === 'Full') return [warning('credentialScopeFull', scope)];
  if (SCOPES.includes(scope)) return [];
  const meant = nearest(scope, SCOPES);
  return [error('credentialScope', scope, [scope], [(meant.length > 0 ? meant : SCOPES).join(', ')])];
}

/** Rules of a developer name (Metadata API, fullName). */
function appNameProblems(app: string): Problem[] {
  return /^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(app) && app.length <= 80 ? [] : [error('credentialApp', app, [app])];
}

/** `198.51.100.7` or `198.51.100.0-198.51.100.255`; IPv4 as Salesforce's own pages take them. */
function parseRange(text: string): IpRange | undefined {
  const [start = '', end = start, ...more] = text.split('-').map((part) => part.trim());
  const [from, to] = [numberOf(start), numberOf(end)];
  return more.length === 0 && from !== undefined && to !== undefined && from <= to ? { start, end } : undefined;
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.');
  const right = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return right ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}
