import type { Around } from '../org/use/around.ts';
import type { SettingKind } from '../org/metadata/userSettings.ts';

/** Something that hangs on a user and is worth knowing. `id` is part of a key of messages/*-notices.md. */
export type Notice = {
  readonly id: string;
  readonly severity: 'warning' | 'info';
  readonly tokens: readonly string[];
};

export function caution(id: string, ...tokens: string[]): Notice {
  return { id, severity: 'warning', tokens };
}

export function info(id: string, ...tokens: string[]): Notice {
  return { id, severity: 'info', tokens };
}

/**
 * What is worth knowing of what hangs on a user before it is moved or retired. Pure.
 * @param counted how many records of an object are counted at most
 */
export function aroundNotices(around: Around, counted: number): Notice[] {
  const { owned, uncounted, managerOf, approverOf, jobs, dashboards, approvals, unread } = around;
  const { packages, queues, publicGroups, role } = around;
  const counts = [...owned].map(
    ([object, count]) => `${object} ${count >= counted ? `${String(counted)} or more` : String(count)}`,
  );
  return [
    ...settingNotices(around),
    ...(managerOf > 0 ? [caution('manager', String(managerOf))] : []),
    ...(approverOf > 0 ? [caution('approver', String(approverOf))] : []),
    ...(approvals > 0 ? [caution('approvals', String(approvals))] : []),
    ...(jobs.length > 0 ? [caution('jobs', some(jobs))] : []),
    ...(dashboards.length > 0 ? [caution('dashboards', some(dashboards))] : []),
    ...(unread.length > 0 ? [caution('runUnread', unread.join(', '))] : []),
    ...(packages.length > 0 ? [caution('packages', packages.join(', '))] : []),
    ...(counts.length > 0 ? [info('owned', counts.join(', '))] : []),
    ...(uncounted.length > 0 ? [info('uncounted', some(uncounted))] : []),
    ...(queues.length > 0 ? [info('queues', queues.join(', '))] : []),
    ...(publicGroups.length > 0 ? [info('publicGroups', publicGroups.join(', '))] : []),
    ...(role === undefined ? [] : [info('role', role)]),
  ];
}

const SETTINGS: readonly SettingKind[] = ['caseOwner', 'caseUser', 'emailToCase', 'assignmentRule', 'escalationRule'];

/** Where settings name the user, then which could not be read, then which nobody can read. */
function settingNotices({ settings, settingsUnread }: Around): Notice[] {
  const named = SETTINGS.flatMap((kind) => {
    const found = settings.filter((one) => one.kind === kind);
    return found.length > 0 ? [caution(kind, found.map(({ name }) => name).join(', '))] : [];
  });
  const unread = settingsUnread.length > 0 ? [caution('settingsUnread', settingsUnread.join('; '))] : [];
  return [...named, ...unread, info('defaultOwner')];
}

/** Who may read everything has rights on more objects than anybody reads the names of. */
const NAMED = 20;

function some(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(more > 0 ? [`... (${String(more)})`] : [])].join(', ');
}
