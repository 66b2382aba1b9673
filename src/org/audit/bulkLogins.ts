import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { bulkQuery } from './bulkQuery.ts';
import { byColumns, iso, type LoginAsk, type LoginColumn, type LoginGroup } from './logins.ts';

/**
 * Counts logins as {@link countLogins} does, out of single rows that are streamed and dropped, of those alone that are wanted.
 * @param keep which rows count, by application and status, which no query can filter (facts 5.1)
 * @throws OrgRefusal where the org does not take it, OrgSilence
 */
export async function bulkLogins(
  org: Org,
  { where, by }: LoginAsk,
  keep: (login: { readonly application: string; readonly status: string }) => boolean,
): Promise<readonly LoginGroup[]> {
  const groups = new Map<string, { -readonly [K in keyof LoginGroup]: LoginGroup[K] }>();
  const query = soql`SELECT ${byColumns(by)}, LoginTime FROM LoginHistory WHERE ${where}`;
  for await (const line of bulkQuery(org, query)) {
    const value = (column: LoginColumn): string => line[column] ?? '';
    if (!keep({ application: value('Application'), status: value('Status') })) continue;
    const key = by.map(value).join('\u0000');
    const time = iso(line['LoginTime'] ?? '');
    const group = groups.get(key);
    if (group !== undefined) {
      group.count += 1;
      if (time < group.first) group.first = time;
      if (time > group.last) group.last = time;
    } else
      groups.set(key, {
        userId: value('UserId'),
        application: value('Application'),
        type: value('LoginType'),
        subType: value('LoginSubType'),
        status: value('Status'),
        browser: value('Browser'),
        address: value('SourceIp'),
        count: 1,
        first: time,
        last: time,
      });
  }
  return [...groups.values()];
}
