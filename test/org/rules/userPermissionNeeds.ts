const SETUP = ['ViewRoles', 'ViewSetup'] as const;

/**
 * User permissions that need others. ManageUsers and ResetPasswords are recorded complaints (facts 2.7); the rest
 * holds in every one of 40 or more retrieved permission sets and profiles in which the first one is on, while the
 * needed ones are rare otherwise (facts 2.7, mined counts).
 */
export const USER_PERMISSION_NEEDS: Readonly<Record<string, readonly string[]>> = {
  AssignPermissionSets: ['ManageProfilesPermissionsets'],
  ConvertLeads: ['EditTask'],
  CreateDashboardFolders: ['CreateCustomizeDashboards'],
  CustomizeApplication: ['ManageCustomPermissions', ...SETUP],
  EditBrandTemplates: ['EditHtmlTemplates', ...SETUP],
  EditMyDashboards: ['CreateCustomizeDashboards'],
  EditMyReports: ['CreateCustomizeReports'],
  EditPublicTemplates: SETUP,
  ListEmailSend: ['EditTask', 'EmailSingle'],
  ManageCustomReportTypes: SETUP,
  ManageDashbdsInPubFolders: [
    'CreateCustomizeDashboards',
    'CreateDashboardFolders',
    'EditMyDashboards',
    'ViewPublicDashboards',
  ],
  ManageUsers: [
    'AssignPermissionSets',
    'DelegatedTwoFactor',
    'FreezeUsers',
    'ManageInternalUsers',
    'ManageIpAddresses',
    'ManageLoginAccessPolicies',
    'ManagePasswordPolicies',
    'ManageProfilesPermissionsets',
    'ManageRoles',
    'ManageSharing',
    'MonitorLoginHistory',
    'ViewAllUsers',
  ],
  ModifyAllData: [
    'ConnectOrgToEnvironmentHub',
    'CreateCustomizeDashboards',
    'CreateCustomizeFilters',
    'CreateCustomizeReports',
    'CreateDashboardFolders',
    'CreateReportFolders',
    'DeleteTopics',
    'EditEvent',
    'EditMyDashboards',
    'EditMyReports',
    'EditPublicDocuments',
    'EditPublicFilters',
    'EditPublicTemplates',
    'EditTask',
    'EditTopics',
    'ImportLeads',
    'ManageCategories',
    'ManageDashbdsInPubFolders',
    'ManageNetworks',
    'ManageReportsInPubFolders',
    'ModifyMetadata',
    'SolutionImport',
    'TransferAnyEntity',
    'TransferAnyLead',
    'UseTeamReassignWizards',
    'ViewAllData',
    'ViewEventLogFiles',
    'ViewPublicDashboards',
    'ViewPublicReports',
    ...SETUP,
  ],
  ModifyMetadata: SETUP,
  ResetPasswords: SETUP,
  SubscribeDashboardRolesGrps: ['SubscribeDashboardToOtherUsers', 'SubscribeToLightningDashboards'],
  SubscribeDashboardToOtherUsers: ['SubscribeToLightningDashboards'],
  SubscribeReportRolesGrps: ['SubscribeReportToOtherUsers', 'SubscribeToLightningReports'],
  SubscribeReportToOtherUsers: ['SubscribeToLightningReports'],
  TransactionalEmailSend: ['EditTask', 'EmailSingle'],
  ViewAllData: ['ViewEventLogFiles', ...SETUP],
  ViewSetup: ['ViewRoles'],
};

/** User permissions that need rights on objects, as [object, flag] (facts 2.7: "Convert Leads" [recorded response]). */
export const OBJECT_RIGHT_NEEDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  ConvertLeads: [['Account', 'PermissionsCreate']],
};

/** Permissions that the platform adds by itself (observation "ViewSetup adds ViewRoles by itself"; facts 2.7: no others). */
export const ADDED_BY_ITSELF: Readonly<Record<string, string>> = { ViewSetup: 'ViewRoles' };
