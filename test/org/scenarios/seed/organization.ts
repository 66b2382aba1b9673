import type { Org } from '../../org.ts';
import type { Scenario } from '../table.ts';

/** The one row of Organization; gives back its id. */
export const plantOrganization = (org: Org, scenario: Scenario, by: string): string => {
  const access = scenario.features.sharing === 'Private' ? 'None' : 'Edit';
  const expires = new Date(org.now().getTime() + (scenario.expiresInDays ?? 0) * 86_400_000);
  return org.store.insert(
    'Organization',
    {
      Name: 'Acme',
      Country: scenario.language === 'de' ? 'DE' : 'US',
      DefaultLocaleSidKey: scenario.locale,
      LanguageLocaleKey: scenario.language,
      TimeZoneSidKey: scenario.timeZone,
      IsSandbox: scenario.features.sandbox ? 1 : 0,
      InstanceName: scenario.instance,
      OrganizationType: scenario.features.edition,
      NamespacePrefix: null,
      TrialExpirationDate: scenario.expiresInDays === null ? null : expires.toISOString(),
      DefaultAccountAccess: access,
      DefaultContactAccess: access === 'Edit' ? 'ControlledByParent' : 'None',
      DefaultOpportunityAccess: access,
      DefaultLeadAccess: access,
      DefaultCaseAccess: access,
      DefaultCampaignAccess: access,
      FiscalYearStartMonth: 1,
      UiSkin: 'Theme3',
    },
    by,
  );
};
