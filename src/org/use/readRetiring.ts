import { byColumn } from '../wire/byColumn.ts';
import { seatsOf } from '../state/licenses.ts';
import { qualified } from '../names.ts';
import { flag, number, required, text, type Row } from '../wire/query.ts';
import { queryKinds, type KindRows } from '../wire/queryKinds.ts';
import type { Login, Retiring, RetiringSet, RetiringUser, Seen } from './retiring.ts';
import { heldQueries, loginQueries, RETIRE_PERMISSIONS, whoQueries } from './retiringQueries.ts';
import { sessionsOf, tokensOf, topmost } from './logins.ts';
import type { Org } from '../wire/transport.ts';

type Who = KindRows<keyof ReturnType<typeof whoQueries>>;
type Held = KindRows<keyof ReturnType<typeof heldQueries>>;

/**
 * Reads what matters when users are retired: in two requests the first time, then in one, as the ids are known.
 * @param usernames in lower case
 * @param setName the name that a permission set of an integration has by default
 * @param seen what an earlier read of the same users found; their logins are not read again
 * @throws OrgRefusal, OrgSilence
 */
export async function readRetiring(
  org: Org,
  usernames: readonly string[],
  caller: string,
  setName: (integration: string) => string,
  seen?: Seen,
): Promise<Retiring> {
  const who = whoQueries(usernames, caller);
  if (seen !== undefined) {
    const all = await queryKinds(org, { ...who, ...heldQueries(seen.userIds, seen.setIds, []) });
    return retiringOf(all, all, seen.logins);
  }
  const first = await queryKinds(org, who);
  const userIds = first.rows.users.map((row) => required(row, 'Id'));
  if (userIds.length === 0) return retiringOf(first, { rows: NOTHING_HELD, refused: new Map() }, []);
  const setIds = unique(first.rows.assignments.filter(isGiven).flatMap((row) => setIdOf(row) ?? []));
  const setNames = unique(first.rows.users.map((row) => setName(required(row, 'LastName'))));
  const more = await queryKinds(org, { ...heldQueries(userIds, setIds, setNames), ...loginQueries(userIds) });
  return retiringOf(first, more, more.rows.logins.map(loginOf));
}

const NOTHING_HELD: Held['rows'] = {
  tokens: [],
  sessions: [],
  sets: [],
  namedSets: [],
  holders: [],
  components: [],
};

function retiringOf(who: Who, held: Held, logins: readonly Login[]): Retiring {
  const refused = new Map([...who.refused, ...held.refused]);
  const { rows } = who;
  const tokens = Map.groupBy(tokensOf(held.rows.tokens), ({ userId }) => userId);
  const sessions = Map.groupBy(topmost(sessionsOf(held.rows.sessions)), ({ userId }) => userId);
  return {
    readAt: new Date(),
    orgId: required(rows.organization[0] ?? {}, 'Id'),
    users: usersOf(rows).map((user) => ({
      ...user,
      tokens: tokens.get(user.id) ?? [],
      sessions: sessions.get(user.id) ?? [],
    })),
    sets: setsOf(held.rows),
    userLicense: rows.userLicense.map((row) => seatsOf(row, 'Name'))[0],
    permissionSetLicense: rows.permissionSetLicense.map((row) => seatsOf(row, 'MasterLabel'))[0],
    logins,
    callerPermissions: refused.has('caller')
      ? undefined
      : new Set(
          RETIRE_PERMISSIONS.filter((name) => rows.caller.some((row) => flag(row, `PermissionSet.Permissions${name}`))),
        ),
    refused,
  };
}

function usersOf(rows: Who['rows']): Omit<RetiringUser, 'tokens' | 'sessions'>[] {
  const loginOf = byColumn(rows.userLogins, 'UserId');
  const licenseOf = byColumn(rows.userLicenses, 'Id');
  const assignmentsOf = byColumn(rows.assignments, 'AssigneeId');
  const licensesOf = byColumn(rows.licenses, 'AssigneeId');
  return rows.users.map((row) => {
    const id = required(row, 'Id');
    const [login] = loginOf(id);
    return {
      id,
      username: required(row, 'Username').toLowerCase(),
      lastName: required(row, 'LastName'),
      isActive: flag(row, 'IsActive'),
      license: licenseOf(id).map((one) => text(one, 'Profile.UserLicense.Name'))[0],
      login: login && {
        id: required(login, 'Id'),
        isFrozen: flag(login, 'IsFrozen'),
        changed: required(login, 'LastModifiedDate'),
      },
      assignments: assignmentsOf(id)
        .filter(isGiven)
        .map((one) => ({ id: required(one, 'Id'), name: nameOf(one), setId: setIdOf(one) })),
      licenses: licensesOf(id).map((one) => ({
        id: required(one, 'Id'),
        name: required(one, 'PermissionSetLicense.DeveloperName'),
      })),
    };
  });
}

/** Not the set that comes with the profile, which nobody can take away (facts 3.5). */
function isGiven(row: Row): boolean {
  return !flag(row, 'PermissionSet.IsOwnedByProfile') || text(row, 'PermissionSetGroupId') !== undefined;
}

function setIdOf(row: Row): string | undefined {
  return text(row, 'PermissionSetGroupId') === undefined ? text(row, 'PermissionSetId') : undefined;
}

function nameOf(row: Row): string {
  return text(row, 'PermissionSetGroupId') === undefined
    ? qualified(text(row, 'PermissionSet.NamespacePrefix'), required(row, 'PermissionSet.Name'))
    : qualified(text(row, 'PermissionSetGroup.NamespacePrefix'), required(row, 'PermissionSetGroup.DeveloperName'));
}

function setsOf({ sets, namedSets, holders, components }: Held['rows']): RetiringSet[] {
  const rows = new Map([...sets, ...namedSets].map((row) => [required(row, 'Id'), row]));
  const holdersOf = byColumn(holders, 'PermissionSetId');
  const componentsOf = byColumn(components, 'PermissionSetId');
  return [...rows].map(([id, row]) => ({
    id,
    name: qualified(text(row, 'NamespacePrefix'), required(row, 'Name')),
    isCustom: flag(row, 'IsCustom') && text(row, 'NamespacePrefix') === undefined,
    holders: unique(holdersOf(id).map((one) => required(one, 'Assignee.Username').toLowerCase())),
    isInGroup: componentsOf(id).length > 0,
  }));
}

function loginOf(row: Row): Login {
  return {
    userId: required(row, 'UserId'),
    application: required(row, 'Application'),
    type: required(row, 'LoginType'),
    address: required(row, 'SourceIp'),
    status: required(row, 'Status'),
    last: required(row, 'lastLogin'),
    count: number(row, 'times'),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
