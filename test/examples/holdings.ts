import { enabled } from '../commands/difference.ts';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** What a user holds, by names. */
export type Holding = {
  readonly name: string;
  readonly profile: string;
  readonly licenses: readonly string[];
  /** Assigned directly, neither by the profile nor through a group. */
  readonly sets: readonly string[];
  readonly groups: readonly string[];
  readonly role: string | null;
  readonly memberships: readonly string[];
  /** Object rights, other access and user permissions of the sets whose name begins with Integration_. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly access: readonly string[];
  readonly permissions: readonly string[];
};

const ENTITIES: Readonly<Record<string, readonly [object: string, name: string]>> = {
  ApexClass: ['ApexClass', 'Name'],
  ApexPage: ['ApexPage', 'Name'],
  CustomPermission: ['CustomPermission', 'DeveloperName'],
  FlowDefinition: ['FlowDefinitionView', 'ApiName'],
  NamedCredential: ['NamedCredential', 'DeveloperName'],
  ExternalCredentialParameter: ['ExternalCredentialParameter', 'ParameterName'],
  ConnectedApplication: ['ConnectedApplication', 'Name'],
};

/** What the store says of these users; a user that is missing, inactive or frozen is not in the answer. */
export function holdings(running: RunningOrg, usernames: readonly string[]): Record<string, Holding> {
  const { store } = running.org;
  return Object.fromEntries(
    usernames.flatMap((username) => {
      const [user] = store.find('User', { Username: username, IsActive: 1 });
      return user ? [[username, holdingOf(running, user)]] : [];
    }),
  );
}

function holdingOf(running: RunningOrg, user: Row): Holding {
  const { store } = running.org;
  const id = user['Id'] ?? null;
  const name = (object: string, reference: Row[string] | undefined, column: string): string | null => {
    const value = store.get(object, String(reference))?.[column];
    return typeof value === 'string' ? value : null;
  };
  const names = (object: string, rows: readonly Row[], reference: string, column: string): string[] =>
    rows.flatMap((row) => name(object, row[reference], column) ?? []).sort();
  const assignments = store.find('PermissionSetAssignment', { AssigneeId: id });
  const direct = assignments.filter((row) => typeof row['PermissionSetGroupId'] !== 'string');
  const sets = direct
    .map((row) => store.get('PermissionSet', String(row['PermissionSetId'])) ?? {})
    .filter((set) => set['IsOwnedByProfile'] !== 1);
  const own = sets.filter((set) => String(set['Name']).startsWith('Integration_'));
  const children = (object: string): Row[] => own.flatMap((set) => store.find(object, { ParentId: set['Id'] ?? null }));
  return {
    name: String(user['LastName']),
    profile: name('Profile', user['ProfileId'], 'Name') ?? '',
    licenses: names(
      'PermissionSetLicense',
      store.find('PermissionSetLicenseAssign', { AssigneeId: id }),
      'PermissionSetLicenseId',
      'DeveloperName',
    ),
    sets: sets.map((set) => String(set['Name'])).sort(),
    groups: names('PermissionSetGroup', assignments, 'PermissionSetGroupId', 'DeveloperName'),
    role: name('UserRole', user['UserRoleId'], 'DeveloperName'),
    memberships: names('Group', store.find('GroupMember', { UserOrGroupId: id }), 'GroupId', 'DeveloperName'),
    objects: Object.fromEntries(children('ObjectPermissions').map((row) => [String(row['SobjectType']), enabled(row)])),
    access: children('SetupEntityAccess')
      .map((row) => entityName(running, row))
      .sort(),
    permissions: own.flatMap(enabled).sort(),
  };
}

function entityName({ org }: RunningOrg, row: Row): string {
  const [object, column] = ENTITIES[String(row['SetupEntityType'])] ?? ['', ''];
  const id = row['SetupEntityId'] ?? null;
  const [found] = org.store.find(object, object === 'FlowDefinitionView' ? { DurableId: id } : { Id: id });
  return String(found?.[column]);
}
