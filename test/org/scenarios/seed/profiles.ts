import type { Org, Row } from '../../org.ts';
import { forcedPermissions } from '../../rules/integrationLicense.ts';
import { insertOwnedSet } from '../../rules/ownedSet.ts';
import type { Scenario } from '../table.ts';
import { grantObjects, type ObjectGrants } from './grantObjects.ts';
import type { Licenses } from './licenses.ts';
import { PROFILE_PERMISSIONS } from './profilePermissions.ts';

/** Ids by English name. */
export type Profiles = Readonly<Record<string, string>>;

type Seed = {
  readonly name: string;
  readonly german?: string;
  readonly license: string;
  /** Key in PROFILE_PERMISSIONS, or the names themselves. */
  readonly permissions: string;
  readonly custom?: true;
  readonly objects?: ObjectGrants;
};

const SALES: ObjectGrants = {
  Account: 'CRED',
  Contact: 'CRED',
  Opportunity: 'CRED',
  Lead: 'CRED',
  Case: 'CRE',
  Campaign: 'R',
  Contract: 'CRED',
  Order: 'CRED',
  Product2: 'R',
  Pricebook2: 'R',
  Asset: 'CRED',
  Quote: 'CRE',
};

/** Facts 1.1 (profiles by license), 2.1 (names, localized ones [unverified]), 2.5 (permissions). */
const SEEDS: readonly Seed[] = [
  {
    name: 'System Administrator',
    german: 'Systemadministrator',
    license: 'Salesforce',
    permissions: 'Admin',
    objects: 'all',
  },
  { name: 'Standard User', german: 'Standardbenutzer', license: 'Salesforce', permissions: 'Standard', objects: SALES },
  {
    name: 'Read Only',
    german: 'Nur Lesen',
    license: 'Salesforce',
    permissions: 'ReadOnly',
    objects: { Account: 'R', Contact: 'R' },
  },
  { name: 'Marketing User', license: 'Salesforce', permissions: 'MarketingProfile', objects: SALES },
  { name: 'Contract Manager', license: 'Salesforce', permissions: 'ContractManager', objects: SALES },
  { name: 'Solution Manager', license: 'Salesforce', permissions: 'SolutionManager', objects: SALES },
  {
    name: 'Minimum Access - Salesforce',
    german: 'Mindestzugriff - Salesforce',
    license: 'Salesforce',
    permissions: 'Minimum Access - Salesforce',
  },
  {
    name: 'Standard Platform User',
    license: 'Salesforce Platform',
    permissions: 'StandardAul',
    objects: { Account: 'CRED', Contact: 'CRED' },
  },
  { name: 'Chatter Free User', license: 'Chatter Free', permissions: 'Chatter Free User' },
  { name: 'Chatter Moderator User', license: 'Chatter Free', permissions: 'Chatter Moderator User' },
  { name: 'Identity User', license: 'Identity', permissions: 'Identity User' },
  { name: 'Anypoint Integration', license: 'Identity', permissions: 'Anypoint Integration' },
  { name: 'External Identity User', license: 'External Identity', permissions: 'External Identity User' },
  {
    name: 'Analytics Cloud Integration User',
    license: 'Analytics Cloud Integration User',
    permissions: 'Analytics Cloud Integration User',
  },
  {
    name: 'Analytics Cloud Security User',
    license: 'Analytics Cloud Integration User',
    permissions: 'Analytics Cloud Security User',
  },
  { name: 'Cross Org Data Proxy User', license: 'XOrg Proxy User', permissions: 'Cross Org Data Proxy User' },
  {
    name: 'Legacy API User',
    license: 'Salesforce',
    custom: true,
    permissions: 'ApiEnabled ActivitiesAccess EditTask EditEvent RunReports PasswordNeverExpires ViewSetup ViewRoles',
    objects: {
      Account: 'CREDVM',
      Contact: 'CRE',
      Opportunity: 'CRE',
      Order: 'CRE',
      Product2: 'R',
      Pricebook2: 'R',
      Invoice__c: 'CRE',
    },
  },
  {
    name: 'User Manager',
    license: 'Salesforce',
    custom: true,
    permissions: 'ApiEnabled ViewSetup ViewRoles ManageInternalUsers ManageProfilesPermissionsets AssignPermissionSets',
    objects: { Account: 'R' },
  },
];

const integrationSeeds = (scenario: Scenario): Seed[] => {
  const common = {
    license: 'Salesforce Integration',
    permissions: forcedPermissions(scenario.features.chatter).join(' '),
  };
  const old = { ...common, name: 'Salesforce API Only System Integrations', custom: true as const };
  const current = {
    ...common,
    name: 'Minimum Access - API Only Integrations',
    german: 'Mindestzugriff – nur API-Integrationen',
  };
  return (scenario.integration?.profiles ?? []).map((which) => (which === 'old' ? old : current));
};

/** Writes the profiles with the permission sets that they own; gives back their ids. */
export const plantProfiles = (org: Org, scenario: Scenario, licenses: Licenses, by: string): Profiles =>
  Object.fromEntries(
    [...SEEDS, ...integrationSeeds(scenario)].map((seed) => [
      seed.name,
      plantProfile(org, scenario, seed, licenses, by),
    ]),
  );

/** Writes one profile with the set that it owns; gives back its id. */
export const plantProfile = (org: Org, scenario: Scenario, seed: Seed, licenses: Licenses, by: string): string => {
  const row: Row = {
    Name: scenario.language === 'de' ? (seed.german ?? seed.name) : seed.name,
    UserLicenseId: licenses[seed.license] ?? null,
    UserType: seed.license === 'Chatter Free' ? 'CsnOnly' : 'Standard',
  };
  const object = org.schema.object('Profile');
  for (const name of (PROFILE_PERMISSIONS[seed.permissions] ?? seed.permissions).split(' ')) {
    const known = object && org.schema.field(object, `Permissions${name}`);
    if (known && (name !== 'ChatterInternalUser' || scenario.features.chatter)) row[`Permissions${name}`] = 1;
  }
  const id = org.store.insert('Profile', row, by);
  const set = insertOwnedSet(org, { ...row, Id: id }, { custom: seed.custom === true, by });
  grantObjects(org, set, seed.objects ?? {}, by);
  return id;
};
