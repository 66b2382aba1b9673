import { expect } from 'chai';
import type { UserDefinition } from '../../src/definition/definition.ts';
import { difference, type Dump } from '../commands/difference.ts';
import type { Row } from '../org/org.ts';

export type Allowed = {
  /** Whether rights may be taken away from what the definition owns. */
  readonly removes: boolean;
  /** Whether assignments that are not listed may be taken away. */
  readonly prunes: boolean;
};

const CHILDREN = ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', '_RecordTypeVisibility'];
const ASSIGNMENTS = ['PermissionSetAssignment', 'PermissionSetLicenseAssign'];
/** What of a user is in a definition, or follows from it. */
const USER_COLUMNS = ['Id', 'IsActive', 'ProfileId', 'UserRoleId', 'Email'];

/** Fails unless all that differs between two dumps of an org is what the definition owns. */
export function expectOnlyOwned(before: Dump, after: Dump, users: readonly UserDefinition[], allowed: Allowed): void {
  const { added, removed, changed } = difference(before, after);
  const ids = (dump: Dump, object: string, column: string, names: readonly string[]): Set<unknown> =>
    new Set((dump[object] ?? []).filter((row) => names.includes(lower(row[column]))).map((row) => row['Id']));
  const names = (list: (user: UserDefinition) => readonly string[]): string[] => users.flatMap(list).map(lower);
  const own = {
    users: ids(
      after,
      'User',
      'Username',
      names(({ username }) => (username === undefined ? [] : [username])),
    ),
    profiles: ids(
      after,
      'Profile',
      'Name',
      names(({ profile }) => (profile ? [profile.name] : [])),
    ),
    sets: new Set(
      (after['PermissionSet'] ?? [])
        .filter((set) => set['NamespacePrefix'] === null && set['IsOwnedByProfile'] !== 1)
        .filter((set) =>
          names(({ permissionSet }) => (permissionSet ? [permissionSet.name] : [])).includes(lower(set['Name'])),
        )
        .map((row) => row['Id']),
    ),
  };
  const profileSets = new Set(
    [...(before['PermissionSet'] ?? []), ...(after['PermissionSet'] ?? [])]
      .filter((row) => row['IsOwnedByProfile'] === 1)
      .map((row) => row['Id']),
  );
  const isOwn = (object: string, row: Row): boolean => {
    if (object === 'SetupAuditTrail') return true;
    if (object === 'User') return own.users.has(row['Id']);
    if (object === 'UserLogin') return own.users.has(row['UserId']);
    if (object === 'Profile') return own.profiles.has(row['Id']);
    if (object === 'PermissionSet') return own.sets.has(row['Id']) || own.profiles.has(row['ProfileId']);
    if (CHILDREN.includes(object)) return own.sets.has(row['ParentId']);
    if (ASSIGNMENTS.includes(object)) return own.users.has(row['AssigneeId']);
    return object === 'GroupMember' && own.users.has(row['UserOrGroupId']);
  };
  const find = (dump: Dump, object: string, row: Row): Row =>
    (dump[object] ?? []).find((one) => one['Id'] === row['Id']) ?? {};
  const strange = (rows: Readonly<Record<string, readonly Row[]>>, fits: (object: string, row: Row) => boolean) =>
    Object.entries(rows).flatMap(([object, list]) =>
      list.filter((row) => !fits(object, row)).map((row) => [object, row]),
    );

  expect(strange(added, isOwn), 'added').to.deep.equal([]);
  expect(
    strange(removed, (object, row) => {
      // Another profile takes the assignment of its own set along.
      if (object === 'PermissionSetAssignment')
        return isOwn(object, row) && (allowed.prunes || profileSets.has(row['PermissionSetId']));
      // A record type that is not shown is as good as one without a row.
      if (object === '_RecordTypeVisibility' && row['Visible'] === 0) return isOwn(object, row);
      return allowed.removes && CHILDREN.includes(object) && isOwn(object, row);
    }),
    'removed',
  ).to.deep.equal([]);
  expect(
    strange(changed, (object, row) => {
      const whole = find(after, object, row);
      if (!isOwn(object, whole)) return false;
      const columns = Object.keys(row);
      if (object === 'User') return columns.every((column) => USER_COLUMNS.includes(column));
      if (object === 'Profile' || profileSets.has(row['Id'])) return gainsOnly(row);
      if (object === 'PermissionSet') return allowed.removes || gainsOnly(row);
      return CHILDREN.includes(object) && (allowed.removes || gainsOnly(row));
    }),
    'changed',
  ).to.deep.equal([]);
}

/** Only switches on. */
function gainsOnly(row: Row): boolean {
  return Object.entries(row).every(
    ([column, value]) => column === 'Id' || (/^(Permissions|Visible)/.test(column) && value === 1),
  );
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}
