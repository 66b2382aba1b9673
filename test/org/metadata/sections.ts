import { appFolders, appSections, appSettingsSections, type AppType } from './appSections.ts';
import { caseSettingsSections, ruleFolders, ruleSections, type RuleType } from './ownerSections.ts';

/** The metadata types that the simulated org keeps. */
export type MetadataType = 'PermissionSet' | 'Profile' | KeptType;

/** Types that no sObject holds. */
export type KeptType = AppType | RuleType | SettingsType | 'ProfilePasswordPolicy';

/** Settings of the whole org, of which there is always one. */
type SettingsType = 'CaseSettings' | 'ExternalClientAppSettings' | 'SecuritySettings';

/** Types whose components are files of their own; settings go together under another name. */
export type FileType = Exclude<MetadataType, SettingsType>;

type Scalar = 'string' | 'boolean' | 'int';

/** An element of a type: one value, or a list of entries known by their key member. `since`: first API version. */
export type Section =
  | { readonly kind: Scalar; readonly required?: true }
  | ListSection
  /** Part of the type, but the simulated org does not keep it. */
  | { readonly kind: 'gap' };

/** Entries may hold entries of their own. */
export type ListSection = {
  readonly kind: 'list';
  readonly key: string;
  readonly members: Readonly<Record<string, Member>>;
  readonly optional?: readonly string[];
  readonly since?: Readonly<Record<string, number>>;
};
export type Member = Scalar | ListSection;

export type Sections = Readonly<Record<string, Section>>;

const gap: Section = { kind: 'gap' };

function switched(key: string): Section {
  return { kind: 'list', key, members: { [key]: 'string', enabled: 'boolean' } };
}

const objectPermissions: Section = {
  kind: 'list',
  key: 'object',
  members: {
    allowCreate: 'boolean',
    allowDelete: 'boolean',
    allowEdit: 'boolean',
    allowRead: 'boolean',
    modifyAllRecords: 'boolean',
    object: 'string',
    viewAllFields: 'boolean',
    viewAllRecords: 'boolean',
  },
  optional: ['viewAllFields'],
  since: { viewAllFields: 63 },
};

const fieldPermissions: Section = {
  kind: 'list',
  key: 'field',
  members: { editable: 'boolean', field: 'string', readable: 'boolean' },
  optional: ['readable'],
};

function tabs(): Section {
  return { kind: 'list', key: 'tab', members: { tab: 'string', visibility: 'string' } };
}

const shared: Sections = {
  agentAccesses: gap,
  classAccesses: switched('apexClass'),
  customMetadataTypeAccesses: switched('name'),
  customPermissions: switched('name'),
  customSettingAccesses: switched('name'),
  description: { kind: 'string' },
  externalDataSourceAccesses: gap,
  fieldPermissions,
  flowAccesses: switched('flow'),
  objectPermissions,
  pageAccesses: switched('apexPage'),
  servicePresenceStatusAccesses: gap,
  userPermissions: switched('name'),
};

const permissionSet: Sections = {
  ...shared,
  applicationVisibilities: { kind: 'list', key: 'application', members: { application: 'string', visible: 'boolean' } },
  emailRoutingAddressAccesses: gap,
  externalCredentialPrincipalAccesses: switched('externalCredentialPrincipal'),
  hasActivationRequired: { kind: 'boolean' },
  label: { kind: 'string', required: true },
  license: { kind: 'string' },
  recordTypeVisibilities: { kind: 'list', key: 'recordType', members: { recordType: 'string', visible: 'boolean' } },
  tabSettings: tabs(),
};

const profile: Sections = {
  ...shared,
  applicationVisibilities: {
    kind: 'list',
    key: 'application',
    members: { application: 'string', default: 'boolean', visible: 'boolean' },
  },
  categoryGroupVisibilities: gap,
  custom: { kind: 'boolean' },
  genComputingSummaryDefAccesses: gap,
  layoutAssignments: gap,
  loginFlows: gap,
  loginHours: gap,
  loginIpRanges: gap,
  profileActionOverrides: gap,
  recordTypeVisibilities: {
    kind: 'list',
    key: 'recordType',
    members: { default: 'boolean', personAccountDefault: 'boolean', recordType: 'string', visible: 'boolean' },
    optional: ['personAccountDefault'],
  },
  tabVisibilities: tabs(),
  userLicense: { kind: 'string' },
};

const number: Section = { kind: 'int', required: true };

const profilePasswordPolicy: Sections = {
  forgotPasswordRedirect: { kind: 'boolean' },
  lockoutInterval: number,
  maxLoginAttempts: number,
  minimumPasswordLength: number,
  minimumPasswordLifetime: { kind: 'boolean' },
  obscure: { kind: 'boolean' },
  passwordComplexity: number,
  passwordExpiration: number,
  passwordHistory: number,
  passwordQuestion: number,
  profile: { kind: 'string', required: true },
};

const securitySettings: Sections = {
  canUsersGrantLoginAccess: gap,
  enableAdminLoginAsAnyUser: gap,
  enableAuditFieldsInactiveOwner: gap,
  enableAuraSecureEvalPref: gap,
  enableRequireHttpsConnection: gap,
  networkAccess: gap,
  passwordPolicies: {
    kind: 'list',
    key: 'expiration',
    members: {
      complexity: 'string',
      expiration: 'string',
      historyRestriction: 'string',
      lockoutInterval: 'string',
      maxLoginAttempts: 'string',
      minimumPasswordLength: 'string',
      minimumPasswordLifetime: 'boolean',
      obscureSecretAnswer: 'boolean',
      questionRestriction: 'string',
    },
  },
  sessionSettings: gap,
  singleSignOnSettings: gap,
};

/** The elements of each type. source: facts 2.4, 3.6 and 4.4, META67 and the metadata WSDL [official] */
export const sectionsOf: Readonly<Record<MetadataType, Sections>> = {
  ...appSections,
  ...ruleSections,
  CaseSettings: caseSettingsSections,
  ExternalClientAppSettings: appSettingsSections,
  PermissionSet: permissionSet,
  Profile: profile,
  ProfilePasswordPolicy: profilePasswordPolicy,
  SecuritySettings: securitySettings,
};

/** Where the files of a type lie. source: facts 2.4, 3.6, 4.4 [official] */
export const folderOf: Readonly<Record<FileType, { readonly directory: string; readonly suffix: string }>> = {
  ...appFolders,
  ...ruleFolders,
  PermissionSet: { directory: 'permissionsets', suffix: 'permissionset' },
  Profile: { directory: 'profiles', suffix: 'profile' },
  ProfilePasswordPolicy: { directory: 'profilePasswordPolicies', suffix: 'profilePasswordPolicy' },
};

export function isFileType(name: string): name is FileType {
  return Object.hasOwn(folderOf, name);
}

export function isMetadataType(name: string): name is MetadataType {
  return Object.hasOwn(sectionsOf, name);
}
