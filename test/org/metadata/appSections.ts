import type { Section, Sections } from './sections.ts';

/** What an External Client App is made of (facts 6.1). */
export type AppType =
  | 'ExternalClientApplication'
  | 'ExtlClntAppOauthSettings'
  | 'ExtlClntAppGlobalOauthSettings'
  | 'ExtlClntAppOauthConfigurablePolicies'
  | 'ExtlClntAppConfigurablePolicies';

const gap: Section = { kind: 'gap' };
const text: Section = { kind: 'string' };
const flag: Section = { kind: 'boolean' };

/** The elements in the order of the metadata WSDL, which these types need to be written in (facts 6.1). */
export const appSections: Readonly<Record<AppType, Sections>> = {
  ExternalClientApplication: {
    contactEmail: text,
    contactPhone: text,
    description: text,
    distributionState: text,
    iconUrl: text,
    infoUrl: text,
    isProtected: flag,
    label: text,
    logoUrl: text,
    managedType: gap,
    orgScopedExternalApp: text,
  },
  ExtlClntAppOauthSettings: {
    areAttributesIncludedInAssetToken: gap,
    areCustomPermsIncludedInAssetToken: gap,
    assetTokenAudiences: gap,
    assetTokenSigningCertificate: gap,
    assetTokenValidity: gap,
    clientAssertionCertificate: gap,
    commaSeparatedCustomScopes: gap,
    commaSeparatedOauthScopes: text,
    customAttributes: gap,
    externalClientApplication: text,
    isFirstPartyAppEnabled: flag,
    label: text,
    oauthLink: text,
    singleLogoutUrl: gap,
    trustedIpRanges: {
      kind: 'list',
      key: 'startIpAddress',
      members: { description: 'string', endIpAddress: 'string', startIpAddress: 'string' },
      optional: ['description'],
    },
  },
  ExtlClntAppGlobalOauthSettings: {
    callbackUrl: text,
    certificate: text,
    consumerKey: text,
    consumerSecret: text,
    externalClientApplication: text,
    idTokenConfig: gap,
    isClientCredentialsFlowEnabled: flag,
    isCodeCredFlowEnabled: flag,
    isCodeCredPostOnly: flag,
    isConsumerSecretOptional: flag,
    isDeviceFlowEnabled: flag,
    isIntrospectAllTokens: flag,
    isNamedUserJwtEnabled: flag,
    isPkceRequired: flag,
    isRefreshTokenRotationEnabled: flag,
    isSecretRequiredForRefreshToken: flag,
    isSecretRequiredForTokenExchange: flag,
    isTokenExchangeEnabled: flag,
    label: text,
    shouldRotateConsumerKey: flag,
    shouldRotateConsumerSecret: flag,
  },
  ExtlClntAppOauthConfigurablePolicies: {
    apexHandler: gap,
    clientCredentialsFlowUser: text,
    commaSeparatedCustomScopes: gap,
    commaSeparatedPermissionSet: text,
    commaSeparatedProfile: text,
    customAttributes: gap,
    executeHandlerAs: gap,
    externalClientApplication: text,
    guestJwtTimeout: gap,
    ipRelaxationPolicyType: text,
    isClientCredentialsFlowEnabled: flag,
    isGuestCodeCredFlowEnabled: flag,
    isNamedUserJwtEnabled: flag,
    isTokenExchangeFlowEnabled: flag,
    label: text,
    namedUserJwtTimeout: gap,
    permittedUsersPolicyType: text,
    policyAction: gap,
    refreshTokenPolicyType: text,
    refreshTokenValidityPeriod: { kind: 'int' },
    refreshTokenValidityUnit: text,
    requiredSessionLevel: gap,
    sessionTimeoutInMinutes: { kind: 'int' },
    singleLogoutUrl: gap,
    startUrl: gap,
  },
  ExtlClntAppConfigurablePolicies: {
    externalClientApplication: text,
    isEnabled: { kind: 'boolean' },
    isMobilePluginEnabled: flag,
    isNotificationPluginEnabled: flag,
    isOauthPluginEnabled: flag,
    isPushPluginEnabled: flag,
    isSamlPluginEnabled: flag,
    label: text,
    startPage: text,
    startUrl: text,
  },
};

export const appSettingsSections: Sections = {
  enableClientSecretInRestApiAccess: flag,
  enableConsumerSecretApiAccess: gap,
  enablePackageEcaOauthFromDevOrg: gap,
};

/** Where the files lie. source: facts 6.1 [official META67] */
export const appFolders: Readonly<Record<AppType, { readonly directory: string; readonly suffix: string }>> = {
  ExternalClientApplication: { directory: 'externalClientApps', suffix: 'eca' },
  ExtlClntAppOauthSettings: { directory: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
  ExtlClntAppGlobalOauthSettings: { directory: 'extlClntAppGlobalOauthSets', suffix: 'ecaGlblOauth' },
  ExtlClntAppOauthConfigurablePolicies: { directory: 'extlClntAppOauthPolicies', suffix: 'ecaOauthPlcy' },
  ExtlClntAppConfigurablePolicies: { directory: 'extlClntAppPolicies', suffix: 'ecaPlcy' },
};

export function isAppType(type: string): type is AppType {
  return Object.hasOwn(appSections, type);
}
