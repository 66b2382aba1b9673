import type { Inventory } from './inventory.ts';
import { holdingQueries, type HoldingKind } from './inventoryQueries.ts';
import { PERMISSION_SET_LICENSE, SETUP_ENTITIES } from '../names.ts';
import type { Row } from '../wire/query.ts';
import { queryKinds, queryTogether, type KindRows, type Kinds } from '../wire/queryKinds.ts';
import { inventoryOf, isMuting, ownersOf } from './readInventory.ts';
import { rightsQueries, type RightsKind, type RightsOwners } from './rightsQueries.ts';
import { withObjects, type OrgSchema } from '../schema.ts';
import type { OrgState, Seats } from '../state/state.ts';
import type { Org } from '../wire/transport.ts';

/** What a run has read already. */
export type Known = {
  readonly schema: OrgSchema;
  readonly state: OrgState;
  /** Names of the permission sets whose rows the state holds whole. */
  readonly ownSets: readonly string[];
};

/**
 * The inventory of users whom a run has just read: both rounds in one request, as the ids are known. Only what reaches them by a group that
 * the run does not know, or since then, takes another. Setup entities that the definition does not name go by their id.
 * @param usernames in lower case
 * @param more queries that go into the same request
 * @throws OrgRefusal, OrgSilence
 */
export async function readInventoryAgain<K extends string>(
  org: Org,
  usernames: readonly string[],
  known: Known,
  more: Kinds<K>,
): Promise<{ readonly inventory: Inventory; readonly more: KindRows<K> }> {
  const queriesOf = async (owners: RightsOwners): Promise<Kinds<RightsKind>> => {
    const muting = owners.mutingIds.length > 0 ? ['MutingPermissionSet'] : [];
    return rightsQueries(await withObjects(org, known.schema, muting), owners);
  };
  const owners = ownersIn(known);
  const [held, first, others] = await queryTogether(org, unknownHoldings(usernames), await queriesOf(owners), more);
  const holding = { rows: { ...held.rows, ...knownRows(known.state) }, refused: held.refused };
  const late = without(ownersOf(holding.rows), owners);
  const isLate = late.setIds.length + late.mutingIds.length + late.licenseIds.length > 0;
  const second = isLate ? await queryKinds(org, await queriesOf(late)) : undefined;
  const rights = second ? joined(first, second) : first;
  const rows = {
    ...rights.rows,
    sets: [...rights.rows.sets, ...knownPermissions(known)],
    fields: [...rights.rows.fields, ...knownFields(known)],
    // Names are looked up by id alone, so those of all kinds may stand in one.
    ApexClass: knownNames(known.state),
  };
  const whole = { rows, refused: rights.refused };
  return { inventory: inventoryOf(org, known.schema, holding, whole), more: others };
}

type KnownKind = 'organization' | 'userLicense' | 'permissionSetLicense' | 'userLicenses';

function unknownHoldings(usernames: readonly string[]): Kinds<Exclude<HoldingKind, KnownKind>> {
  const { users, logins, profileSets, assignments, components, licenseAssignments, memberships } = holdingQueries({
    usernames,
  });
  return { users, logins, profileSets, assignments, components, licenseAssignments, memberships };
}

/** What the state holds, as the rows that the queries would give. */
function knownRows({ organization, userLicense, permissionSetLicenses, users }: OrgState) {
  const license = permissionSetLicenses.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
  const seats = (some: Seats | undefined, name: string): Row[] =>
    some
      ? [{ Id: some.id, [name]: some.name, Status: some.status, TotalLicenses: some.total, UsedLicenses: some.used }]
      : [];
  return {
    organization: [{ Id: organization.id, Name: organization.name, IsSandbox: organization.isSandbox }],
    userLicense: seats(userLicense, 'Name'),
    permissionSetLicense: seats(license, 'MasterLabel'),
    // Who may not see a license reads none.
    userLicenses: users.map(({ id, license: name }) => ({
      Id: id,
      Profile: { UserLicense: { Name: name === '' ? null : name } },
    })),
  } satisfies Record<KnownKind, readonly Row[]>;
}

function ownersIn(known: Known): Required<RightsOwners> {
  const { users, setAssignments, groupSets, licenseAssignments } = known.state;
  const userIds = new Set(users.map(({ id }) => id));
  const assigned = setAssignments.filter(({ userId }) => userIds.has(userId));
  const groupIds = new Set(assigned.map(({ groupId }) => groupId));
  const inGroups = groupSets.filter(({ groupId }) => groupIds.has(groupId)).map(({ setId }) => setId);
  const direct = assigned.filter(({ groupId }) => groupId === undefined).map((row) => row.permissionSetId);
  return {
    setIds: unique([...direct, ...inGroups.filter((id) => !isMuting(id))]),
    mutingIds: unique(inGroups.filter(isMuting)),
    licenseIds: unique(
      licenseAssignments.filter(({ userId }) => userIds.has(userId)).map(({ licenseId }) => licenseId),
    ),
    withoutFields: ownSetIds(known),
    withoutPermissions: known.state.unchecked.has('setPermissions') ? [] : ownSetIds(known),
    withoutNames: true,
  };
}

function ownSetIds({ state, ownSets }: Known): string[] {
  const names = new Set(ownSets.map((name) => name.toLowerCase()));
  return state.permissionSets
    .filter(({ namespace, isOwnedByProfile }) => namespace === undefined && !isOwnedByProfile)
    .filter(({ name }) => names.has(name.toLowerCase()))
    .map(({ id }) => id);
}

function knownPermissions(known: Known): Row[] {
  const ids = new Set(ownSetIds(known));
  return known.state.permissionSets
    .filter(({ id }) => ids.has(id))
    .map(({ id, permissions }) => ({
      Id: id,
      ...Object.fromEntries([...permissions].map((name) => [`Permissions${name}`, true])),
    }));
}

/** A row of FieldPermissions always has Read (Object Reference, FieldPermissions). */
function knownFields(known: Known): Row[] {
  const ids = new Set(ownSetIds(known));
  return known.state.fieldPermissions
    .filter(({ parentId }) => ids.has(parentId))
    .map(({ parentId, field, edit }) => ({
      ParentId: parentId,
      Field: field,
      PermissionsRead: true,
      PermissionsEdit: edit,
    }));
}

/** Of whatever the definition names; the rest goes by its id. */
function knownNames(state: OrgState): Row[] {
  return SETUP_ENTITIES.flatMap(([, key]) => state[key]).map(({ id, name, namespace }) => ({
    Id: id,
    Name: name,
    NamespacePrefix: namespace,
  }));
}

function without(all: RightsOwners, read: Required<RightsOwners>): RightsOwners {
  const left = (ids: readonly string[], known: readonly string[]): string[] => {
    const there = new Set(known);
    return ids.filter((id) => !there.has(id));
  };
  return {
    setIds: left(all.setIds, read.setIds),
    mutingIds: left(all.mutingIds, read.mutingIds),
    licenseIds: left(all.licenseIds, read.licenseIds),
    withoutFields: read.withoutFields,
    withoutPermissions: read.withoutPermissions,
    withoutNames: read.withoutNames,
  };
}

function joined(a: KindRows<RightsKind>, b: KindRows<RightsKind>): KindRows<RightsKind> {
  const rows = Object.fromEntries(
    (Object.keys(a.rows) as RightsKind[]).map((kind) => [kind, [...a.rows[kind], ...b.rows[kind]]]),
  ) as unknown as Record<RightsKind, readonly Row[]>;
  return { rows, refused: new Map([...a.refused, ...b.refused]) };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
