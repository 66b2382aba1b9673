import type { Features } from '../org.ts';
import { sizeOf, type Size } from './large/size.ts';

/** How an org starts. */
export type Scenario = {
  readonly features: Features;
  /** Organization.InstanceName. */
  readonly instance: string;
  readonly language: 'en_US' | 'de';
  readonly locale: string;
  readonly timeZone: string;
  /** Appended to usernames, as sandboxes do (facts 4.3). */
  readonly usernameSuffix: string;
  /** Days until the org expires, for scratch orgs. */
  readonly expiresInDays: number | null;
  /** Seats of the user license "Salesforce". */
  readonly salesforceSeats: number;
  /** Absent: neither the user license nor the permission set license exists. */
  readonly integration?: {
    readonly seats: number;
    readonly pslSeats: number;
    /** Profiles on the license: the one of new orgs, the deprecated one, or both (facts 2.1). */
    readonly profiles: readonly ('new' | 'old')[];
  };
  /** Filled besides with as many people and machines. */
  readonly large?: Size;
  /** Which people there are: a whole team, or as many as a Developer Edition org has seats for. */
  readonly people: 'team' | 'few';
};

const production: Scenario = {
  features: {
    edition: 'Enterprise Edition',
    sandbox: false,
    chatter: true,
    myDomain: 'acme',
    passwordFlow: true,
    trustedAddress: false,
    sharing: 'ReadWrite',
  },
  instance: 'USA794',
  language: 'en_US',
  locale: 'en_US',
  timeZone: 'America/Los_Angeles',
  usernameSuffix: '',
  expiresInDays: null,
  salesforceSeats: 20,
  integration: { seats: 5, pslSeats: 5, profiles: ['new'] },
  people: 'team',
};

const developer: Scenario = {
  ...production,
  features: { ...production.features, edition: 'Developer Edition', myDomain: 'acme-dev-ed', passwordFlow: false },
  instance: 'CAN98',
  salesforceSeats: 2,
  integration: { seats: 1, pslSeats: 1, profiles: ['new'] },
  people: 'few',
};

const { integration: _none, ...withoutLicense } = developer;

/** An organization of many users, generated; large/truth.ts tells what each of them is. */
export function largeScenario(size: Size): Scenario {
  return { ...production, people: 'few', large: size };
}

/** Seats and profiles: facts 1.1, 1.7, 2.1. Chatter off: 2.5. Localized profile names: 2.1 [unverified]. */
export const scenarios = {
  production,
  sandbox: {
    ...production,
    features: { ...production.features, sandbox: true, myDomain: 'acme--uat' },
    instance: 'USA260S',
    usernameSuffix: '.uat',
  },
  developer,
  scratch: {
    ...withoutLicense,
    features: { ...developer.features, sandbox: true, myDomain: null },
    instance: 'CS42',
    expiresInDays: 30,
  },
  'old-profile': { ...production, integration: { seats: 5, pslSeats: 5, profiles: ['old'] } },
  'both-profiles': { ...production, integration: { seats: 5, pslSeats: 5, profiles: ['new', 'old'] } },
  german: { ...production, language: 'de', locale: 'de_DE', timeZone: 'Europe/Berlin' },
  'no-chatter': { ...production, features: { ...production.features, chatter: false } },
  'no-seats': { ...production, integration: { seats: 1, pslSeats: 1, profiles: ['new'] } },
  large: largeScenario(sizeOf(300)),
  private: { ...production, features: { ...production.features, sharing: 'Private' } },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
