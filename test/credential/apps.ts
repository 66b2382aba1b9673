import { APP_PARTS, type AppPart, type ClientApp } from '../../src/org/metadata/clientApps.ts';
import { textElement } from '../../src/org/metadata/xml.ts';

export const APP = 'Integration_ZoomInfo';

type Elements = Readonly<Partial<Record<AppPart, Readonly<Record<string, string>>>>>;

const WORKING: Required<Elements> = {
  app: { label: 'Integration - ZoomInfo' },
  oauth: { commaSeparatedOauthScopes: 'Api' },
  global: { consumerKey: '3MVG9key', isClientCredentialsFlowEnabled: 'true' },
  oauthPolicies: {
    clientCredentialsFlowUser: 'zoominfo@acme.integration',
    commaSeparatedPermissionSet: APP,
    isClientCredentialsFlowEnabled: 'true',
    permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
  },
  policies: { isEnabled: 'true', isOauthPluginEnabled: 'true' },
};

/** An app by which the client credentials flow works for the user ZoomInfo, but for what is given. */
export function clientApp(differs: Elements = {}): ClientApp {
  const parts = (Object.keys(APP_PARTS) as AppPart[]).map((part) => {
    const elements = { ...WORKING[part], ...differs[part] };
    const content = Object.entries(elements).map(([name, text]) => textElement(name, text));
    return [part, { fullName: `${APP}${APP_PARTS[part].ending}`, content }] as const;
  });
  return { name: APP, id: '0xI000000000001AAA', parts: Object.fromEntries(parts) };
}
