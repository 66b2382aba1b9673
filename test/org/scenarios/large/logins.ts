import type { Random } from './random.ts';

/** The columns of LoginHistory that say how somebody logged in (facts 5.1). */
export type Way = {
  readonly type: string;
  readonly subType?: string;
  readonly application: string;
  readonly browser: string;
  readonly platform: string;
  readonly apiType?: string;
  readonly apiVersion?: string;
  readonly clientVersion?: string;
  readonly status?: string;
};

const unseen = { browser: 'Unknown', platform: 'Unknown' };
const oauth = (application: string, subType: string | undefined, seen = unseen): Way => ({
  ...{ type: 'Remote Access 2.0', application, ...seen },
  ...(subType === undefined ? {} : { subType }),
});

/** Desktops of people. */
export const desktops = [
  { browser: 'Chrome 138', platform: 'Windows 11' },
  { browser: 'Chrome 137', platform: 'Mac OSX' },
  { browser: 'Edge 138', platform: 'Windows 11' },
  { browser: 'Safari 18', platform: 'Mac OSX' },
  { browser: 'Firefox 140', platform: 'Windows 10' },
] as const;
export type Desktop = (typeof desktops)[number];

/** The ways of people at a browser. */
export const byBrowser = {
  password: (desktop: Desktop): Way => ({
    ...{ type: 'Application', subType: 'UI Username-Password', application: 'Browser', ...desktop },
  }),
  saml: (random: Random, desktop: Desktop): Way => ({
    ...{ type: random.pick(['SAML Idp Initiated SSO', 'SAML Sfdc Initiated SSO']), application: 'Browser', ...desktop },
  }),
  thirdParty: (desktop: Desktop): Way => ({ type: 'Third Party SSO', application: 'Browser', ...desktop }),
} as const;

/** The ways of an application that a person lets in. JWT bearer has no sub-type of its own (facts 5.1). */
export const byApplication = {
  consent: (application: string, desktop: Desktop): Way => oauth(application, 'OAuth Web Server', desktop),
  refresh: (application: string): Way => oauth(application, 'OAuth Refresh Token'),
  phoneConsent: (application: string): Way =>
    oauth(application, 'OAuth User-Agent for Hybrid Apps', {
      ...{ browser: application.endsWith('iOS') ? 'Safari 18' : 'Chrome Mobile 138' },
      platform: application.endsWith('iOS') ? 'iPhone' : 'Android',
    }),
  phoneRefresh: (application: string): Way => oauth(application, 'OAuth Refresh Token for Hybrid Apps'),
} as const;

/** The ways of machines alone. */
export const byMachine = {
  clientCredentials: (application: string): Way => oauth(application, 'OAuth Client Credentials'),
  jwt: (application: string): Way => oauth(application, undefined),
  password: (application: string): Way => oauth(application, 'OAuth Username-Password'),
  soap: (application: string, apiVersion: string): Way => ({
    ...{ type: 'Other Apex API', application, browser: 'Java (Salesforce.com)', platform: 'Unknown' },
    ...{ apiType: 'SOAP Partner', apiVersion },
  }),
  partner: (application: string, apiVersion: string): Way => ({
    ...{ type: 'Partner Product', application, ...unseen, apiType: 'SOAP Partner', apiVersion },
  }),
} as const;

/** The Data Loader over SOAP; its name tells window from command line (facts 5.1). */
export const dataLoader = (mode: 'UI' | 'Batch', apiVersion = '64.0'): Way => ({
  ...{ type: 'Other Apex API', application: `DataLoaderBulk${mode}/`, browser: 'Java (Salesforce.com)' },
  ...{ platform: 'Unknown', apiType: 'SOAP Partner', apiVersion, clientVersion: `${apiVersion}.0` },
});

export const failed = (way: Way, status: string): Way => ({ ...way, status });
