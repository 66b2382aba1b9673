import type { ObjectRight } from './definition.ts';

/**
 * User permissions that reach over the whole org. They are refused unless broad access is allowed, and then they are findings.
 * The first four are the ones on which Salesforce enforces phishing-resistant MFA (Salesforce Help 005321563); the others let their holder
 * grant these, change the org's configuration, or read every record or secret.
 */
export const BROAD_USER_PERMISSIONS: readonly string[] = [
  'ModifyAllData',
  'ViewAllData',
  'CustomizeApplication',
  'AuthorApex',
  'ManageUsers',
  'ManageInternalUsers',
  'ManageProfilesPermissionsets',
  'AssignPermissionSets',
  'ManageRoles',
  'ManageSharing',
  'ModifyMetadata',
  'ResetPasswords',
  'ViewAllUsers',
  'ManageEncryptionKeys',
  'ViewClientSecret',
  'ExternalClientAppAdmin',
  'ManageRemoteAccess',
  'ManageAuthProviders',
  'BulkApiHardDelete',
  'QueryAllFiles',
  'InstallPackaging',
  'ManageSandboxes',
  'ViewEncryptedData',
];

export const BROAD_OBJECT_RIGHTS: readonly ObjectRight[] = ['viewAll', 'modifyAll'];
