import type { Inventory, InventoryGroup, InventoryScope, InventoryUser } from './inventory.ts';
import { holdingQueries, type HoldingKind } from './inventoryQueries.ts';
import { qualified } from '../names.ts';
import { byColumn } from '../wire/byColumn.ts';
import { flag, number, required, text, type Row } from '../wire/query.ts';
import { queryKinds, queryKindsBeside, type KindRows } from '../wire/queryKinds.ts';
import { licensesOf, setsOf } from './readRights.ts';
import { rightsQueries, type RightsKind, type RightsOwners } from './rightsQueries.ts';
import { schemaOf, schemaPaths, type OrgSchema } from '../schema.ts';
import type { Seats } from '../state/state.ts';
import type { Org } from '../wire/transport.ts';

type Rows = Readonly<Record<HoldingKind, readonly Row[]>>;

/**
 * Reads everything that the org holds about some users' rights, in two rounds: who they are and what is assigned, then what that allows.
 * The number of requests does not grow with the users, only with the pages of rows.
 * @returns what could be read; what the caller may not read is missing and named in `refused`
 * @throws OrgRefusal, OrgSilence
 */
export async function readInventory(org: Org, scope: InventoryScope = {}): Promise<Inventory> {
  const objects = ['MutingPermissionSet', ...(scope.objects ?? [])];
  // Describes and rows do not need each other, so they share the requests of the first round.
  const [holding, described] = await queryKindsBeside(org, holdingQueries(scope), schemaPaths(objects));
  const schema = await schemaOf(org, objects, described);
  const owners = ownersOf(holding.rows);
  const less = scope.withoutDetail
    ? { withoutNames: true, withoutFields: [...owners.setIds, ...owners.mutingIds] }
    : undefined;
  const rights = await queryKinds(org, rightsQueries(schema, { ...owners, ...less }));
  return inventoryOf(org, schema, holding, rights);
}

/** Everything whose rights reach these users. */
export function ownersOf(rows: Rows): RightsOwners {
  const components = rows.components.map((row) => required(row, 'PermissionSetId'));
  const direct = rows.assignments.filter(
    (row) => text(row, 'PermissionSetGroupId') === undefined && !flag(row, 'PermissionSet.IsOwnedByProfile'),
  );
  return {
    setIds: unique([
      ...rows.profileSets.map((row) => required(row, 'Id')),
      ...direct.map((row) => required(row, 'PermissionSetId')),
      ...components.filter((id) => !isMuting(id)),
    ]),
    mutingIds: unique(components.filter(isMuting)),
    licenseIds: unique(rows.licenseAssignments.map((row) => required(row, 'PermissionSetLicenseId'))),
  };
}

/** A muting set is a component of its group like any other (Object Reference, PermissionSetGroupComponent). */
export function isMuting(setId: string): boolean {
  return setId.startsWith('0QM');
}

/** What rows of both rounds say together. Pure. */
export function inventoryOf(
  { connection }: Org,
  schema: OrgSchema,
  { rows, refused }: KindRows<HoldingKind>,
  rights: KindRows<RightsKind>,
): Inventory {
  const users = usersOf(rows, refused);
  const [organization] = rows.organization;
  return {
    readAt: new Date(),
    schema,
    organization: organization && {
      id: required(organization, 'Id'),
      name: required(organization, 'Name'),
      isSandbox: flag(organization, 'IsSandbox'),
      sandboxName: sandboxName(connection.instanceUrl),
    },
    userLicense: rows.userLicense.map((row) => seats(row, 'Name'))[0],
    permissionSetLicense: rows.permissionSetLicense.map((row) => seats(row, 'MasterLabel'))[0],
    users,
    sets: setsOf(rows, rights.rows, ownersOf(rows)),
    groups: groupsOf(rows),
    licenses: licensesOf(rows.licenseAssignments, rights.rows.licenses),
    assignmentsVisible: areAssignmentsVisible(users, rows),
    refused: new Map([...schema.refused, ...refused, ...rights.refused]),
  };
}

