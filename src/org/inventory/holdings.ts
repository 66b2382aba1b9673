import { byColumn } from '../wire/byColumn.ts';
import { chunks } from '../wire/chunks.ts';
import { seatsOf } from '../state/licenses.ts';
import { qualified } from '../names.ts';
import { flag, queryAll, required, text, type Row } from '../wire/query.ts';
import { columns, soql } from '../wire/soql.ts';
import type { Seats } from '../state/state.ts';
import type { Org } from '../wire/transport.ts';

/** Something assigned: `assignment` is the id of the row, `id` that of what it gives. */
type Held = {
  readonly assignment: string;
  readonly id: string;
  /** `ns__Name`; of a license its developer name. */
  readonly name: string;
  /** Undefined: without end. */
  readonly expires?: string | undefined;
};

/** What makes a user's access: license, profile and assignments. */
export type Holdings = {
  readonly id: string;
  /** Lower case. */
  readonly username: string;
  readonly isActive: boolean;
  readonly profileId: string;
  readonly profile: string;
  readonly licenseId: string;
  readonly license: string;
  readonly sets: readonly Held[];
  readonly groups: readonly Held[];
  readonly licenses: readonly Held[];
  /** Columns of the feature licenses that are on, of those that were asked for. */
  readonly features: readonly string[];
};

const USERNAMES = { length: 6000 };
const COLUMNS = [
  ...['Id', 'Username', 'IsActive', 'ProfileId'],
  ...['Profile.Name', 'Profile.UserLicenseId', 'Profile.UserLicense.Name'],
];

/**
 * What some users hold, with the ids of its rows. One request.
 * @param features columns of feature licenses
 * @throws OrgRefusal, OrgSilence
 */
export async function readHoldings(
  org: Org,
  usernames: readonly string[],
  features: readonly string[] = [],
): Promise<readonly Holdings[]> {
  const selected = columns([...COLUMNS, ...features]);
  const lists = chunks(usernames, USERNAMES);
  const { users, sets, licenses } = await queryAll(org, {
    users: lists.map((names) => soql`SELECT ${selected} FROM User WHERE Username IN ${names} ORDER BY Username`),
    sets: lists.map(
      (names) =>
        soql`SELECT Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, PermissionSet.Name, PermissionSet.NamespacePrefix, PermissionSet.IsOwnedByProfile, PermissionSetGroup.DeveloperName, PermissionSetGroup.NamespacePrefix FROM PermissionSetAssignment WHERE Assignee.Username IN ${names} ORDER BY Id`,
    ),
    licenses: lists.map(
      (names) =>
        soql`SELECT Id, AssigneeId, PermissionSetLicenseId, PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign WHERE Assignee.Username IN ${names} ORDER BY Id`,
    ),
  });
  const refused = users?.refused ?? sets?.refused ?? licenses?.refused;
  if (refused) throw refused;
  const setsOf = byColumn(sets?.rows ?? [], 'AssigneeId');
  const licensesOf = byColumn(licenses?.rows ?? [], 'AssigneeId');
  return (users?.rows ?? []).map((row) => {
    const id = required(row, 'Id');
    const assigned = setsOf(id).filter((one) => !flag(one, 'PermissionSet.IsOwnedByProfile'));
    const isGroup = (one: Row): boolean => text(one, 'PermissionSetGroupId') !== undefined;
    return {
      id,
      username: required(row, 'Username').toLowerCase(),
      isActive: flag(row, 'IsActive'),
      profileId: required(row, 'ProfileId'),
      profile: required(row, 'Profile.Name'),
      licenseId: required(row, 'Profile.UserLicenseId'),
      license: required(row, 'Profile.UserLicense.Name'),
      sets: assigned.filter((one) => !isGroup(one)).map((one) => held(one, 'PermissionSet', 'Name')),
      groups: assigned.filter(isGroup).map((one) => held(one, 'PermissionSetGroup', 'DeveloperName')),
      features: features.filter((column) => flag(row, column)),
      licenses: licensesOf(id).map((one) => held(one, 'PermissionSetLicense', 'DeveloperName')),
    };
  });
}

/**
 * Seats of these licenses of either kind, by id. One request.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSeats(org: Org, ids: readonly string[]): Promise<ReadonlyMap<string, Seats>> {
  const lists = chunks([...new Set(ids)]);
  const { users, sets } = await queryAll(org, {
    users: lists.map(
      (some) => soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Id IN ${some}`,
    ),
    sets: lists.map(
      (some) =>
        soql`SELECT Id, MasterLabel, Status, TotalLicenses, UsedLicenses FROM PermissionSetLicense WHERE Id IN ${some}`,
    ),
  });
  const refused = users?.refused ?? sets?.refused;
  if (refused) throw refused;
  return new Map(
    [
      ...(users?.rows ?? []).map((row) => seatsOf(row, 'Name')),
      ...(sets?.rows ?? []).map((row) => seatsOf(row, 'MasterLabel')),
    ].map((seats) => [seats.id, seats]),
  );
}

/**
 * The ids of those of these permission sets of the org's own that nobody has, neither directly nor in a group. One request.
 * @param besides ids of users who do not count
 * @returns by name
 * @throws OrgRefusal, OrgSilence
 */
export async function readUnusedSets(
  org: Org,
  names: readonly string[],
  besides: ReadonlySet<string> = new Set(),
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const lists = chunks(names);
  const { sets, assignments, components } = await queryAll(org, {
    sets: lists.map(
      (some) =>
        soql`SELECT Id, Name FROM PermissionSet WHERE Name IN ${some} AND NamespacePrefix = null AND IsOwnedByProfile = false`,
    ),
    assignments: lists.map(
      (some) =>
        soql`SELECT PermissionSetId, AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name IN ${some} AND PermissionSet.NamespacePrefix = null`,
    ),
    components: lists.map(
      (some) => soql`SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSet.Name IN ${some}`,
    ),
  });
  const refused = sets?.refused ?? assignments?.refused ?? components?.refused;
  if (refused) throw refused;
  const others = (assignments?.rows ?? []).filter((row) => !besides.has(required(row, 'AssigneeId')));
  const held = new Set([...others, ...(components?.rows ?? [])].map((row) => required(row, 'PermissionSetId')));
  return new Map(
    (sets?.rows ?? [])
      .map((row) => [required(row, 'Name'), required(row, 'Id')] as const)
      .filter(([, id]) => !held.has(id)),
  );
}

function held(row: Row, parent: string, name: string): Held {
  const expires = text(row, 'ExpirationDate');
  return {
    assignment: required(row, 'Id'),
    id: required(row, `${parent}Id`),
    name: qualified(text(row, `${parent}.NamespacePrefix`), required(row, `${parent}.${name}`)),
    ...(expires === undefined ? {} : { expires }),
  };
}
