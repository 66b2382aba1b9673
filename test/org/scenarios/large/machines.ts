import { character, type Character, type Habit, type Token } from './character.ts';
import { byApplication, byBrowser, byMachine, dataLoader, desktops, failed, type Way } from './logins.ts';
import { homeAddress, machineAddress, officeAddress } from './places.ts';
import type { Random } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { share, type Size } from './size.ts';

/** How far the logins of a machine go back, in days. */
const LONG = 120;

const SYSTEMS = [
  ...['ERP Connector', 'Billing Sync', 'Warehouse Loader', 'Marketing Bridge', 'Ticket Sync', 'Payroll Feed'],
  ...['Shipping Connector', 'Nightly Backup', 'Integration Runtime', 'Reporting Gateway', 'Contract Archive'],
];

/** The application of the nth machine: some serve several users. */
const applicationOf = (at: number): string => {
  const round = Math.floor(at / (SYSTEMS.length * 2));
  const name = SYSTEMS[at % SYSTEMS.length] ?? 'Connector';
  return round === 0 ? name : `${name} ${String(round + 1)}`;
};

/** How often machines come: most through day and night, some by night, some when people work, some seldom. */
const rhythmOf = (at: number, random: Random): Rhythm => {
  const all = { from: LONG, until: 0 };
  const hour = random.int(0, 23);
  if (at % 20 === 0) return { kind: 'steady', hours: 1, ...all };
  if (at % 20 < 7) return { kind: 'steady', hours: random.pick([3, 4, 6]), ...all };
  if (at % 20 < 14) return { kind: 'daily', hour, every: 1, ...all };
  if (at % 20 < 17) return { kind: 'office', times: 160, zone: random.pick([-5, 1]), ...all };
  return { kind: 'daily', hour, every: at % 20 < 19 ? 7 : 30, ...all };
};

type Variant = {
  readonly name: string;
  readonly way: (application: string, random: Random) => Way;
  /** A person let the application in once. */
  readonly consented?: true;
};

const version = (random: Random): string => `${String(random.int(38, 64))}.0`;
const VARIANTS: readonly Variant[] = [
  { name: 'clientCredentials', way: byMachine.clientCredentials },
  { name: 'jwt', way: byMachine.jwt },
  { name: 'passwordFlow', way: byMachine.password },
  {
    name: 'soapLogin',
    way: (application, random) => byMachine.soap(random.chance(0.5) ? 'N/A' : application, version(random)),
  },
  { name: 'refreshConnector', way: byApplication.refresh, consented: true },
  { name: 'partnerProduct', way: (application, random) => byMachine.partner(application, version(random)) },
  { name: 'dataLoaderBatch', way: () => dataLoader('Batch') },
];

const token = (application: string, created: number, used: number, count: number): Token => ({
  ...{ application, created, used, count },
});

/** The users of integrations on people's licenses. Every seventh also logs in at a browser about once a month. */
export function machines(size: Size, random: Random): Character[] {
  const count = share(size, 0.006, 35);
  return Array.from({ length: count }, (_, at) => {
    const variant = VARIANTS[at % VARIANTS.length];
    if (variant === undefined) throw new Error('no variant');
    const turn = Math.floor(at / VARIANTS.length);
    return machine(turn + at, variant, turn, random);
  });
}

