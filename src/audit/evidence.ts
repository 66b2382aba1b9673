import type { LoginGroup } from '../org/audit/logins.ts';
import { isApplication, isCommandLine } from './applications.ts';
import { flowOf, UNATTENDED, type Flow } from './flows.ts';
import { isRare } from './rare.ts';
import type { Evidence, Scene, Seen } from './seen.ts';

type Class = Evidence['class'];

/** What was seen of a user that tells a machine from a person. Pure; failed logins are no use of it. */
export function evidenceOf(seen: Seen, scene: Scene): Evidence[] {
  const logins = (seen.logins ?? []).filter(({ status }) => status === 'Success');
  return [
    ...flows(logins, scene, isPipeline(seen, logins)),
    ...webPages(logins, scene),
    ...browsers(logins),
    ...addresses(seen, logins),
    ...hours(seen),
    ...requests(seen, scene),
    ...storedTokens(seen, scene),
    ...openSessions(seen, scene),
    ...names(seen),
  ];
}

/** Logins over the API: one entry for each way and application. */
function flows(logins: readonly LoginGroup[], scene: Scene, isPipelines: boolean): Evidence[] {
  const groups = new Map<string, LoginGroup[]>();
  for (const login of logins) {
    const flow = isPipelines && isCommandLine(login.application) ? flowOf(login) : apiFlow(login, scene);
    if (flow === undefined) continue;
    const key = JSON.stringify([flow, isApplication(login.application) ? login.application : '']);
    groups.set(key, [...(groups.get(key) ?? []), login]);
  }
  return [...groups].map(([key, some]) => {
    const [flow, application] = JSON.parse(key) as [Class, string];
    const isPerson = flow === 'people-application' || flow === 'interactive-consent';
    const name = application === '' ? null : application;
    return counted(flow, isPerson ? 'person' : 'machine', some, name, [name ?? '-']);
  });
}

/** The class of a login over the API; undefined for one of a web page, and of somebody else. */
export function apiFlow(login: LoginGroup, scene: Scene): Exclude<Flow, 'ui-login' | 'single-sign-on'> | undefined {
  const flow = flowOf(login);
  if (flow === 'ui-login' || flow === 'single-sign-on' || flow === 'somebody-else') return undefined;
  const isPeoples = isApplication(login.application) && scene.isForPeople(login.application);
  // A crowd has one connector too: what needs no person is none of its.
  const isMachines = UNATTENDED.includes(flow) && flow !== 'soap-login';
  return isPeoples && !(isMachines && !isNamed(login, scene)) ? 'people-application' : flow;
}

function isNamed({ application }: LoginGroup, { isPeoplesByName }: Scene): boolean {
  return isPeoplesByName(application);
}

/**
 * Whether the token of a command line is a pipeline's: it is used through day and night, by nobody who ever comes to a web page. Where the
 * hours are not known, it may be.
 */
function isPipeline(seen: Seen, logins: readonly LoginGroup[]): boolean {
  if (!logins.every((login) => flowOf(login) === 'refresh-token' && isCommandLine(login.application))) return false;
  return logins.length > 0 && (seen.hours === undefined || hours(seen).length > 0);
}

/** Web pages, with and without single sign-on; few of them are told apart. */
function webPages(logins: readonly LoginGroup[], { days }: Scene): Evidence[] {
  const of = (flow: Flow) => logins.filter((login) => flowOf(login) === flow);
  const all = [...of('ui-login'), ...of('single-sign-on')];
  if (all.length === 0) return [];
  if (isRare(total(all), days)) return [counted('ui-login-rare', 'person', all, null, [perMonth(total(all), days)])];
  return (['ui-login', 'single-sign-on'] as const).flatMap((flow) => {
    const some = of(flow);
    return some.length === 0 ? [] : [counted(flow, 'person', some, null, [perMonth(total(some), days)])];
  });
}

const BROWSER = /^(?:chrome|safari|firefox|edge|ie\b|internet explorer|opera|samsung|mobile)/i;

/** Flows that need no person, and come out of a browser all the same. */
function browsers(logins: readonly LoginGroup[]): Evidence[] {
  const some = logins.filter((login) => UNATTENDED.includes(flowOf(login)) && BROWSER.test(login.browser));
  return some.length === 0 ? [] : [counted('browser', 'person', some, null, [some[0]?.browser ?? ''])];
}

/** So many logins from so few addresses: people move, and so do mobile networks. */
const FEW_ADDRESSES = 3;
const ENOUGH_LOGINS = 10;

