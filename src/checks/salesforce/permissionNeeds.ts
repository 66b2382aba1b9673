/**
 * User permissions that work, or can be saved, only together with others: complaints of orgs (facts 2.7) and what every retrieved
 * permission set and profile shows that holds the first one.
 */
export const PERMISSION_NEEDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    AssignPermissionSets: 'ManageProfilesPermissionsets',
    ConvertLeads: 'EditTask',
    CreateDashboardFolders: 'CreateCustomizeDashboards',
    CustomizeApplication: 'ManageCustomPermissions ViewRoles ViewSetup',
    EditBrandTemplates: 'EditHtmlTemplates ViewRoles ViewSetup',
    EditMyDashboards: 'CreateCustomizeDashboards',
    EditMyReports: 'CreateCustomizeReports',
    EditPublicTemplates: 'ViewRoles ViewSetup',
    ListEmailSend: 'EditTask EmailSingle',
    ManageCustomReportTypes: 'ViewRoles ViewSetup',
    ManageDashbdsInPubFolders: 'CreateCustomizeDashboards CreateDashboardFolders EditMyDashboards ViewPublicDashboards',
    ManageUsers:
      'AssignPermissionSets DelegatedTwoFactor FreezeUsers ManageInternalUsers ManageIpAddresses ManageLoginAccessPolicies ManagePasswordPolicies ManageProfilesPermissionsets ManageRoles ManageSharing MonitorLoginHistory ViewAllUsers',
    ModifyAllData:
      'ConnectOrgToEnvironmentHub CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders CreateReportFolders DeleteTopics EditEvent EditMyDashboards EditMyReports EditPublicDocuments EditPublicFilters EditPublicTemplates EditTask EditTopics ImportLeads ManageCategories ManageDashbdsInPubFolders ManageNetworks ManageReportsInPubFolders ModifyMetadata SolutionImport TransferAnyEntity TransferAnyLead UseTeamReassignWizards ViewAllData ViewEventLogFiles ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup',
    ModifyMetadata: 'ViewRoles ViewSetup',
    ResetPasswords: 'ViewRoles ViewSetup',
    SubscribeDashboardRolesGrps: 'SubscribeDashboardToOtherUsers SubscribeToLightningDashboards',
    SubscribeDashboardToOtherUsers: 'SubscribeToLightningDashboards',
    SubscribeReportRolesGrps: 'SubscribeReportToOtherUsers SubscribeToLightningReports',
    SubscribeReportToOtherUsers: 'SubscribeToLightningReports',
    TransactionalEmailSend: 'EditTask EmailSingle',
    ViewAllData: 'ViewEventLogFiles ViewRoles ViewSetup',
    ViewSetup: 'ViewRoles',
  }).map(([permission, needs]) => [permission, needs.split(' ')]),
);

/** These permissions and everything that they need, directly or through others. */
export function withNeeds(permissions: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>();
  const add = (permission: string): void => {
    all.add(permission);
    PERMISSION_NEEDS.get(permission)?.forEach(add);
  };
  for (const permission of permissions) add(permission);
  return all;
}
