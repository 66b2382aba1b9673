import type { Inventory, InventoryGroup, InventoryScope, InventoryUser } from './inventory.ts';
import { holdingQueries, type HoldingKind } from './inventoryQueries.ts';
import { qualified } from './names.ts';
import { flag, number, required, text, type Row } from './query.ts';
import { queryKinds, queryKindsBeside, type KindRows } from './queryKinds.ts';
import { licensesOf, setsOf } from './readRights.ts';
import { rightsQueries, type RightsKind, type RightsOwners } from './rightsQueries.ts';
import { schemaOf, schemaPaths, type OrgSchema } from './schema.ts';
import type { Seats } from './state.ts';
import type { Org } from './transport.ts';

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
  const users = rows.users.map((row) => user(row, rows, refused));
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
    groups: new Map(rows.assignments.flatMap((row) => group(row, rows.components))),
    licenses: licensesOf(rows.licenseAssignments, rights.rows.licenses),
    assignmentsVisible: users.every((one) => !one.isActive || hasProfileAssignment(one, rows.assignments)),
    refused: new Map([...schema.refused, ...refused, ...rights.refused]),
  };
}

function user(row: Row, rows: Rows, refused: ReadonlyMap<string, string>): InventoryUser {
  const id = required(row, 'Id');
  const own = rows.assignments.filter((one) => text(one, 'AssigneeId') === id);
  const groupIds = (type: string): string[] =>
    rows.memberships
      .filter((one) => text(one, 'UserOrGroupId') === id && text(one, 'Group.Type') === type)
      .map((one) => required(one, 'Group.DeveloperName'));
  const login = rows.logins.find((one) => text(one, 'UserId') === id);
  const profileSet = rows.profileSets.find((one) => text(one, 'ProfileId') === text(row, 'ProfileId'));
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
    license: rows.userLicenses
      .filter((one) => text(one, 'Id') === id)
      .map((one) => text(one, 'Profile.UserLicense.Name'))[0],
    role: text(row, 'UserRole.DeveloperName'),
    sets: own
      .filter((one) => text(one, 'PermissionSetGroupId') === undefined && !flag(one, 'PermissionSet.IsOwnedByProfile'))
      .map((one) => ({ id: required(one, 'PermissionSetId'), expires: text(one, 'ExpirationDate') })),
    groups: own.flatMap((one) => {
      const groupId = text(one, 'PermissionSetGroupId');
      return groupId === undefined ? [] : [{ id: groupId, expires: text(one, 'ExpirationDate') }];
    }),
    licenseIds: refused.has('PermissionSetLicenseAssign')
      ? undefined
      : rows.licenseAssignments
          .filter((one) => text(one, 'AssigneeId') === id)
          .map((one) => required(one, 'PermissionSetLicenseId')),
    publicGroups: groupIds('Regular'),
    queues: groupIds('Queue'),
  };
}

/** The group of an assignment, with what it is made of. */
function group(row: Row, components: readonly Row[]): [string, InventoryGroup][] {
  const id = text(row, 'PermissionSetGroupId');
  if (id === undefined) return [];
  const members = components
    .filter((one) => text(one, 'PermissionSetGroupId') === id)
    .map((one) => required(one, 'PermissionSetId'));
  const made = {
    id,
    name: qualified(text(row, 'PermissionSetGroup.NamespacePrefix'), required(row, 'PermissionSetGroup.DeveloperName')),
    label: required(row, 'PermissionSetGroup.MasterLabel'),
    status: required(row, 'PermissionSetGroup.Status'),
    needsActivation: flag(row, 'PermissionSetGroup.HasActivationRequired'),
    setIds: members.filter((member) => !isMuting(member)),
    mutingIds: members.filter(isMuting),
  };
  return [[id, made]];
}

/** Every user holds the set that its profile owns (Object Reference, PermissionSet); who does not see that sees no assignment of others. */
function hasProfileAssignment({ id, profileSetId }: InventoryUser, assignments: readonly Row[]): boolean {
  return (
    profileSetId === undefined ||
    assignments.some((row) => text(row, 'AssigneeId') === id && flag(row, 'PermissionSet.IsOwnedByProfile'))
  );
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
