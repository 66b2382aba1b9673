import type { UserDefinition } from '../../src/definition/definition.ts';
import type { RawDefinition, RawUser } from '../../src/definition/raw.ts';
import { resolve } from '../../src/definition/resolve.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../src/org/schema.ts';
import type {
  Caller,
  FieldPermissions,
  GroupSet,
  Named,
  ObjectPermissions,
  OrgState,
  PermissionSet,
  PermissionSetLicense,
  Profile,
  SetAssignment,
  SetupAccess,
  User,
} from '../../src/org/state/state.ts';
import { NOTHING_LEARNED, type Options } from '../../src/plan/context.ts';
import type { Snapshot } from '../../src/plan/plan.ts';

export const USER_LICENSE_ID = '100000000000001';
export const PSL_ID = '0PL000000000001';
export const STANDARD_PROFILE = 'Minimum Access - API Only Integrations';

const FORCED = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];
const PERMISSIONS = [
  ...FORCED,
  'PasswordNeverExpires',
  'TwoFactorApi',
  'EditTask',
  'RunReports',
  'ViewSetup',
  'ViewRoles',
  'RunFlow',
  'ModifyAllData',
  'ManageUsers',
];
const CARRIED = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup', 'ViewRoles'];

/** A field that takes field-level security, unless `more` says otherwise. */
export function field(name: string, more: Partial<FieldSchema> = {}): FieldSchema {
  return { name, label: name, permissionable: true, readOnly: false, editable: true, reason: undefined, ...more };
}

/** A field that takes none, for this reason. */
export function unsecured(name: string, reason: NonNullable<FieldSchema['reason']>): FieldSchema {
  return field(name, { permissionable: false, reason });
}

export function object(
  name: string,
  fields: readonly FieldSchema[] = [],
  masters: readonly string[] = [],
): ObjectSchema {
  return { name, label: name, fields: new Map(fields.map((one) => [one.name.toLowerCase(), one])), masters };
}

/** A formula or the like. */
const READ_ONLY = { readOnly: true, editable: false };

const OBJECTS = [
  object('Account', [
    unsecured('Id', 'system'),
    unsecured('Name', 'required'),
    unsecured('IsDeleted', 'system'),
    unsecured('OwnerId', 'unsecured'),
    unsecured('BillingCity', 'addressPart'),
    field('BillingAddress'),
    field('ParentId'),
    field('Phone'),
    field('Website'),
    field('Score__c', READ_ONLY),
  ]),
  object('Contact', [field('Email'), field('AccountId'), unsecured('LastName', 'required')]),
  object('Asset', [field('SerialNumber')]),
  object('Quote', [field('Discount', { editable: false })]),
  object('Task', [field('Priority')]),
  object('OpportunityLineItem', [field('ServiceDate')]),
  object('Invoice__c', [field('Total__c', READ_ONLY), field('Note__c')]),
  object('Invoice_Line__c', [unsecured('Invoice__c', 'masterDetail'), field('Amount__c')], ['Invoice__c']),
];