function machine(at: number, variant: Variant, turn: number, random: Random): Character {
  const application = applicationOf(at);
  const addresses = Array.from({ length: random.int(1, 3) }, () => machineAddress(random));
  const isNew = turn % 5 === 4;
  const rhythm: Rhythm = isNew ? { kind: 'steady', hours: 2, from: 3, until: 0 } : rhythmOf(at, random);
  const way = variant.way(application, random);
  const desktop = random.pick(desktops);
  const monthly = turn % 3 === 1 && !isNew;
  // An administrator connects a vendor's application: he logs in as this user once, and lets it in
  const connected = variant.consented === true && turn % 2 === 0;
  const day = isNew ? 3.01 : LONG - 1;
  const once: Habit[] = connected
    ? [
        { way: byBrowser.password(desktop), rhythm: { kind: 'at', days: [day] }, addresses: [officeAddress(random)] },
        {
          way: byApplication.consent(application, desktop),
          rhythm: { kind: 'at', days: [day - 0.001] },
          addresses: [officeAddress(random)],
        },
      ]
    : [];
  const visits: Habit[] = monthly
    ? [
        {
          way: byBrowser.password(desktop),
          rhythm: { kind: 'at', days: [4.4, 35.3, 66.2, 97.4].map((each) => each + random.int(0, 3)) },
          addresses: [officeAddress(random), homeAddress(random)],
        },
      ]
    : [];
  const isOverPrivileged = turn % 4 === 2;
  const tells = random.chance(0.7);
  const id = String(at + 1).padStart(4, '0');
  return character({
    name: tells
      ? `${application.toLowerCase().replaceAll(/\W+/g, '.')}.${id}.${variant.name.toLowerCase()}`
      : `former.colleague.${id}.${variant.name.toLowerCase()}`,
    first: tells ? null : 'Former',
    last: tells ? `${application} ${id}` : `Colleague ${id}`,
    kind: 'machine',
    variant: `${variant.name}${monthly ? '+monthlyBrowser' : ''}${connected ? '+connectedOnce' : ''}${isNew ? '+new' : ''}`,
    profile: isOverPrivileged
      ? 'Integration Administrator'
      : random.pick(['Legacy API User', 'Legacy API User', 'Standard User', 'Standard Platform User']),
    age: isNew ? 4 : random.int(200, 2000),
    habits: [
      { way, rhythm, addresses },
      ...(random.chance(0.3)
        ? [
            {
              way: failed(way, 'Invalid Password'),
              rhythm: { kind: 'at', days: isNew ? [2.5] : [20, 50.5] } as const,
              addresses,
            },
          ]
        : []),
      ...once,
      ...visits,
    ],
    tokens:
      variant.consented === true
        ? [token(application, isNew ? 3 : random.int(LONG, 700), 0.1, isNew ? 36 : random.int(200, 9000))]
        : [],
    hasSession: true,
    isOverPrivileged,
  });
}

/** Pipelines that log in by the token of somebody's command line, each time from another machine of their host. */
export function pipelines(size: Size, random: Random): Character[] {
  return Array.from({ length: share(size, 0.0002, 2) }, (_, at) => {
    const id = String(at + 1).padStart(4, '0');
    const addresses = Array.from({ length: 40 }, () => machineAddress(random));
    const rhythm: Rhythm = { kind: 'steady', hours: at % 2 === 0 ? 2 : 5, from: LONG, until: 0 };
    return character({
      ...{ name: `deploy.${id}`, last: `Deploy ${id}`, kind: 'machine', variant: 'pipeline', hasSession: true },
      habits: [{ way: byApplication.refresh('Salesforce CLI'), rhythm, addresses }],
      tokens: [token('Salesforce CLI', 200, 0.1, 1400)],
      ...{ profile: 'Integration Administrator', isOverPrivileged: true },
    });
  });
}

/** Integrations that ended: the old system still knocks, in vain. */
export function retired(size: Size, random: Random): Character[] {
  return Array.from({ length: share(size, 0.0003, 4) }, (_, at) => {
    const isInactive = at % 2 === 0;
    const way = byMachine.password(applicationOf(at));
    return character({
      name: `retired.connector.${String(at + 1).padStart(4, '0')}`,
      last: `Retired Connector ${String(at + 1).padStart(4, '0')}`,
      kind: 'retired',
      variant: isInactive ? 'inactive' : 'onlyFailedLogins',
      profile: 'Legacy API User',
      state: isInactive ? 'inactive' : 'active',
      habits: [
        {
          way: failed(way, isInactive ? 'User is Inactive' : 'Invalid Password'),
          rhythm: { kind: 'steady', hours: 12, from: LONG, until: 0 },
          addresses: [machineAddress(random)],
        },
      ],
    });
  });
}
