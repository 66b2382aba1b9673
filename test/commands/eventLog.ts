import type { RunningOrg } from '../org/rest/start.ts';
import { apiUsageColumns, apiUsageCsv } from '../org/scenarios/apiUsageLog.ts';

/** A request as an event log tells it (facts 5.3). */
export type LoggedRequest = {
  readonly user: string;
  readonly objects?: readonly string[];
  readonly resource?: string;
};

/** Gives an org the log of a day, or of an hour of it, as it would have written one. */
export function plantLog(
  { org: { store, switches, id } }: RunningOrg,
  date: string,
  requests: readonly LoggedRequest[],
  interval: 'Daily' | 'Hourly' = 'Daily',
): string {
  const lines = requests.map(({ user, objects = [], resource = '/v67.0/query' }) => {
    const userId = String(store.find('User', { Username: user })[0]?.['Id']).slice(0, 15);
    return [
      ...['ApiTotalUsage', '20261120120000.000', 'r', id.slice(0, 15), userId, 'REST', '67.0'],
      ...[
        resource,
        'A "quoted", name',
        'GET',
        objects.join(switches.entityNameSeparator),
        '200',
        `${date}T12:00:00.000Z`,
      ],
    ];
  });
  const LogFile = apiUsageCsv(lines);
  return store.insert('EventLogFile', {
    ...{ EventType: 'ApiTotalUsage', Interval: interval, LogDate: `${date}T00:00:00.000Z`, LogFile },
    ...{ LogFileLength: LogFile.length, LogFileContentType: 'text/csv', LogFileFieldNames: apiUsageColumns.join(',') },
  });
}
