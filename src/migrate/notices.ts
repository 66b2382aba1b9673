import type { InventoryUser } from '../org/inventory.ts';
import { OWNED, type Around } from './readAround.ts';
import type { StandingUser } from './standing.ts';

/** Something that hangs on a user, or that its move changes, beside its rights. `id` is part of a key of messages/migrate.md. */
export type Notice = {
  readonly id: string;
  readonly severity: 'warning' | 'info';
  readonly tokens: readonly string[];
};

/** What is worth knowing before a user is moved. Pure. */
export function noticesOf({ user, holdings, defaultRecordTypes }: StandingUser, around: Around | undefined): Notice[] {
  return [
    ...(user.isFrozen === true ? [warning('frozen')] : []),
    ...(around ? loginNotices(around) : []),
    ...(defaultRecordTypes.length > 0 ? [warning('defaultRecordTypes', defaultRecordTypes.join(', '))] : []),
    ...(holdings.licenses.length > 0 ? [info('licenses', holdings.licenses.map(({ name }) => name).join(', '))] : []),
    ...(around ? aroundNotices(around) : []),
    ...memberNotices(user),
    info('defaultOwner'),
  ];
}

function loginNotices({ browserLogins, applications }: Around): Notice[] {
  const names = applications.map(({ name }) => name).sort();
  return [
    ...(browserLogins === undefined ? [warning('loginsUnread')] : []),
    ...(browserLogins && browserLogins.count > 0
      ? [warning('browser', String(browserLogins.count), browserLogins.last.slice(0, 10))]
      : []),
    ...(names.length > 0 ? [info('applications', names.join(', '))] : []),
  ];
}

function aroundNotices({ owned, managerOf, approverOf, packages }: Around): Notice[] {
  const counts = [...owned].map(
    ([object, count]) => `${object} ${count >= OWNED ? `${String(OWNED)} or more` : String(count)}`,
  );
  return [
    ...(counts.length > 0 ? [info('owned', counts.join(', '))] : []),
    ...(managerOf > 0 ? [warning('manager', String(managerOf))] : []),
    ...(approverOf > 0 ? [warning('approver', String(approverOf))] : []),
    ...(packages.length > 0 ? [warning('packages', packages.join(', '))] : []),
  ];
}

function memberNotices({ role, queues, publicGroups }: InventoryUser): Notice[] {
  return [
    ...(queues.length > 0 ? [info('queues', queues.join(', '))] : []),
    ...(publicGroups.length > 0 ? [info('publicGroups', publicGroups.join(', '))] : []),
    ...(role === undefined ? [] : [info('role', role)]),
  ];
}

function warning(id: string, ...tokens: string[]): Notice {
  return { id, severity: 'warning', tokens };
}

function info(id: string, ...tokens: string[]): Notice {
  return { id, severity: 'info', tokens };
}
