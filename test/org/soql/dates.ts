import { NotSimulated, type Session } from '../org.ts';

/** The user's calendar: time zone and first day of the week (0 = Sunday), which date literals depend on. */
export type Calendar = { readonly zone: string; readonly firstDay: number };

/** Local dates 'YYYY-MM-DD'; `until` is not part of the range. */
export type DateRange = { readonly from: string; readonly until: string };

const dayLength = 86_400_000;

/** The calendar of the session's user, from TimeZoneSidKey and LocaleSidKey; without a user UTC and weeks from Sunday. */
export function calendarOf(session: Session): Calendar {
  const user =
    session.org.schema.object('User') === undefined ? undefined : session.org.store.get('User', session.userId);
  const zone = typeof user?.['TimeZoneSidKey'] === 'string' ? user['TimeZoneSidKey'] : 'UTC';
  const locale = typeof user?.['LocaleSidKey'] === 'string' ? user['LocaleSidKey'].replaceAll('_', '-') : 'en-US';
  const info = (new Intl.Locale(locale) as { getWeekInfo?: () => { firstDay: number } }).getWeekInfo?.();
  return { zone, firstDay: (info?.firstDay ?? 7) % 7 };
}

function wallClock(instant: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
}

/** The UTC instant, as ISO text, at which a local date begins. */
export function startOfDay(date: string, zone: string): string {
  const local = Date.parse(`${date}T00:00:00Z`);
  const guess = local - (wallClock(local, zone) - local);
  return new Date(local - (wallClock(guess, zone) - guess)).toISOString();
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

function startOf(unit: Unit, day: Date, offset: number, firstDay: number): Date {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  if (unit === 'DAY') return new Date(Date.UTC(year, month, date + offset));
  if (unit === 'WEEK')
    return new Date(Date.UTC(year, month, date - ((day.getUTCDay() - firstDay + 7) % 7) + 7 * offset));
  if (unit === 'MONTH') return new Date(Date.UTC(year, month + offset, 1));
  if (unit === 'QUARTER') return new Date(Date.UTC(year, month - (month % 3) + 3 * offset, 1));
  return new Date(Date.UTC(year + offset, 0, 1));
}

const plain: Readonly<Record<string, readonly [Unit, number, number]>> = {
  YESTERDAY: ['DAY', -1, 0],
  TODAY: ['DAY', 0, 1],
  TOMORROW: ['DAY', 1, 2],
  LAST_90_DAYS: ['DAY', -90, 1],
  NEXT_90_DAYS: ['DAY', 1, 91],
  LAST_WEEK: ['WEEK', -1, 0],
  THIS_WEEK: ['WEEK', 0, 1],
  NEXT_WEEK: ['WEEK', 1, 2],
  LAST_MONTH: ['MONTH', -1, 0],
  THIS_MONTH: ['MONTH', 0, 1],
  NEXT_MONTH: ['MONTH', 1, 2],
  LAST_QUARTER: ['QUARTER', -1, 0],
  THIS_QUARTER: ['QUARTER', 0, 1],
  NEXT_QUARTER: ['QUARTER', 1, 2],
  LAST_YEAR: ['YEAR', -1, 0],
  THIS_YEAR: ['YEAR', 0, 1],
  NEXT_YEAR: ['YEAR', 1, 2],
};

function span(literal: string, n: number | undefined): readonly [Unit, number, number] {
  const fixed = plain[literal];
  if (fixed !== undefined) return fixed;
  const match = /^(?:(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S|N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO)$/.exec(literal);
  if (match === null || n === undefined) throw new NotSimulated(`date literal ${literal}`);
  const [, direction, ranged, ago] = match;
  if (ago !== undefined) return [ago as Unit, -n, -n + 1];
  if (direction === 'NEXT') return [ranged as Unit, 1, n + 1];
  return [ranged as Unit, -n, ranged === 'DAY' ? 1 : 0];
}

/**
 * The days that a date literal stands for (official: SOQL reference, date formats and date literals).
 * LAST_N_DAYS includes the current day, the other LAST_N ones end before the current unit. Fiscal literals are a gap.
 */
export function dateRange(literal: string, n: number | undefined, now: Date, calendar: Calendar): DateRange {
  const [unit, from, until] = span(literal.toUpperCase().replace(/:\d+$/, ''), n);
  const today = new Date(Math.floor(wallClock(now.getTime(), calendar.zone) / dayLength) * dayLength);
  const text = (offset: number): string => startOf(unit, today, offset, calendar.firstDay).toISOString().slice(0, 10);
  return { from: text(from), until: text(until) };
}

/** A datetime literal as ISO text in UTC; undefined when there is no such time. */
export function readDatetime(literal: string): string | undefined {
  const time = Date.parse(literal.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** True when there is such a day. */
export function isDate(literal: string): boolean {
  const time = Date.parse(`${literal}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(literal);
}