/** An org's objects and permissions. */
export function orgSchema(more: Partial<OrgSchema> = {}): OrgSchema {
  const permissions = new Map(PERMISSIONS.map((name) => [name, name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')]));
  return {
    profilePermissions: permissions,
    setPermissions: permissions,
    licensePermissions: new Set(PERMISSIONS),
    permissionableObjects: [
      'Account',
      'Asset',
      'Contact',
      'Invoice__c',
      'Invoice_Line__c',
      'Opportunity',
      'Product2',
      'Quote',
    ],
    hasViewAllFields: true,
    objects: new Map(OBJECTS.map((one) => [one.name.toLowerCase(), one])),
    refused: new Map(),
    ...more,
  };
}

export function profile(name: string, more: Partial<Profile> = {}): Profile {
  const license = { licenseId: USER_LICENSE_ID, license: 'Salesforce Integration' };
  return { id: `00e${name}`, name, ...license, permissions: new Set(FORCED), ...more };
}

export function permissionSet(name: string, more: Partial<PermissionSet> = {}): PermissionSet {
  const plain = { namespace: undefined, licenseId: undefined, isOwnedByProfile: false, type: 'Regular' };
  return { id: `0PS${name}`, name, label: name, ...plain, permissions: new Set(), ...more };
}

export function license(developerName: string, more: Partial<PermissionSetLicense> = {}): PermissionSetLicense {
  const seats = { name: `Label of ${developerName}`, status: 'Active', total: 5, used: 1 };
  return { id: `0PL${developerName}`, developerName, ...seats, carries: new Set(CARRIED), ...more };
}

export function orgUser(username: string, more: Partial<User> = {}): User {
  const plain = {
    name: 'Zoom',
    lastName: 'Zoom',
    email: 'team@acme.com',
    isActive: true,
    license: 'Salesforce Integration',
  };
  return {
    id: `005${username}`,
    username,
    ...plain,
    profileId: `00e${STANDARD_PROFILE}`,
    roleId: undefined,
    featureLicenses: [],
    ...more,
  };
}

export function assignment(userId: string, setId: string, more: Partial<SetAssignment> = {}): SetAssignment {
  const plain = {
    groupId: undefined,
    groupName: undefined,
    licenseId: undefined,
    ownedByProfile: false,
    expires: undefined,
    permissions: new Set<string>(),
  };
  return {
    id: `0Pa${userId}${setId}`,
    userId,
    permissionSetId: setId,
    setName: setId.replace(/^0PS/, ''),
    ...plain,
    ...more,
  };
}

export function objectRow(parentId: string, name: string, rights: readonly string[]): ObjectPermissions {
  return { id: `110${ownerOf(parentId)}${name}`, parentId, object: name, rights: new Set(rights) };
}

export function fieldRow(parentId: string, name: string, edit: boolean): FieldPermissions {
  return { id: `01k${ownerOf(parentId)}${name}`, parentId, field: name, edit };
}

export function caller(more: Partial<Caller> = {}): Caller {
  const permissions = ['ManageUsers', 'ManageProfilesPermissionsets', 'AssignPermissionSets', 'ModifyAllData'];
  return {
    id: '005admin',
    username: 'admin@acme.com',
    email: 'admin@acme.com',
    permissions: new Set(permissions),
    ...more,
  };
}

/** A permission set license that a user has. */
export function licensed(userId: string, licenseId: string): OrgState['licenseAssignments'][number] {
  return { id: `2LA${userId}${licenseId}`, userId, licenseId, license: licenseId };
}

/** Access of a permission set to an Apex class or the like. */
export function setupRow(parentId: string, entityId: string, entityType = 'ApexClass'): SetupAccess {
  return { id: `0J0${ownerOf(parentId)}${entityId}`, parentId, entityId, entityType };
}

/** Something with a name, of the org's own or of a package. */
export function named(id: string, name: string, namespace?: string): Named {
  return { id, name, namespace };
}

/** A permission set inside a permission set group. */
export function inGroup(groupName: string, setName: string, permissions: readonly string[] = []): GroupSet {
  return {
    groupId: `0PG${groupName}`,
    groupName,
    setId: `0PS${setName}`,
    setName,
    permissions: new Set(permissions),
  };
}

/** Rows of the set that most tests are about have short ids. */
function ownerOf(parentId: string): string {
  return parentId === OWN_SET_ID ? '' : `${parentId}.`;
}

/** An org with free seats and nothing made yet; the caller is an administrator. */
export function orgState(more: Partial<OrgState> = {}): OrgState {
  return {
    organization: {
      id: '00D000000000001EAA',
      name: 'Acme',
      isSandbox: false,
      edition: 'Enterprise Edition',
      timeZone: 'Europe/Berlin',
      locale: 'de_DE',
      language: 'de',
    },
    caller: caller(),
    userLicense: { id: USER_LICENSE_ID, name: 'Salesforce Integration', status: 'Active', total: 5, used: 1 },
    permissionSetLicenses: [license('SalesforceAPIIntegrationPsl', { id: PSL_ID, name: 'Salesforce API Integration' })],
    profiles: [profile(STANDARD_PROFILE)],
    users: [],
    permissionSets: [],
    groups: [],
    groupSets: [],
    setGroups: [],
    objectPermissions: [],
    fieldPermissions: [],
    setupAccess: [],
    licenseAssignments: [],
    setAssignments: [],
    foreignAssignments: [],
    apexClasses: [],
    customPermissions: [],
    flows: [],
    namedCredentials: [],
    apexPages: [],
    externalCredentials: [],
    connectedApps: [],
    recordTypes: [],
    roles: [],
    publicGroups: [],
    queues: [],
    memberships: [],
    refused: new Map(),
    unchecked: new Map(),
    ...more,
  };
}

export const USERNAME = 'zoom@acme.integration';
export const OWN_SET = 'Integration_Zoom';
export const OWN_SET_ID = `0PS${OWN_SET}`;
export const USER_ID = `005${USERNAME}`;

/** A user with an email address and a username, so that no warning about those gets in the way. */
export function rawUser(name: string, more: Partial<RawUser> = {}): RawUser {
  return { name, username: `${name.toLowerCase()}@acme.integration`, email: 'team@acme.com', ...more };
}

/** The users of a definition; throws when it is wrong. */
export function definitions(users: readonly RawUser[], shared?: RawDefinition['profile']): readonly UserDefinition[] {
  const { definition: resolved, problems } = resolve({ ...(shared ? { profile: shared } : {}), users });
  if (problems.length > 0) throw new Error(problems.map(({ id }) => id).join(', '));
  return resolved.users;
}

/** The user "Zoom". */
export function definition(more: Partial<RawUser> = {}, shared?: RawDefinition['profile']): UserDefinition {
  const [user] = definitions([rawUser('Zoom', more)], shared);
  if (user === undefined) throw new Error('no user');
  return user;
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return { usernames: [USERNAME], schema: orgSchema(), state: orgState(), visibleRecordTypes: new Map(), ...more };
}

export function options(more: Partial<Options> = {}): Options {
  return {
    own: false,
    prune: false,
    allowBroadAccess: false,
    learned: NOTHING_LEARNED,
    candidates: {},
    texts: { profileDescription: 'About the profile', permissionSetDescription: 'About the set' },
    apiVersion: 67,
    ...more,
  };
}
