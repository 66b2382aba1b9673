import { character, type Character, type Habit, type Token } from './character.ts';
import { byApplication, byBrowser, dataLoader, desktops, failed, type Way } from './logins.ts';
import { homeAddress, personAddresses, phoneAddresses, zones } from './places.ts';
import type { Random } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { share, type Size } from './size.ts';

const PHONES = ['Salesforce for iOS', 'Salesforce for Android'] as const;
const OUTLOOK = 'Salesforce for Outlook';
const CLI = 'Salesforce CLI';
/** How far the logins of people go back, in days: more than most ask for, less than an org keeps. */
const LONG = 150;

const steady = (hours: number, from = 90): Rhythm => ({ kind: 'steady', hours, from, until: 0 });
const token = (application: string, created: number, used: number, count: number): Token => ({
  ...{ application, created, used, count },
});

/** Somebody at work: what he needs in order to log in, and how often he comes to a browser. */
export type Worker = {
  readonly random: Random;
  readonly addresses: readonly string[];
  office(times: number, from?: number): Rhythm;
  browser(times: number): Habit;
};

export function workerOf(random: Random): Worker {
  const zone = random.pick(zones);
  const addresses = personAddresses(random);
  const desktop = random.pick(desktops);
  const office = (times: number, from = LONG): Rhythm => ({ kind: 'office', times, zone, from, until: 0 });
  return {
    ...{ random, addresses, office },
    browser: (times) => ({
      ...{ way: random.chance(0.4) ? byBrowser.saml(random, desktop) : byBrowser.password(desktop) },
      ...{ rhythm: office(times), addresses },
    }),
  };
}

/** A sort of people: how many, of which kind, and what one of them does. */
type Sort = {
  readonly variant: string;
  readonly kind: Character['kind'];
  readonly part: number;
  readonly least: number;
  readonly does: (worker: Worker, at: number) => Partial<Character>;
};

const api = (worker: Worker, way: Way, rhythm: Rhythm, addresses = worker.addresses): Habit => ({
  ...{ way, rhythm, addresses },
});

/** People whom something makes look like a machine. */
const SORTS: readonly Sort[] = [
  {
    ...{ variant: 'dailyPhone', kind: 'mobile', part: 0.004, least: 5 },
    does: (worker, at) => phone(worker, at, [worker.browser(12)], steady(20)),
  },
  {
    // Never at a desk: nothing but the phone
    ...{ variant: 'phoneOnly', kind: 'mobile', part: 0.002, least: 4 },
    does: (worker, at) => phone(worker, at, [], steady(26)),
  },
  {
    ...{ variant: 'phone', kind: 'mobile', part: 0.07, least: 8 },
    does: (worker, at) => phone(worker, at, [worker.browser(4)], worker.office(5)),
  },
  {
    ...{ variant: 'developer', kind: 'cli', part: 0.001, least: 3 },
    does: (worker) => commandLine(worker, [worker.browser(15)]),
  },
  {
    // Opens the org from the command line, which is no login
    ...{ variant: 'developerWithoutBrowser', kind: 'cli', part: 0.0005, least: 3 },
    does: (worker) => commandLine(worker, []),
  },
  {
    ...{ variant: 'dataLoader', kind: 'person', part: 0.0006, least: 3 },
    does: (worker) => ({
      habits: [worker.browser(8), api(worker, dataLoader('UI'), worker.office(20), worker.addresses.slice(0, 2))],
    }),
  },
  {
    ...{ variant: 'outlookRoundTheClock', kind: 'person', part: 0.002, least: 4 },
    does: (worker) => ({
      habits: [
        worker.browser(10),
        api(worker, byApplication.consent(OUTLOOK, worker.random.pick(desktops)), { kind: 'at', days: [140.4] }),
        api(worker, byApplication.refresh(OUTLOOK), steady(6), worker.addresses.slice(0, 1)),
      ],
      tokens: [token(OUTLOOK, 140, 0.1, 900)],
    }),
  },
  {
    ...{ variant: 'outlook', kind: 'person', part: 0.03, least: 4 },
    does: (worker) => ({
      habits: [worker.browser(4), api(worker, byApplication.refresh(OUTLOOK), worker.office(4))],
      tokens: [token(OUTLOOK, 300, 2, 60)],
    }),
  },
  {
    // A vendor's service that acts for each of its users, from the vendor's machines, day and night
    ...{ variant: 'vendorAccount', kind: 'person', part: 0.0006, least: 7 },
    does: (worker) => connected(worker, 'Call Recorder', [worker.browser(30)], VENDOR),
  },
  {
    // The same of people who hardly open a browser
    ...{ variant: 'vendorAccountQuiet', kind: 'person', part: 0.0001, least: 3 },
    does: (worker) => connected(worker, 'Call Recorder', [worker.browser(3)], VENDOR),
  },
  {
    // An add-in that nobody knows, on a computer that is never switched off
    ...{ variant: 'unknownAddIn', kind: 'person', part: 0.0003, least: 4 },
    does: (worker, at) =>
      connected(
        worker,
        `Meeting Companion ${String(1 + (at % 2))}`,
        [worker.browser(12)],
        worker.addresses.slice(1, 2),
      ),
  },
  {
    // A company's own application for phones, which is no hybrid one
    ...{ variant: 'ownPhoneApp', kind: 'mobile', part: 0.0008, least: 4 },
    does: (worker) => ownPhoneApp(worker, [worker.browser(8)]),
  },
  {
    ...{ variant: 'ownPhoneAppOnly', kind: 'mobile', part: 0.0002, least: 3 },
    does: (worker) => ownPhoneApp(worker, []),
  },
  {
    // Connects a reporting tool anew each time
    ...{ variant: 'consents', kind: 'person', part: 0.0004, least: 3 },
    does: (worker) => ({
      habits: [
        api(worker, byApplication.consent('Spreadsheet Reports', worker.random.pick(desktops)), worker.office(25)),
      ],
      tokens: [token('Spreadsheet Reports', 30, 2, 3)],
    }),
  },
  {
    ...{ variant: 'machineName', kind: 'person', part: 0.0003, least: 3 },
    does: (worker, at) => ({
      name: `integration.service.${String(at + 1)}`,
      ...{ first: 'Integration', last: `Service Lead ${String(at + 1)}`, habits: [worker.browser(14)] },
    }),
  },
];

