import { chunks } from '../wire/chunks.ts';
import { required, text, type Row } from '../wire/query.ts';
import type { Kind, KindRows, Kinds } from '../wire/queryKinds.ts';
import { columns, soql } from '../wire/soql.ts';
import type { UserSetting, UserSettings } from '../metadata/userSettings.ts';

/** What hangs on a user besides its rights and its logins. */
export type Around = {
  /** Records that the user owns, by object; at most {@link OWNED} are counted of all users together. */
  readonly owned: ReadonlyMap<string, number>;
  /** Objects whose records were not counted. */
  readonly uncounted: readonly string[];
  /** Active users whose manager it is. */
  readonly managerOf: number;
  /** Active users whose delegated approver it is. */
  readonly approverOf: number;
  /** Names of scheduled jobs that run as it. */
  readonly jobs: readonly string[];
  /** Titles of dashboards that show what it may see. */
  readonly dashboards: readonly string[];
  /** Approval requests that wait for it. */
  readonly approvals: number;
  /** Objects of those three that could not be read. */
  readonly unread: readonly string[];
  /** Managed packages that the user has a license of. */
  readonly packages: readonly string[];
  readonly queues: readonly string[];
  readonly publicGroups: readonly string[];
  readonly role: string | undefined;
  /** Where the org's settings name it. */
  readonly settings: readonly UserSetting[];
  /** Settings that could not be read, with the reason. */
  readonly settingsUnread: readonly string[];
};

const RUN_AS = ['CronTrigger', 'Dashboard', 'ProcessInstanceWorkitem'];

/** Rows that are looked through to count owned records, of each object. */
export const OWNED = 2000;
/** Objects whose owned records are counted; more would take long in a large org. */
const OBJECTS = 100;

/**
 * The queries for what hangs on users.
 * @param objects names of objects that have an OwnerId
 */
export function aroundQueries(ids: readonly string[], objects: readonly string[]): Kinds<string> {
  const each = (object: string, query: (some: readonly string[]) => string): Kind => ({
    object,
    queries: chunks(ids).map(query),
  });
  return {
    managers: each('User', (some) => soql`SELECT ManagerId FROM User WHERE IsActive = true AND ManagerId IN ${some}`),
    approvers: each(
      'User',
      (some) => soql`SELECT DelegatedApproverId FROM User WHERE IsActive = true AND DelegatedApproverId IN ${some}`,
    ),
    // Object Reference: CronTrigger (no next time: it will not run again), Dashboard, ProcessInstanceWorkitem.
    jobs: each(
      'CronTrigger',
      (some) =>
        soql`SELECT OwnerId, CronJobDetail.Name FROM CronTrigger WHERE NextFireTime != null AND OwnerId IN ${some}`,
    ),
    dashboards: each(
      'Dashboard',
      (some) => soql`SELECT RunningUserId, Title FROM Dashboard WHERE RunningUserId IN ${some}`,
    ),
    approvals: each(
      'ProcessInstanceWorkitem',
      (some) => soql`SELECT ActorId FROM ProcessInstanceWorkitem WHERE ActorId IN ${some}`,
    ),
    packages: each(
      'UserPackageLicense',
      (some) => soql`SELECT UserId, PackageLicense.NamespacePrefix FROM UserPackageLicense WHERE UserId IN ${some}`,
    ),
    members: each(
      'GroupMember',
      (some) =>
        soql`SELECT UserOrGroupId, Group.DeveloperName, Group.Type FROM GroupMember WHERE UserOrGroupId IN ${some}`,
    ),
    roles: each('User', (some) => soql`SELECT Id, UserRole.DeveloperName FROM User WHERE Id IN ${some}`),
    ...Object.fromEntries(
      objects
        .slice(0, OBJECTS)
        .map((name) => [
          `owned.${name}`,
          each(name, (some) => soql`SELECT OwnerId FROM ${columns([name])} WHERE OwnerId IN ${some} LIMIT ${OWNED}`),
        ]),
    ),
  };
}

/**
 * What hangs on users, out of the rows of {@link aroundQueries}. What could not be read counts as nothing, but for owned records, of which
 * it is told.
 * @param users id and username in lower case
 * @returns by user id
 */
export function aroundOf(
  users: readonly { readonly id: string; readonly username: string }[],
  objects: readonly string[],
  { rows, refused }: KindRows<string>,
  settings: UserSettings,
): ReadonlyMap<string, Around> {
  const of = (kind: string, column: string, id: string): Row[] =>
    (rows[kind] ?? []).filter((row) => text(row, column) === id);
  // An object whose records have no owners has nothing to count.
  const isUnread = (why: string | undefined): boolean => why !== undefined && !/No such column 'OwnerId'/i.test(why);
  const counted = objects.slice(0, OBJECTS);
  const unread = RUN_AS.filter((name) => refused.has(name));
  const uncounted = objects.filter((name, index) => index >= OBJECTS || isUnread(refused.get(name)));
  return new Map(
    users.map(({ id, username }) => {
      const counts = counted.map((name) => [name, of(`owned.${name}`, 'OwnerId', id).length] as const);
      const memberOf = (type: string): string[] =>
        of('members', 'UserOrGroupId', id)
          .filter((row) => text(row, 'Group.Type') === type)
          .map((row) => required(row, 'Group.DeveloperName'));
      const around: Around = {
        owned: new Map(counts.filter(([, count]) => count > 0)),
        uncounted,
        managerOf: of('managers', 'ManagerId', id).length,
        approverOf: of('approvers', 'DelegatedApproverId', id).length,
        jobs: namesOf(of('jobs', 'OwnerId', id), 'CronJobDetail.Name'),
        dashboards: namesOf(of('dashboards', 'RunningUserId', id), 'Title'),
        approvals: of('approvals', 'ActorId', id).length,
        unread,
        packages: of('packages', 'UserId', id).map((row) => required(row, 'PackageLicense.NamespacePrefix')),
        queues: memberOf('Queue'),
        publicGroups: memberOf('Regular'),
        role: of('roles', 'Id', id).flatMap((row) => text(row, 'UserRole.DeveloperName') ?? [])[0],
        settings: settings.byUser.get(username) ?? [],
        settingsUnread: settings.unread,
      };
      return [id, around];
    }),
  );
}

function namesOf(rows: readonly Row[], column: string): string[] {
  return [...new Set(rows.map((row) => text(row, column) ?? ''))].sort();
}