function addresses({ addressCount }: Seen, logins: readonly LoginGroup[]): Evidence[] {
  const api = total(logins.filter(isApi));
  if (addressCount === undefined || addressCount < 1 || addressCount > FEW_ADDRESSES || api < ENOUGH_LOGINS) return [];
  return [{ ...blank('fixed-address', 'machine'), count: addressCount, tokens: [String(api), String(addressCount)] }];
}

/** Whether a login is over the API. */
export function isApi(login: LoginGroup): boolean {
  return !['ui-login', 'single-sign-on', 'somebody-else'].includes(flowOf(login));
}

/** Nobody works without a longer break than this, in hours. */
const BREAK = 5;
/** With fewer logins, hours say nothing. */
const ENOUGH_FOR_HOURS = 24;

function hours({ hours: found }: Seen): Evidence[] {
  if (found === undefined) return [];
  const count = [...found.values()].reduce((sum, n) => sum + n, 0);
  const longest = longestBreak(found);
  if (count < ENOUGH_FOR_HOURS || longest > BREAK) return [];
  return [{ ...blank('round-the-clock', 'machine'), count: found.size, tokens: [String(found.size), String(longest)] }];
}

/** The longest run of hours of the day, over midnight too, without anything. */
export function longestBreak(found: ReadonlyMap<number, number>): number {
  let longest = 0;
  let run = 0;
  for (let hour = 0; hour < 48; hour += 1) {
    run = (found.get(hour % 24) ?? 0) > 0 ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, 24);
}

/** Requests a day that nobody makes by hand. */
const MANY_REQUESTS = 100;

function requests({ requests: count }: Seen, { logDays }: Scene): Evidence[] {
  if (count === undefined || logDays < 1 || count < MANY_REQUESTS * logDays) return [];
  return [{ ...blank('api-requests', 'machine'), count, tokens: [String(count), String(logDays)] }];
}

/** A token that was used so often is used by a program. */
const MANY_USES = 10;

function storedTokens({ tokens }: Seen, scene: Scene): Evidence[] {
  const used = tokens.filter(
    ({ application, uses }) => isApplication(application) && !scene.isForPeople(application) && uses >= MANY_USES,
  );
  return [...new Set(used.map(({ application }) => application))].map((application) => {
    const own = used.filter((token) => token.application === application);
    const count = own.reduce((sum, { uses }) => sum + uses, 0);
    return {
      ...blank('stored-token', 'machine', application),
      count,
      first: timesOf(own.map(({ created }) => created))[0] ?? null,
      last: timesOf(own.map(({ lastUsed }) => lastUsed)).at(-1) ?? null,
      tokens: [application, String(count)],
    };
  });
}

function timesOf(times: readonly string[]): string[] {
  return times.filter((time) => time !== '').sort();
}

const API_SESSIONS = /^(?:api|apionlyuser|oauth2)$/i;

function openSessions({ sessions }: Seen, scene: Scene): Evidence[] {
  const api = sessions.filter(
    ({ type, application }) =>
      API_SESSIONS.test(type) && !(isApplication(application) && scene.isForPeople(application)),
  );
  const isAlone = sessions.every(({ type }) => API_SESSIONS.test(type));
  return api.length === 0 || !isAlone
    ? []
    : [{ ...blank('open-session', 'machine'), count: api.length, tokens: [String(api.length)] }];
}

const MACHINES =
  /(?:^|[^a-z])(?:api|integrations?|svc|service|sync|connector|batch|etl|bot|automation|interface|robot|middleware|webservice|daemon)(?:$|[^a-z])/i;

function names({ user: { username, name, profile } }: Seen): Evidence[] {
  const found = [username.split('@')[0] ?? '', name, profile].find((text) => MACHINES.test(text));
  return found === undefined ? [] : [{ ...blank('name', 'machine'), tokens: [found] }];
}

function blank(of: Class, speaksFor: Evidence['speaksFor'], application: string | null = null): Evidence {
  return { class: of, speaksFor, application, count: null, first: null, last: null, tokens: [] };
}

function counted(
  of: Class,
  speaksFor: Evidence['speaksFor'],
  logins: readonly LoginGroup[],
  application: string | null,
  more: readonly string[] = [],
): Evidence {
  const count = total(logins);
  const first = logins.map((login) => login.first).sort()[0] ?? null;
  const last =
    logins
      .map((login) => login.last)
      .sort()
      .at(-1) ?? null;
  return {
    class: of,
    speaksFor,
    application,
    count,
    first,
    last,
    tokens: [String(count), ...more, day(first), day(last)],
  };
}

function day(time: string | null): string {
  return time?.slice(0, 10) ?? '-';
}

function total(logins: readonly LoginGroup[]): number {
  return logins.reduce((sum, { count }) => sum + count, 0);
}

function perMonth(count: number, days: number): string {
  return (count / Math.max(1, days / 30)).toFixed(1);
}
