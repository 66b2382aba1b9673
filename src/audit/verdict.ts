import { UNATTENDED } from './flows.ts';
import { isRare } from './rare.ts';
import type { Evidence, Judged } from './seen.ts';

type Class = Evidence['class'];

/** What only a program does, however it logs in. */
const HABITS: readonly Class[] = ['fixed-address', 'round-the-clock', 'api-requests', 'stored-token'];
/** What only hints. */
const HINTS: readonly Class[] = ['name', 'open-session'];
/** A person is at a browser. */
const PAGES: readonly Class[] = ['ui-login', 'ui-login-rare', 'single-sign-on'];
/** A person takes part. */
const INTERACTIVE: readonly Class[] = [
  'ui-login',
  'ui-login-rare',
  'single-sign-on',
  'interactive-consent',
  'people-application',
];
/** Habits that a telephone or an office computer with a stored token does not have. */
const BEYOND_TOKEN: readonly Class[] = ['fixed-address', 'round-the-clock', 'api-requests'];

/**
 * What a user is by its evidence. Pure. Never by the way of logging in alone.
 * @param days that the logins cover
 * @returns undefined: nothing speaks for a machine
 */
export function verdictOf(evidence: readonly Evidence[], days: number): Judged | undefined {
  const has = (some: readonly Class[]): Class[] => [
    ...new Set(evidence.map((one) => one.class).filter((one) => some.includes(one))),
  ];
  const count = (some: readonly Class[]): number =>
    evidence.filter((one) => some.includes(one.class)).reduce((sum, one) => sum + (one.count ?? 0), 0);
  const ways = has([...(UNATTENDED as readonly Class[]), 'refresh-token']);
  if (ways.length === 0) return undefined;
  const facts: Facts = {
    days,
    ways,
    habits: has(HABITS),
    hints: has(HINTS),
    logins: count([...(UNATTENDED as readonly Class[]), 'refresh-token']),
    span: spanOf(evidence.filter((one) => ways.includes(one.class))),
    isFromBrowser: has(['browser']).length > 0,
  };
  const interactive = count(INTERACTIVE);
  const few = interactive === 0 || isRare(interactive, days);
  if (!few) return both(facts, interactive);
  // Seldom a person and seldom a program: who could tell which it is?
  return facts.logins >= 3 * interactive ? machine(facts, count(PAGES)) : { verdict: 'unclear', certainty: 'possible' };
}

type Facts = {
  readonly days: number;
  readonly ways: readonly Class[];
  readonly habits: readonly Class[];
  readonly hints: readonly Class[];
  readonly logins: number;
  readonly span: number;
  readonly isFromBrowser: boolean;
};

/** Nobody works with it, or somebody looks after it about once a month. */
function machine({ days, ways, habits, hints, logins, span, isFromBrowser }: Facts, pages: number): Judged {
  const judged = (certainty: Judged['certainty']): Judged => ({ verdict: 'machine', certainty });
  const classes = habits.length + hints.length;
  // Stored tokens are what telephones have too, and of the bearer flow only a missing word tells.
  const isSure = ways.some((way) => way !== 'refresh-token' && way !== 'jwt-bearer');
  const isBeyond = habits.some((habit) => BEYOND_TOKEN.includes(habit));
  if (isFromBrowser) return judged('possible');
  const lasts = days >= 30 && span >= 14 && logins >= 20;
  const isTokenAlone = ways.every((way) => way === 'refresh-token');
  // Somebody who hardly opens a browser may have let in a service that works for him all the time.
  const isClear = !(isTokenAlone && pages > 0);
  if (lasts && isClear && isBeyond && (isSure ? classes >= 2 : habits.length >= 2)) return judged('certain');
  const isLikely = isTokenAlone ? isBeyond : classes >= 1;
  return judged(days >= 7 && logins >= 5 && isLikely ? 'likely' : 'possible');
}

/** Fewer logins are those of a person who tries something. */
const ENOUGH = 10;

/** Somebody works with it, and something else may, too. */
function both({ days, ways, habits, logins, isFromBrowser }: Facts, interactive: number): Judged | undefined {
  if (logins < ENOUGH || isFromBrowser) return undefined;
  const isUnattended = ways.some((way) => way !== 'refresh-token' && way !== 'soap-login');
  const isAutomatic =
    habits.includes('round-the-clock') ||
    habits.includes('api-requests') ||
    (habits.includes('fixed-address') && logins >= days / 2 && logins >= interactive);
  if (!isUnattended && !isAutomatic) return undefined;
  const certainty = isUnattended && isAutomatic ? 'likely' : 'possible';
  // In a few days a single login of a person looks like many.
  if (days < 28 && interactive <= 1) return { verdict: 'machine', certainty };
  return { verdict: 'shared', certainty };
}

/** Days from the first to the last. */
function spanOf(evidence: readonly Evidence[]): number {
  const times = evidence
    .flatMap(({ first, last }) => [first, last])
    .flatMap((time) => (time ? [Date.parse(time)] : []));
  return times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 86_400_000;
}
