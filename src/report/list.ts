import { Messages } from '@salesforce/core/messages';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { pathsToTarget } from '../access/missingLink.ts';
import type { KnownTarget } from '../access/target.ts';
import { ORG_CHECKS, runChecks, userFindings } from '../checks/runChecks.ts';
import { error } from '../definition/problem.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { accessError } from './accessProblem.ts';
import { checkFinding, type CheckFinding } from './checkFinding.ts';
import { statusOf, type UserStatus } from './status.ts';
import { through, throughText, type Through } from './through.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.list');

export type ListedUser = {
  /** Of the user. */
  name: string;
  /** Of the user. */
  username: string;
  /** 18 characters. */
  id: string;
  /** Name of the profile. */
  profile: string;
  /** Assigned by themselves: neither the profile's nor those of groups. */
  permissionSets: string[];
  /** By API name. */
  permissionSetGroups: string[];
  /** Whether the permission set license is assigned; null: not visible to the caller. */
  permissionSetLicense: boolean | null;
  /** Whether it can log in. */
  status: UserStatus;
  /** Null: never. */
  lastLogin: string | null;
  /** Of the checks that need no second look. */
  findings: CheckFinding[];
  /** The ways by which it has the access that was asked for; empty where none was. */
  through: Through[];
};

export type ListResult = {
  /** 18 characters; null: not visible to the caller. */
  orgId: string | null;
  /** On the integration license; with `--with-access` those that have it. */
  users: ListedUser[];
  /** About the org as a whole. */
  findings: CheckFinding[];
  /** Objects that the caller may not read. */
  unreadable: string[];
};

/**
 * The users of an inventory with their findings.
 * @param target only those that have this access
 * @throws SfError when the caller cannot see who is on the license
 */
export function listResult(inventory: Inventory, target?: KnownTarget): ListResult {
  const { refused, organization, users } = inventory;
  const reason = refused.get('User');
  if (reason !== undefined)
    throw accessError('NotListableError', [error('notListable', 'User', [reason.split('\n').at(-1) ?? reason])], 1);
  return {
    orgId: organization?.id ?? null,
    users: users
      .map((user) => listed(user, inventory, target))
      .filter((user) => target === undefined || user.through.length > 0),
    findings: runChecks(ORG_CHECKS, inventory).map(checkFinding),
    unreadable: [...refused.keys()],
  };
}

function listed(user: InventoryUser, inventory: Inventory, target: KnownTarget | undefined): ListedUser {
  const access = effectiveAccess(user, inventory);
  const { name, username, id, profile, lastLogin = null, licenseIds } = user;
  return {
    name,
    username,
    id,
    profile,
    permissionSets: user.sets.flatMap((set) => inventory.sets.get(set.id)?.name ?? []),
    permissionSetGroups: user.groups.flatMap((group) => inventory.groups.get(group.id)?.name ?? []),
    permissionSetLicense:
      licenseIds?.some((one) => inventory.licenses.get(one)?.developerName === PERMISSION_SET_LICENSE) ?? null,
    status: statusOf(user),
    lastLogin,
    findings: userFindings({ user, access, inventory }).map(checkFinding),
    through: target === undefined ? [] : through(pathsToTarget(access, target)),
  };
}

/** Few and short, so that long names stay readable on a narrow terminal; the JSON result has more. */
const COLUMNS = ['username', 'profile', 'permissionSets', 'status', 'findings'] as const;
const ACCESS_COLUMNS = ['username', 'status', 'through'] as const;
type Column = (typeof COLUMNS)[number] | (typeof ACCESS_COLUMNS)[number];
export type ListRow = Record<Column, string>;

export function listColumns(target?: KnownTarget): { key: Column; name: string }[] {
  const keys: readonly Column[] = target === undefined ? COLUMNS : ACCESS_COLUMNS;
  return keys.map((key) => ({ key, name: words.getMessage(`column.${key}`) }));
}

export function listRows({ users }: ListResult): ListRow[] {
  return users.map((user) => ({
    username: user.username,
    profile: user.profile,
    permissionSets: [
      ...user.permissionSets,
      ...user.permissionSetGroups.map((group) => words.getMessage('group', [group])),
    ].join(', '),
    status: statusText(user),
    // What is only worth knowing would hide what is wrong.
    findings: String(user.findings.filter(({ severity }) => severity !== 'info').length),
    through: throughText(user.through),
  }));
}

/** Whether it can log in, when it last did, and whether the permission set license is missing. */
function statusText({ status, lastLogin, permissionSetLicense }: ListedUser): string {
  return [
    status,
    lastLogin === null ? words.getMessage('lastLogin.never') : words.getMessage('lastLogin', [lastLogin.slice(0, 10)]),
    ...(permissionSetLicense === true
      ? []
      : [words.getMessage(`license.${permissionSetLicense === false ? 'no' : 'unknown'}`)]),
  ].join(', ');
}

export function listTitle(target?: KnownTarget): string {
  return target === undefined
    ? words.getMessage('title')
    : words.getMessage('title.access', [target.right, target.name]);
}

/** What to do next, also where nothing is listed. */
export function listNext({ users: shown }: ListResult, { users }: Inventory, target?: KnownTarget): string {
  const [first] = shown.length > 0 ? shown : users;
  if (first === undefined) return words.getMessage('none');
  if (shown.length > 0 || target === undefined) return words.getMessage('next', [first.username]);
  const { right, name } = target;
  return words.getMessage('none.access', [right, name, first.username, `${name}=${right}`]);
}
