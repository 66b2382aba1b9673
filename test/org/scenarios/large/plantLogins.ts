import type { Org } from '../../org.ts';
import type { Character } from './character.ts';
import type { Random } from './random.ts';
import { timesOf } from './rhythm.ts';
import { writer } from './writer.ts';

/** The last login of a user that went well. */
export type Last = { readonly id: string; readonly time: number; readonly type: string; readonly address: string };

const COLUMNS = [
  ...['UserId', 'LoginTime', 'LoginType', 'LoginSubType', 'SourceIp', 'LoginUrl', 'TlsProtocol', 'CipherSuite'],
  ...['Browser', 'Platform', 'Status', 'Application', 'ClientVersion', 'ApiType', 'ApiVersion', 'CountryIso'],
];

/** Writes the logins of characters one after the other. */
export function loginWriter(org: Org, random: Random): (user: Character, userId: string) => Last | undefined {
  const write = writer(org, 'LoginHistory', COLUMNS);
  const now = org.now().getTime();
  return ({ habits }, userId) => {
    let last: Last | undefined;
    for (const { way, rhythm, addresses } of habits) {
      const { type, subType = null, application, browser, platform, status = 'Success' } = way;
      const { apiType = 'N/A', apiVersion = 'N/A', clientVersion = 'N/A' } = way;
      for (const time of timesOf(rhythm, random, now)) {
        const address = random.pick(addresses);
        const id = write([
          ...[userId, new Date(time).toISOString(), type, subType, address],
          ...['login.salesforce.com', 'TLS 1.3', 'TLS_AES_256_GCM_SHA384', browser, platform, status],
          ...[application, clientVersion, apiType, apiVersion, 'US'],
        ]);
        if (status === 'Success' && time > (last?.time ?? 0)) last = { id, time, type, address };
      }
    }
    return last;
  };
}
