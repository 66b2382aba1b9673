import { NotSimulated, type Field } from '../org.ts';

const functions: Readonly<Record<string, (sql: string) => string>> = {
  CALENDAR_YEAR: (sql) => `CAST(strftime('%Y', ${sql}) AS INTEGER)`,
  CALENDAR_QUARTER: (sql) => `((CAST(strftime('%m', ${sql}) AS INTEGER) + 2) / 3)`,
  CALENDAR_MONTH: (sql) => `CAST(strftime('%m', ${sql}) AS INTEGER)`,
  DAY_IN_MONTH: (sql) => `CAST(strftime('%d', ${sql}) AS INTEGER)`,
  DAY_IN_WEEK: (sql) => `(CAST(strftime('%w', ${sql}) AS INTEGER) + 1)`,
  DAY_IN_YEAR: (sql) => `CAST(strftime('%j', ${sql}) AS INTEGER)`,
  DAY_ONLY: (sql) => `date(${sql})`,
  HOUR_IN_DAY: (sql) => `CAST(strftime('%H', ${sql}) AS INTEGER)`,
  WEEK_IN_MONTH: (sql) => `((CAST(strftime('%d', ${sql}) AS INTEGER) + 6) / 7)`,
  WEEK_IN_YEAR: (sql) => `((CAST(strftime('%j', ${sql}) AS INTEGER) + 6) / 7)`,
};
const needTime = new Set(['DAY_ONLY', 'HOUR_IN_DAY']);

export function isDateFunction(name: string): boolean {
  return name in functions || name.startsWith('FISCAL_');
}

/** SQL and type of a date function over a field, in UTC as without convertTimezone (official: SOQL reference, date functions). */
export function dateFunctionSql(name: string, field: Field, sql: string): { sql: string; field: Field } {
  const write = functions[name];
  if (write === undefined) throw new NotSimulated(`SOQL function ${name}`);
  const fits = field.type === 'datetime' || (field.type === 'date' && !needTime.has(name));
  if (!fits) throw new NotSimulated(`the answer to ${name} of a field of type ${field.type}`);
  return { sql: write(sql), field: { ...field, type: name === 'DAY_ONLY' ? 'date' : 'int' } };
}
