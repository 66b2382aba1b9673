import { OWNED } from '../org/use/around.ts';
import { aroundNotices, caution, info, type Notice } from '../plan/notices.ts';
import type { Uses } from './readUses.ts';
import type { Surroundings } from './readSurroundings.ts';
import type { StandingUser } from './standing.ts';

/** What is worth knowing before a user is moved. Pure. */
export function noticesOf(
  { user, holdings, defaultRecordTypes }: StandingUser,
  surroundings: Surroundings | undefined,
): Notice[] {
  return [
    ...(user.isFrozen === true ? [caution('frozen')] : []),
    ...(surroundings ? useNotices(surroundings.uses) : []),
    ...(defaultRecordTypes.length > 0 ? [caution('defaultRecordTypes', defaultRecordTypes.join(', '))] : []),
    ...(holdings.licenses.length > 0 ? [info('licenses', holdings.licenses.map(({ name }) => name).join(', '))] : []),
    ...(surroundings ? aroundNotices(surroundings.around, OWNED) : []),
  ];
}

function useNotices({ browserLogins, applications, tokens, sessions }: Uses): Notice[] {
  const dated = (name: string, last: string | undefined): string =>
    last === undefined ? name : `${name} (${last.slice(0, 10)})`;
  return [
    ...(browserLogins === undefined ? [caution('loginsUnread')] : []),
    ...(browserLogins && browserLogins.count > 0
      ? [caution('browser', String(browserLogins.count), browserLogins.last.slice(0, 10))]
      : []),
    ...(applications.length > 0 ? [info('applications', applications.map(({ name }) => name).join(', '))] : []),
    ...(tokens === undefined ? [caution('tokensUnread')] : []),
    ...(tokens && tokens.length > 0
      ? [caution('tokens', tokens.map(({ name, lastUsed }) => dated(name, lastUsed)).join(', '))]
      : []),
    ...(sessions === undefined ? [caution('sessionsUnread')] : []),
    ...(sessions && sessions.length > 0
      ? [caution('sessions', String(sessions.length), [...new Set(sessions.map(sessionText))].join(', '))]
      : []),
  ];
}

/** E.g. `ERP Connector, API, from 192.0.2.7`. */
function sessionText({ application, type, address }: NonNullable<Uses['sessions']>[number]): string {
  return [application, type, address === '' ? '' : `from ${address}`].filter((part) => part !== '').join(' ');
}
