import type { Org, Row } from '../../org.ts';
import { INTEGRATION_LICENSE, INTEGRATION_PSL, PSL_USER_PERMISSIONS } from '../../rules/integrationLicense.ts';
import type { Scenario } from '../table.ts';

/** Ids by Name of the user license or DeveloperName of the permission set license. */
export type Licenses = Readonly<Record<string, string>>;

/**
 * Name, LicenseDefinitionKey, TotalLicenses (facts 1.1, 1.2). The key of the integration license is UNKNOWN: a
 * placeholder, so that code which relies on one fails (facts 10).
 */
const userLicenses = (scenario: Scenario): readonly (readonly [string, string, number])[] => [
  ['Salesforce', 'SFDC', scenario.salesforceSeats],
  ...(scenario.integration ? [[INTEGRATION_LICENSE, 'SFDC_INTEGRATION_SIM', scenario.integration.seats] as const] : []),
  ['Salesforce Platform', 'AUL', 3],
  ['Chatter Free', 'CSN_User', 5000],
  ['Identity', 'PID_Identity_User', 10],
  ['External Identity', 'PID_External_Identity', 5],
  ['Analytics Cloud Integration User', 'INSIGHTS_INTEGRATION_USER', 2],
  ['Cloud Integration User', 'CLOUD_INTEGRATION_USER', 1],
  ['SalesforceIQ Integration User', 'PID_SalesforceIQIntegration', 0],
  ['XOrg Proxy User', 'PID_XOrg_Proxy_User', 2],
];

/** DeveloperName, MasterLabel, TotalLicenses. */
const OTHER_PSLS: readonly (readonly [string, string, number])[] = [
  ['FieldServiceIntegrationPsl', 'Field Service Integration', 5],
  ['HealthCloudStarterPsl', 'Health Cloud Starter', 10],
  ['SalesUserPsl', 'Sales User', 10],
];

/** Writes the licenses; gives back their ids. */
export const plantLicenses = (org: Org, scenario: Scenario, by: string): Licenses => {
  const now = org.now().toISOString();
  const users = userLicenses(scenario).map(([name, key, total]): [string, string] => {
    const status = total === 0 ? 'Disabled' : 'Active';
    const row = { Name: name, MasterLabel: name, LicenseDefinitionKey: key, TotalLicenses: total, Status: status };
    return [name, org.store.insert('UserLicense', { ...row, UsedLicensesLastUpdated: now }, by)];
  });
  const integration = scenario.integration && integrationPsl(org, scenario.integration.pslSeats, by);
  const others = OTHER_PSLS.map(([developerName, label, total]): [string, string] => {
    // A trap: the flag is not about the Integration user license (facts 1.3).
    const flag = developerName === 'SalesUserPsl' ? 1 : 0;
    const row = { ...psl(developerName, label, developerName, total), IsAvailableForIntegrations: flag };
    return [developerName, org.store.insert('PermissionSetLicense', row, by)];
  });
  return Object.fromEntries([
    ...users,
    ...others,
    ...(integration ? [[INTEGRATION_PSL, integration]] : []),
  ]) as Licenses;
};

const psl = (developerName: string, label: string, key: string, total: number) => ({
  DeveloperName: developerName,
  MasterLabel: label,
  PermissionSetLicenseKey: key,
  Language: 'en_US',
  TotalLicenses: total,
  MigratableLicenses: 0,
  Status: 'Active',
});

const integrationPsl = (org: Org, seats: number, by: string): string => {
  const object = org.schema.object('PermissionSetLicense');
  const maximum = PSL_USER_PERMISSIONS.map((name) => `MaximumPermissions${name}`)
    .filter((column) => object && org.schema.field(object, column))
    .map((column) => [column, 1]);
  const row = psl(INTEGRATION_PSL, 'Salesforce API Integration', 'SFDC_INTEGRATION_PSL_SIM', seats);
  return org.store.insert('PermissionSetLicense', { ...row, ...(Object.fromEntries(maximum) as Row) }, by);
};
