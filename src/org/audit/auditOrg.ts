import { seatsOf } from '../state/licenses.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../names.ts';
import { flag, number, required, text, type Row } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { columns, soql } from '../wire/soql.ts';
import type { Seats } from '../state/state.ts';
import type { Org } from '../wire/transport.ts';
import { API_TYPES } from './loginTypes.ts';
import { iso, within, type Period } from './logins.ts';
import { inParts, wayQueries, waysOf, type LoginWay, type OrgApplication } from './ways.ts';

/** What an org tells of itself in one request. */
export type AuditOrg = {
  readonly organization: { readonly id: string; readonly name: string; readonly isSandbox: boolean } | undefined;
  readonly licenses: readonly Seats[];
  readonly permissionSetLicense: Seats | undefined;
  readonly activeUsers: number | undefined;
  /** Users on people's licenses with a login over the API. */
  readonly apiUsers: number | undefined;
  readonly ways: readonly LoginWay[];
  readonly applications: readonly OrgApplication[];
  /** False: there are more ways than an answer holds. */
  readonly waysWhole: boolean;
  /** The first login that the org still has, ISO 8601. */
  readonly oldest: string | undefined;
  /** User permissions of the caller, of those on which sight depends; undefined: not known. */
  readonly callerPermissions: ReadonlySet<string> | undefined;
  /** By object, Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

/** User permissions without which an org silently shows less (facts 5.1, 5.2, 5.3, 1.2). */
const SIGHT = [
  'ManageUsers',
  'MonitorLoginHistory',
  'CustomizeApplication',
  'ViewEventLogFiles',
  'ViewAllData',
  'ViewSetup',
] as const;

/** Internal users (Object Reference, User.UserType). */
export const INTERNAL = 'Standard';

/**
 * Reads what does not depend on single users, in one request where the org has the time for it.
 * @param caller username of who asks
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readAuditOrg(org: Org, period: Period, caller: string): Promise<AuditOrg> {
  const one = (object: string, query: string) => ({ object, queries: [query] });
  const sight = columns(SIGHT.map((name) => `PermissionSet.Permissions${name}`));
  const time = { part: within(period) };
  const queries = wayQueries(period);
  const { rows, refused } = await queryKinds(org, {
    organization: one('Organization', 'SELECT Id, Name, IsSandbox FROM Organization'),
    licenses: one('UserLicense', 'SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense'),
    setLicense: one(
      'PermissionSetLicense',
      soql`SELECT Id, MasterLabel, Status, TotalLicenses, UsedLicenses FROM PermissionSetLicense WHERE DeveloperName = ${PERMISSION_SET_LICENSE}`,
    ),
    active: one('User', 'SELECT COUNT(Id) users FROM User WHERE IsActive = true'),
    caller: one('caller', soql`SELECT Id, ${sight} FROM PermissionSetAssignment WHERE Assignee.Username = ${caller}`),
    ways: one('LoginHistory', queries.ways),
    applications: one('LoginHistory', queries.applications),
    oldest: one('LoginHistory', 'SELECT MIN(LoginTime) firstLogin FROM LoginHistory'),
    apiUsers: one(
      'apiUsers',
      soql`SELECT Status, COUNT_DISTINCT(UserId) users FROM LoginHistory WHERE ${time} AND LoginType IN ${API_TYPES} AND UserId IN (SELECT Id FROM User WHERE UserType = ${INTERNAL} AND Profile.UserLicense.Name != ${USER_LICENSE}) GROUP BY Status`,
    ),
  });
  const first = waysOf(rows.ways, rows.applications, refused.get('LoginHistory'));
  const all = await inParts(org, period, first);
  const [organization] = rows.organization;
  const count = (found: readonly Row[]): number | undefined =>
    found[0] === undefined ? undefined : number(found[0], 'users');
  const apiUsers = rows.apiUsers.filter((row) => text(row, 'Status') === 'Success');
  const oldest = text(rows.oldest[0] ?? {}, 'firstLogin');
  return {
    organization: organization && {
      id: required(organization, 'Id'),
      name: required(organization, 'Name'),
      isSandbox: flag(organization, 'IsSandbox'),
    },
    licenses: rows.licenses.map((row) => seatsOf(row, 'Name')),
    permissionSetLicense: rows.setLicense.map((row) => seatsOf(row, 'MasterLabel'))[0],
    activeUsers: count(rows.active),
    apiUsers: refused.has('apiUsers') ? undefined : (count(apiUsers) ?? 0),
    ways: all.ways,
    applications: all.applications,
    waysWhole: all.whole,
    oldest: oldest === undefined ? undefined : iso(oldest),
    callerPermissions: refused.has('caller')
      ? undefined
      : new Set(SIGHT.filter((name) => rows.caller.some((row) => flag(row, `PermissionSet.Permissions${name}`)))),
    refused: withLogins(refused, all.refused),
  };
}

/** What was refused as a whole may have been read in parts. */
function withLogins(refused: ReadonlyMap<string, string>, logins: string | undefined): ReadonlyMap<string, string> {
  const others = [...refused].filter(([object]) => object !== 'LoginHistory');
  return new Map([...others, ...(logins === undefined ? [] : [['LoginHistory', logins] as const])]);
}
