/**
 * User permissions that standard profiles have on, by the profile's metadata name, less those that are newer than the
 * schema. Source: facts 2.1, profiles of a Developer Edition org at v67 [recorded response].
 */
export const PROFILE_PERMISSIONS: Readonly<Record<string, string>> = {
  Admin:
    'AIViewInsightObjects ActivateContract ActivateOrder ActivitiesAccess AddDirectMessageMembers ' +
    'AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled AppFrameworkManageApp ' +
    'AssignPermissionSets AssignTopics AuthorApex BulkMacrosAllowed CanAccessCE CanInsertFeedSystemFields ' +
    'CanUseNewDashboardBuilder CanVerifyComment ChangeDashboardColors ChatterEditOwnPost ChatterEditOwnRecordPost ' +
    'ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ClientSecretRotation ' +
    'ConnectOrgToEnvironmentHub ConsentApiUpdate ContentAdministrator ContentWorkspaces ConvertLeads ' +
    'CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports CreateDashboardFolders ' +
    'CreateLtngTempFolder CreatePackaging CreateReportFolders CreateTopics CreateWorkspaces CustomizeApplication ' +
    'DataExport DelegatedTwoFactor DeleteActivatedContract DeleteTopics DistributeFromPersWksp ' +
    'EditActivatedOrders EditBillingInfo EditBrandTemplates EditCaseComments EditEvent EditHtmlTemplates ' +
    'EditKnowledge EditMyDashboards EditMyReports EditOppLineItemUnitPrice EditPublicDocuments EditPublicFilters ' +
    'EditPublicTemplates EditReadonlyFields EditTask EditTopics EmailMass EmailSingle EnableCommunityAppLauncher ' +
    'EnableNotifications ExportReport ExternalClientAppAdmin ExternalClientAppDeveloper ExternalClientAppViewer ' +
    'FreezeUsers GiveRecognitionBadge ImportCustomObjects ImportLeads ImportPersonal InstallPackaging ' +
    'LightningConsoleAllowedForUser LightningExperienceUser ListEmailSend ManageAnalyticSnapshots ' +
    'ManageAuthProviders ManageBusinessHourHolidays ManageC360AConnections ManageCMS ManageCallCenters ' +
    'ManageCases ManageCategories ManageCertificates ManageContentPermissions ManageContentProperties ' +
    'ManageContentTypes ManageCustomDomains ManageCustomPermissions ManageCustomReportTypes ' +
    'ManageDashbdsInPubFolders ManageDataCategories ManageDataIntegrations ManageDataMaskPolicies ' +
    'ManageDynamicDashboards ManageEmailClientConfig ManageExchangeConfig ManageFilesAndAttachments ' +
    'ManageHealthCheck ManageHubConnections ManageInteraction ManageInternalUsers ManageIpAddresses ' +
    'ManageKnowledge ManageKnowledgeImportExport ManageLeads ManageLoginAccessPolicies ManageMobile ' +
    'ManageNetworks ManageOrchInstsAndWorkItems ManagePasswordPolicies ManageProfilesPermissionsets ' +
    'ManagePropositions ManagePvtRptsAndDashbds ManageRecommendationStrategies ManageReleaseUpdates ' +
    'ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSearchPromotionRules ManageSharing ' +
    'ManageSolutions ManageSubscriptions ManageSynonyms ManageUnlistedGroups ManageUsers MassInlineEdit ' +
    'MergeTopics ModerateChatter ModifyAllData ModifyDataClassification ModifyMetadata MonitorLoginHistory ' +
    'NewReportBuilder OmnichannelInventorySync Packaging2 Packaging2Delete PrivacyDataAccess PublishPackaging ' +
    'RemoveDirectMessageMembers ResetPasswords RunReports ScheduleReports SelectFilesFromSalesforce ' +
    'SendCustomNotifications SendSitRequests ShareInternalArticles ShowCompanyNameAsUserBadge SolutionImport ' +
    'SubmitMacrosAllowed SubscribeDashboardRolesGrps SubscribeDashboardToOtherUsers SubscribeReportRolesGrps ' +
    'SubscribeReportToOtherUsers SubscribeReportsRunAsUser SubscribeToLightningDashboards ' +
    'SubscribeToLightningReports TraceXdsQueries TransactionalEmailSend TransferAnyCase TransferAnyEntity ' +
    'TransferAnyLead UseOmnichannelInventoryAPIs UseTeamReassignWizards UseWebLink ViewAllData ViewAllProfiles ' +
    'ViewAllUsers ViewClientSecret ViewDataAssessment ViewDataCategories ViewDataLeakageEvents ViewDeveloperName ' +
    'ViewEventLogFiles ViewHealthCheck ViewHelpLink ViewMLModels ViewMyTeamsDashboards ViewPlatformEvents ' +
    'ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup ViewUserPII WorkCalibrationUser',
  Standard:
    'ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled ' +
    'AssignTopics CanAccessCE ChatterEditOwnPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ' +
    'ChatterOwnGroups ContentWorkspaces ConvertLeads CreateCustomizeFilters CreateCustomizeReports CreateTopics ' +
    'DistributeFromPersWksp EditEvent EditOppLineItemUnitPrice EditTask EditTopics EmailMass EmailSingle ' +
    'EnableCommunityAppLauncher EnableNotifications ExportReport ImportPersonal LightningConsoleAllowedForUser ' +
    'LightningExperienceUser ListEmailSend MassInlineEdit RemoveDirectMessageMembers RunReports ' +
    'SelectFilesFromSalesforce SendSitRequests ShowCompanyNameAsUserBadge SubmitMacrosAllowed ' +
    'SubscribeToLightningReports TransactionalEmailSend UseWebLink ViewDeveloperName ViewHelpLink ViewRoles ' +
    'ViewSetup',
  ReadOnly:
    'ActivitiesAccess AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled AssignTopics ' +
    'ChatterEditOwnPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ' +
    'ContentWorkspaces CreateCustomizeFilters CreateCustomizeReports CreateTopics EditOppLineItemUnitPrice ' +
    'EditTopics EnableCommunityAppLauncher EnableNotifications ExportReport LightningConsoleAllowedForUser ' +
    'LightningExperienceUser RunReports SelectFilesFromSalesforce SendSitRequests ShowCompanyNameAsUserBadge ' +
    'SubmitMacrosAllowed SubscribeToLightningReports UseWebLink ViewHelpLink ViewRoles ViewSetup',
  MarketingProfile:
    'ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled ' +
    'AssignTopics CanAccessCE ChatterEditOwnPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ' +
    'ChatterOwnGroups ContentWorkspaces ConvertLeads CreateCustomizeFilters CreateCustomizeReports CreateTopics ' +
    'DistributeFromPersWksp EditBrandTemplates EditEvent EditHtmlTemplates EditOppLineItemUnitPrice ' +
    'EditPublicDocuments EditPublicTemplates EditTask EditTopics EmailMass EmailSingle EnableCommunityAppLauncher ' +
    'EnableNotifications ExportReport ImportLeads ImportPersonal LightningConsoleAllowedForUser ' +
    'LightningExperienceUser ListEmailSend MassInlineEdit RemoveDirectMessageMembers RunReports ' +
    'SelectFilesFromSalesforce SendSitRequests ShowCompanyNameAsUserBadge SubscribeToLightningReports ' +
    'TransactionalEmailSend UseWebLink ViewDeveloperName ViewHelpLink ViewRoles ViewSetup',
  ContractManager:
    'ActivateContract ActivateOrder ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch ' +
    'AllowViewKnowledge ApexRestServices ApiEnabled AssignTopics CanAccessCE ChatterEditOwnPost ChatterFileLink ' +
    'ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ContentWorkspaces ConvertLeads ' +
    'CreateCustomizeFilters CreateCustomizeReports CreateTopics DistributeFromPersWksp EditActivatedOrders ' +
    'EditEvent EditOppLineItemUnitPrice EditTask EditTopics EmailMass EmailSingle EnableCommunityAppLauncher ' +
    'EnableNotifications ExportReport ImportPersonal LightningConsoleAllowedForUser LightningExperienceUser ' +
    'ListEmailSend MassInlineEdit RemoveDirectMessageMembers RunReports SelectFilesFromSalesforce SendSitRequests ' +
    'ShowCompanyNameAsUserBadge SubscribeToLightningReports TransactionalEmailSend UseWebLink ViewDeveloperName ' +
    'ViewHelpLink ViewRoles ViewSetup',
  SolutionManager:
    'ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled ' +
    'AssignTopics CanAccessCE ChatterEditOwnPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ' +
    'ChatterOwnGroups ContentWorkspaces ConvertLeads CreateCustomizeFilters CreateCustomizeReports CreateTopics ' +
    'DistributeFromPersWksp EditEvent EditOppLineItemUnitPrice EditTask EditTopics EmailMass EmailSingle ' +
    'EnableCommunityAppLauncher EnableNotifications ExportReport ImportPersonal LightningConsoleAllowedForUser ' +
    'LightningExperienceUser ListEmailSend ManageSolutions MassInlineEdit RemoveDirectMessageMembers RunReports ' +
    'SelectFilesFromSalesforce SendSitRequests ShowCompanyNameAsUserBadge SolutionImport ' +
    'SubscribeToLightningReports TransactionalEmailSend UseWebLink ViewDeveloperName ViewHelpLink ViewRoles ' +
    'ViewSetup',
  'Minimum Access - Salesforce':
    'ActivitiesAccess AllowViewKnowledge ChatterInternalUser LightningConsoleAllowedForUser ViewHelpLink',
  StandardAul:
    'ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled ' +
    'AssignTopics ChatterEditOwnPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ' +
    'ChatterOwnGroups ContentWorkspaces CreateCustomizeFilters CreateCustomizeReports CreateTopics ' +
    'CustomMobileAppsAccess DistributeFromPersWksp EditEvent EditTask EditTopics EmailMass EmailSingle ' +
    'EnableCommunityAppLauncher EnableNotifications ExportReport ImportPersonal LightningExperienceUser ' +
    'ListEmailSend MassInlineEdit RemoveDirectMessageMembers RunReports SelectFilesFromSalesforce ' +
    'ShowCompanyNameAsUserBadge SubscribeToLightningDashboards SubscribeToLightningReports TransactionalEmailSend ' +
    'UseWebLink ViewDeveloperName ViewHelpLink ViewRoles ViewSetup',
  'Chatter Free User':
    'AddDirectMessageMembers ApexRestServices ApiEnabled AssignTopics ChatterFileLink ChatterInternalUser ' +
    'ChatterInviteExternalUsers ChatterOwnGroups CreateTopics DistributeFromPersWksp EditTopics ' +
    'EnableCommunityAppLauncher LightningExperienceUser PasswordNeverExpires RemoveDirectMessageMembers ' +
    'SelectFilesFromSalesforce ShowCompanyNameAsUserBadge ViewHelpLink',
  'Chatter Moderator User':
    'AddDirectMessageMembers ApexRestServices ApiEnabled AssignTopics ChatterFileLink ChatterInternalUser ' +
    'ChatterInviteExternalUsers ChatterOwnGroups CreateTopics DistributeFromPersWksp EditTopics ' +
    'EnableCommunityAppLauncher LightningExperienceUser ModerateChatter PasswordNeverExpires ' +
    'RemoveDirectMessageMembers SelectFilesFromSalesforce ShowCompanyNameAsUserBadge ViewHelpLink',
  'Identity User':
    'AddDirectMessageMembers ApexRestServices ApiEnabled AssignTopics ChatterEditOwnPost ChatterFileLink ' +
    'ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ContentWorkspaces CreateTopics ' +
    'DistributeFromPersWksp EditTopics EnableCommunityAppLauncher IdentityEnabled RemoveDirectMessageMembers ' +
    'SelectFilesFromSalesforce ShowCompanyNameAsUserBadge UseWebLink ViewHelpLink',
  'Anypoint Integration':
    'AddDirectMessageMembers ApexRestServices ApiEnabled AssignTopics ChatterEditOwnPost ChatterFileLink ' +
    'ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ContentWorkspaces CreateTopics ' +
    'DistributeFromPersWksp EditTopics EnableCommunityAppLauncher IdentityEnabled LightningExperienceUser ' +
    'RemoveDirectMessageMembers SelectFilesFromSalesforce ShowCompanyNameAsUserBadge UseWebLink ViewHelpLink',
  'External Identity User':
    'ActivitiesAccess AddDirectMessageMembers AllowUniversalSearch AssignTopics ChatterOwnGroups ' +
    'EnableCommunityAppLauncher EnableNotifications IdentityEnabled RemoveDirectMessageMembers ' +
    'SelectFilesFromSalesforce ShowCompanyNameAsUserBadge UseWebLink WorkDotComUserPerm',
  'Analytics Cloud Integration User':
    'ActivitiesAccess AllowViewKnowledge ApexRestServices ApiEnabled ApiUserOnly CampaignInfluence2 ' +
    'EnableCommunityAppLauncher PasswordNeverExpires QueryAllFiles RunReports ShowCompanyNameAsUserBadge ' +
    'UseWebLink ViewAllData ViewAllUsers ViewDataLeakageEvents ViewEventLogFiles ViewPlatformEvents ViewRoles ' +
    'ViewSetup WorkDotComUserPerm',
  'Analytics Cloud Security User':
    'ApexRestServices ApiEnabled ApiUserOnly CampaignInfluence2 EnableCommunityAppLauncher PasswordNeverExpires ' +
    'ShowCompanyNameAsUserBadge UseWebLink ViewDataLeakageEvents ViewEventLogFiles ViewPlatformEvents ViewRoles ' +
    'ViewSetup',
  'Cross Org Data Proxy User':
    'AddDirectMessageMembers ChatterEditOwnPost ContentWorkspaces EnableCommunityAppLauncher ' +
    'RemoveDirectMessageMembers SelectFilesFromSalesforce ShowCompanyNameAsUserBadge UseWebLink',
};
