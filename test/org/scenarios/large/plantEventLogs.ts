import type { Org } from '../../org.ts';
import { apiUsageColumns, apiUsageCsv } from '../apiUsageLog.ts';
import type { Character } from './character.ts';
import { randomOf } from './random.ts';

const OBJECTS = ['Account', 'Contact', 'Opportunity', 'Invoice__c'] as const;

/** Writes the daily ApiTotalUsage logs of so many days before today: what every machine asked for (facts 5.3). */
export function plantEventLogs(org: Org, days: number, cast: readonly Character[], ids: readonly string[]): void {
  const random = randomOf(7);
  const callers = cast.flatMap(({ kind, state, habits }, at) =>
    (kind === 'machine' || kind === 'shared' || kind === 'integration') && state === 'active' && habits.length > 0
      ? [String(ids[at]).slice(0, 15)]
      : [],
  );
  for (let day = 1; day <= days; day++) {
    const date = new Date(org.now().getTime() - day * 86_400_000).toISOString().slice(0, 10);
    const rows = callers.flatMap((id) =>
      Array.from({ length: random.int(1, 6) }, (_, at) => {
        const time = `${date}T${String(random.int(0, 23)).padStart(2, '0')}:00:00.000Z`;
        const start = ['ApiTotalUsage', time.replaceAll(/\D/g, ''), `${id}${String(at)}`, org.id.slice(0, 15), id];
        return [...start, 'REST', '67.0', '/v67.0/query', '', 'GET', random.pick(OBJECTS), '200', time];
      }),
    );
    const LogFile = apiUsageCsv(rows);
    org.store.insert('EventLogFile', {
      ...{ EventType: 'ApiTotalUsage', Interval: 'Daily', LogDate: `${date}T00:00:00.000Z`, LogFile },
      ...{ LogFileLength: LogFile.length, LogFileContentType: 'text/csv' },
      LogFileFieldNames: apiUsageColumns.join(','),
    });
  }
}
