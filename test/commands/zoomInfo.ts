import type { LoggedRequest } from '../org/rest/requestLog.ts';

/** The user that most tests create. */
export const USERNAME = 'zoominfo@acme.integration';
export const SET = 'Integration_ZoomInfo';
export const PROFILE = 'Integration API Only';
export const PSL = 'SalesforceAPIIntegrationPsl';
export const STANDARD_PROFILE = 'Minimum Access - API Only Integrations';

/** Name, username and e-mail, and nothing else. */
export const NOBODY = ['--name', 'ZoomInfo', '--username', USERNAME, '--email', 'team@acme.com'];

/** Read and edit on accounts with one field of each kind. */
export const ZOOMINFO = [
  ...NOBODY,
  ...['--object', 'Account=read,edit', '--field', 'Account.Website=edit', '--field', 'Account.Industry'],
];

/** Everything that a user can be described with. */
export const WHOLE = [
  ...ZOOMINFO,
  ...['--record-type', 'Account.Partner', '--apex-class', 'ZoomInfoInbound', '--custom-permission', 'Skip_Validation'],
  ...['--user-permission', 'EditTask', '--permission-set', 'Existing_Set', '--permission-set-group', 'Sales_Sync'],
  ...['--role', 'Integrations', '--public-group', 'Integrations', '--queue', 'Order_Intake'],
];

/** The requests that could change something: all but queries, describes and reads of metadata. */
export function writesOf(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter(
    ({ method, path, soapOperation }) =>
      method !== 'GET' &&
      !path.endsWith('/composite/batch') &&
      !['readMetadata', 'listMetadata'].includes(soapOperation ?? ''),
  );
}

/** A request in short: its method and what comes after the version. */
export function inShort({ method, path, soapOperation }: LoggedRequest): string {
  return soapOperation ?? `${method} ${path.replace(/^\/services\/data\/v[\d.]+/, '')}`;
}
