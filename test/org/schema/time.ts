const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const datetimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z?$/;

/** The stored form of a date, datetime (UTC, whole seconds) or time that a client sent; undefined when it is none. */
export function fromJsonTime(type: string, text: string): string | undefined {
  if (type === 'date') return isCalendarDate(text) ? text : undefined;
  if (type === 'time') return timePattern.test(text) ? toTime(text) : undefined;
  if (!datetimePattern.test(text) || !isCalendarDate(text.slice(0, 10))) return undefined;
  const date = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(date.getTime()) ? undefined : toSecond(date);
}

/** ISO text in UTC with the fraction cut off, as Salesforce keeps times. */
export function toSecond(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, '.000Z');
}

function isCalendarDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function toTime(text: string): string {
  const [clock = '', fraction = ''] = text.replace('Z', '').split('.');
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  return `${seconds}.${fraction.padEnd(3, '0')}Z`;
}