/** Addresses from which a vendor's machines work. */
const VENDOR = ['192.0.2.77', '192.0.2.78'];

function connected(
  worker: Worker,
  application: string,
  habits: readonly Habit[],
  addresses: readonly string[],
): Partial<Character> {
  return {
    habits: [
      ...habits,
      api(worker, byApplication.consent(application, worker.random.pick(desktops)), { kind: 'at', days: [141.3] }),
      api(worker, byApplication.refresh(application), steady(4, 140), addresses),
    ],
    tokens: [token(application, 141, 0.1, 800)],
  };
}

function ownPhoneApp(worker: Worker, habits: readonly Habit[]): Partial<Character> {
  const application = 'Site Visits';
  const addresses = phoneAddresses(worker.random);
  return {
    habits: [
      ...habits,
      { way: byApplication.consent(application, worker.random.pick(desktops)), rhythm: worker.office(1), addresses },
      { way: byApplication.refresh(application), rhythm: worker.office(70), addresses },
    ],
    tokens: [token(application, 150, 0.5, 90)],
  };
}

function phone(worker: Worker, at: number, habits: readonly Habit[], rhythm: Rhythm): Partial<Character> {
  const application = PHONES[at % 2] ?? PHONES[0];
  const addresses = phoneAddresses(worker.random);
  return {
    habits: [
      ...habits,
      { way: byApplication.phoneConsent(application), rhythm: worker.office(1), addresses },
      { way: byApplication.phoneRefresh(application), rhythm, addresses },
    ],
    tokens: [token(application, worker.random.int(30, 300), 0.5, worker.random.int(10, 400))],
  };
}

function commandLine(worker: Worker, habits: readonly Habit[]): Partial<Character> {
  const consent = byApplication.consent(CLI, worker.random.pick(desktops));
  return {
    habits: [
      ...habits,
      api(worker, consent, worker.office(3)),
      api(worker, byApplication.refresh(CLI), worker.office(120), [...worker.addresses, homeAddress(worker.random)]),
    ],
    tokens: [token(CLI, 60, 0.4, 300), token(CLI, 200, 61, 90)],
    profile: 'Standard User',
  };
}

/** People who look like machines in one way or another. */
export function lookAlikes(size: Size, random: Random): Character[] {
  return SORTS.flatMap(({ variant, kind, part, least, does }) =>
    Array.from({ length: share(size, part, least) }, (_, at) => {
      const id = String(at + 1).padStart(5, '0');
      const name = `${variant.toLowerCase()}.${id}`;
      const own = does(workerOf(random), at);
      return character({
        name,
        first: 'Person',
        last: `${variant} ${id}`,
        kind,
        variant,
        hasSession: random.chance(0.3),
        ...own,
      });
    }),
  );
}

/** A login that went wrong, as happens to everybody. */
export const mistyped = (habit: Habit, days: number): Habit => ({
  ...{ way: failed(habit.way, 'Invalid Password'), rhythm: { kind: 'at', days: [days] }, addresses: habit.addresses },
});
