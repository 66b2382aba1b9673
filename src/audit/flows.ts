import { OAUTH_TYPES, OTHERS_TYPES, PEOPLE_TYPES, SOAP_TYPES, SSO_TYPES, UI_TYPES } from '../org/audit/loginTypes.ts';

/** How a login came about, as far as LoginHistory tells (facts 5.1). */
export type Flow =
  | 'client-credentials'
  | 'jwt-bearer'
  | 'token-exchange'
  | 'password-flow'
  | 'soap-login'
  | 'refresh-token'
  | 'interactive-consent'
  | 'people-application'
  | 'ui-login'
  | 'single-sign-on'
  | 'somebody-else';

type Way = { readonly type: string; readonly subType: string };

const SUB_TYPES: Readonly<Record<string, Flow>> = {
  'OAuth Client Credentials': 'client-credentials',
  'OAuth Username-Password': 'password-flow',
  'OAuth Token Exchange': 'token-exchange',
  'OAuth Refresh Token': 'refresh-token',
  'OAuth OTP Login': 'people-application',
};

/** No person takes part in these: the application has what it needs. */
export const UNATTENDED: readonly Flow[] = [
  'client-credentials',
  'jwt-bearer',
  'token-exchange',
  'password-flow',
  'soap-login',
];

/** Of OAuth without a sub-type the bearer flow is the only one that has none of its own (facts 5.4, inference). */
export function flowOf({ type, subType }: Way): Flow {
  if (OTHERS_TYPES.includes(type)) return 'somebody-else';
  if (SSO_TYPES.includes(type)) return 'single-sign-on';
  if (SOAP_TYPES.includes(type)) return 'soap-login';
  if (PEOPLE_TYPES.includes(type)) return 'people-application';
  if (!OAUTH_TYPES.includes(type)) return 'ui-login';
  if (subType === '') return type === 'Remote Access 2.0' ? 'jwt-bearer' : 'refresh-token';
  // Hybrid applications show web pages inside: those of telephones.
  if (subType.includes('Hybrid')) return 'people-application';
  return SUB_TYPES[subType] ?? 'interactive-consent';
}

const KNOWN = new Set([...OAUTH_TYPES, ...SOAP_TYPES, ...PEOPLE_TYPES, ...SSO_TYPES, ...UI_TYPES, ...OTHERS_TYPES]);

/** Login types of which we do not know what they are; they count as logins of people. */
export function unknownTypes(ways: readonly Way[]): string[] {
  return [...new Set(ways.map(({ type }) => type).filter((type) => !KNOWN.has(type)))].sort();
}
