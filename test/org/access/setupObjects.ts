/** Which user permissions open a setup object; any one of a list is enough. */
export type SetupGate = {
  /** Needed to know that the object exists; everyone when absent. */
  readonly see?: readonly string[];
  /** Needed to insert, update and delete; Customize Application when absent. */
  readonly write?: readonly string[];
  /** The object's rules decide who may write, with an answer of their own. */
  readonly byRule?: true;
  /** Needed to update, where it differs. */
  readonly edit?: readonly string[];
  /** Holders of this user license do not see the object unless they have View Setup. */
  readonly hiddenFromLicense?: string;
};

const MANAGE_SETS = ['ManageProfilesPermissionsets'] as const;
const MANAGE_USERS = ['ManageUsers', 'ManageInternalUsers'] as const;

export const SETUP_OBJECTS: Readonly<Record<string, SetupGate>> = {
  // facts 1.2: "Read needs View Setup and Configuration"
  UserLicense: { see: ['ViewSetup'] },
  // facts 1.4: "View Setup or Assign Permission Sets"
  PermissionSetLicenseAssign: { see: ['ViewSetup', 'AssignPermissionSets'], byRule: true },
  // facts 3.5: INSUFFICIENT_ACCESS_OR_READONLY
  PermissionSetAssignment: { byRule: true },
  // facts 2.2, 3.1, 3.4
  Profile: { write: MANAGE_SETS },
  PermissionSet: { write: MANAGE_SETS },
  ObjectPermissions: { write: MANAGE_SETS },
  FieldPermissions: { write: MANAGE_SETS },
  SetupEntityAccess: { write: MANAGE_SETS },
  PermissionSetTabSetting: { write: MANAGE_SETS },
  PermissionSetGroup: { write: MANAGE_SETS },
  PermissionSetGroupComponent: { write: MANAGE_SETS },
  MutingPermissionSet: { write: MANAGE_SETS },
  // facts 4.1
  User: { write: MANAGE_USERS },
  // facts 4.3: "Needs Manage Users"; facts 2.6: Freeze Users
  UserLogin: { see: [...MANAGE_USERS, 'FreezeUsers'], edit: ['ManageUsers', 'FreezeUsers'] },
  Group: { write: MANAGE_USERS },
  GroupMember: { write: MANAGE_USERS },
  QueueSobject: { write: MANAGE_USERS },
  UserRole: { write: ['ManageRoles'] },
  // facts 5.2
  LoginGeo: { see: ['ManageUsers'] },
  AuthSession: { write: ['ManageUsers'] },
  SetupAuditTrail: { see: ['ViewSetup'] },
  EventLogFile: { see: ['ViewEventLogFiles'] },
  // observation "hidden objects": INVALID_TYPE for Organization on the minimum profile
  Organization: { hiddenFromLicense: 'Salesforce Integration' },
};
