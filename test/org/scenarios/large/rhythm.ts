import type { Random } from './random.ts';

/** When something is done, in days before the org's clock; `from` is the earlier end. */
export type Rhythm =
  /** Day and night, each so many hours. */
  | { readonly kind: 'steady'; readonly hours: number; readonly from: number; readonly until: number }
  /** Once a day at an hour of UTC, each so many days. */
  | {
      readonly kind: 'daily';
      readonly hour: number;
      readonly every: number;
      readonly from: number;
      readonly until: number;
    }
  /** So often, at hours when people of a time zone work. */
  | {
      readonly kind: 'office';
      readonly times: number;
      readonly zone: number;
      readonly from: number;
      readonly until: number;
    }
  /** On these days, to the fraction. */
  | { readonly kind: 'at'; readonly days: readonly number[] };

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** How many times a rhythm comes to, or hardly less. */
export function countOf(rhythm: Rhythm): number {
  if (rhythm.kind === 'office') return rhythm.times;
  if (rhythm.kind === 'at') return rhythm.days.length;
  const every = rhythm.kind === 'steady' ? rhythm.hours : rhythm.every * 24;
  return Math.max(0, Math.floor(((rhythm.from - rhythm.until) * 24) / every));
}

/** Milliseconds since 1970 of each time, in no order; none after `now`. */
export function timesOf(rhythm: Rhythm, random: Random, now: number): number[] {
  return whenever(rhythm, random, now)
    .map((time) => Math.round(time / 1000) * 1000)
    .filter((time) => time < now);
}

function whenever(rhythm: Rhythm, random: Random, now: number): number[] {
  if (rhythm.kind === 'at') return rhythm.days.map((days) => now - days * DAY);
  const from = now - rhythm.from * DAY;
  const count = countOf(rhythm);
  if (rhythm.kind === 'steady')
    return Array.from({ length: count }, (_, at) => from + (at + random.next() * 0.2) * rhythm.hours * HOUR);
  if (rhythm.kind === 'office') return Array.from({ length: count }, () => workingTime(rhythm, random, now));
  return Array.from({ length: count }, (_, at) => {
    const day = Math.floor((from + at * rhythm.every * DAY) / DAY);
    return day * DAY + rhythm.hour * HOUR + random.int(0, 300) * 1000;
  });
}

/** From Monday to Friday, 7 to 19 where the person is. */
function workingTime(
  { from, until, zone }: { readonly from: number; readonly until: number; readonly zone: number },
  random: Random,
  now: number,
): number {
  let day = Math.floor((now - until * DAY - random.next() * (from - until) * DAY) / DAY);
  const weekday = (day + 4) % 7; // day 0 was a Thursday
  if (weekday === 0) day -= 2;
  if (weekday === 6) day -= 1;
  return day * DAY + (7 - zone) * HOUR + random.next() * 12 * HOUR;
}
