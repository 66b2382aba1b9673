/** Name of the user license (facts 1.1). */
export const INTEGRATION_LICENSE = 'Salesforce Integration';

/** DeveloperName of the permission set license that goes with it (facts 1.3). */
export const INTEGRATION_PSL = 'SalesforceAPIIntegrationPsl';

/** User permissions that the license switches on in its profiles; the third only with Chatter (facts 2.5, 10). */
export const forcedPermissions = (chatter: boolean): readonly string[] =>
  chatter ? ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'] : ['ApiEnabled', 'ApiUserOnly'];

/** Standard objects that appear on profiles of the bare license (facts 2.5). */
export const BARE_STANDARD_OBJECTS: ReadonlySet<string> = new Set(['Survey', 'SurveyInvitation', 'SurveyResponse']);

/**
 * User permissions that the permission set license admits: Appendix A, ActivateOrder and EditActivatedOrders
 * (facts 1.3), Run Flows (facts 8), Access Activities (blocked without the license only, facts 1.6).
 */
export const PSL_USER_PERMISSIONS: readonly string[] = (
  'ActivateOrder ActivitiesAccess AssignPermissionSets AssignTopics ConnectOrgToEnvironmentHub ConvertLeads ' +
  'CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders CreateReportFolders ' +
  'CreateTopics CustomizeApplication DelegatedTwoFactor DeleteTopics EditActivatedOrders EditBrandTemplates EditEvent ' +
  'EditHtmlTemplates EditMyDashboards EditMyReports EditPublicDocuments EditPublicFilters EditPublicTemplates EditTask ' +
  'EditTopics FreezeUsers ImportLeads InstallPackaging ManageCategories ManageCustomPermissions ' +
  'ManageDashbdsInPubFolders ManageInternalUsers ManageIpAddresses ManageLoginAccessPolicies ManageNetworks ' +
  'ManagePasswordPolicies ManageProfilesPermissionsets ManageReportsInPubFolders ManageRoles ManageSandboxes ' +
  'ManageSessionPermissionSets ManageSharing ManageUsers ModifyAllData ModifyMetadata MonitorLoginHistory ' +
  'PasswordNeverExpires ResetPasswords RunFlow RunReports SolutionImport TransferAnyEntity TransferAnyLead ' +
  'UseTeamReassignWizards ViewAllData ViewAllUsers ViewDeveloperName ViewEventLogFiles ViewPublicDashboards ' +
  'ViewPublicReports ViewRoles ViewSetup'
).split(' ');

/** Industry objects that stay out of reach even with the permission set license (facts 8, KB 005385054). */
export const INDUSTRY_OBJECTS: ReadonlySet<string> = new Set([
  'CareProgram',
  'CareProgramEnrollee',
  'CareProgramProvider',
  'CareSpecialty',
  'ClinicalServiceRequest',
  'HealthcareFacilityNetwork',
  'HealthcarePractitionerFacility',
  'HealthcareProviderSpecialty',
  'MedicationRequest',
  'PlanBenefit',
]);
