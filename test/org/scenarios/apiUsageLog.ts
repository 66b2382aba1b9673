/** Columns of an ApiTotalUsage log (facts 5.3). */
export const apiUsageColumns = [
  ...['EVENT_TYPE', 'TIMESTAMP', 'REQUEST_ID', 'ORGANIZATION_ID', 'USER_ID', 'API_FAMILY', 'API_VERSION'],
  ...['API_RESOURCE', 'CLIENT_NAME', 'HTTP_METHOD', 'ENTITY_NAME', 'STATUS_CODE', 'TIMESTAMP_DERIVED'],
] as const;

/** The log as CSV; each row has a value for every column. */
export const apiUsageCsv = (rows: readonly (readonly string[])[]): string =>
  [apiUsageColumns, ...rows]
    .map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`)
    .join('');