function usersOf(rows: Rows, refused: ReadonlyMap<string, string>): InventoryUser[] {
  const assignmentsOf = byColumn(rows.assignments, 'AssigneeId');
  const licensesOf = byColumn(rows.licenseAssignments, 'AssigneeId');
  const membershipsOf = byColumn(rows.memberships, 'UserOrGroupId');
  const loginOf = byColumn(rows.logins, 'UserId');
  const profileSetOf = byColumn(rows.profileSets, 'ProfileId');
  const licenseOf = byColumn(rows.userLicenses, 'Id');
  return rows.users.map((row) => {
    const id = required(row, 'Id');
    const own = assignmentsOf(id);
    const groupNames = (type: string): string[] =>
      membershipsOf(id)
        .filter((one) => text(one, 'Group.Type') === type)
        .map((one) => required(one, 'Group.DeveloperName'));
    const [login] = loginOf(id);
    const [profileSet] = profileSetOf(required(row, 'ProfileId'));
    return {
      id,
      username: required(row, 'Username').toLowerCase(),
      name: required(row, 'Name'),
      email: required(row, 'Email'),
      isActive: flag(row, 'IsActive'),
      isFrozen: refused.has('UserLogin') ? undefined : login !== undefined && flag(login, 'IsFrozen'),
      lastLogin: text(row, 'LastLoginDate'),
      created: required(row, 'CreatedDate'),
      profile: required(row, 'Profile.Name'),
      profileSetId: profileSet && text(profileSet, 'Id'),
      licenseId: text(row, 'Profile.UserLicenseId'),
      license: licenseOf(id).map((one) => text(one, 'Profile.UserLicense.Name'))[0],
      role: text(row, 'UserRole.DeveloperName'),
      sets: own
        .filter(
          (one) => text(one, 'PermissionSetGroupId') === undefined && !flag(one, 'PermissionSet.IsOwnedByProfile'),
        )
        .map((one) => ({ id: required(one, 'PermissionSetId'), expires: text(one, 'ExpirationDate') })),
      groups: own.flatMap((one) => {
        const groupId = text(one, 'PermissionSetGroupId');
        return groupId === undefined ? [] : [{ id: groupId, expires: text(one, 'ExpirationDate') }];
      }),
      licenseIds: refused.has('PermissionSetLicenseAssign')
        ? undefined
        : licensesOf(id).map((one) => required(one, 'PermissionSetLicenseId')),
      publicGroups: groupNames('Regular'),
      queues: groupNames('Queue'),
    };
  });
}

/** The groups of the assignments, each with what it is made of. */
function groupsOf({ assignments, components }: Rows): Map<string, InventoryGroup> {
  const componentsOf = byColumn(components, 'PermissionSetGroupId');
  const groups = new Map<string, InventoryGroup>();
  for (const row of assignments) {
    const id = text(row, 'PermissionSetGroupId');
    if (id === undefined || groups.has(id)) continue;
    const members = componentsOf(id).map((one) => required(one, 'PermissionSetId'));
    groups.set(id, {
      id,
      name: qualified(
        text(row, 'PermissionSetGroup.NamespacePrefix'),
        required(row, 'PermissionSetGroup.DeveloperName'),
      ),
      label: required(row, 'PermissionSetGroup.MasterLabel'),
      status: required(row, 'PermissionSetGroup.Status'),
      needsActivation: flag(row, 'PermissionSetGroup.HasActivationRequired'),
      setIds: members.filter((member) => !isMuting(member)),
      mutingIds: members.filter(isMuting),
    });
  }
  return groups;
}

/** Every user holds the set that its profile owns (Object Reference, PermissionSet); who does not see that sees no assignment of others. */
function areAssignmentsVisible(users: readonly InventoryUser[], { assignments }: Rows): boolean {
  const seen = new Set(
    assignments.filter((row) => flag(row, 'PermissionSet.IsOwnedByProfile')).map((row) => required(row, 'AssigneeId')),
  );
  return users.every(({ id, isActive, profileSetId }) => !isActive || profileSetId === undefined || seen.has(id));
}

function seats(row: Row, name: string): Seats {
  return {
    id: required(row, 'Id'),
    name: required(row, name),
    status: required(row, 'Status'),
    total: number(row, 'TotalLicenses'),
    used: number(row, 'UsedLicenses'),
  };
}

/** `uat` of `https://acme--uat.sandbox.my.salesforce.com`. */
function sandboxName(instanceUrl: string): string | undefined {
  const host = URL.canParse(instanceUrl) ? new URL(instanceUrl).hostname : '';
  return /^[a-z0-9-]+?--([a-z0-9]+)\./i.exec(host)?.[1]?.toLowerCase();
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
