import type { Flow } from '../../audit/flows.ts';
import type { CheckFinding } from '../checkFinding.ts';
import type { LicenseSeats } from '../result.ts';
import type { UserStatus } from '../status.ts';

/** What a user on a person's license is, by what the org shows of it. */
export type Verdict = 'machine' | 'shared' | 'person' | 'unclear';

/** How sure that is: `certain` only where nothing speaks against it and several classes of evidence agree. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** One thing that was seen. Its class is stable, in kebab-case; the words are in messages/integration-user.audit.md. */
export type AuditEvidence = {
  /** What kind of evidence it is. */
  class:
    | Exclude<Flow, 'somebody-else'>
    | 'ui-login-rare'
    | 'browser'
    | 'fixed-address'
    | 'round-the-clock'
    | 'api-requests'
    | 'open-session'
    | 'stored-token'
    | 'name';
  /** Which way it points. */
  speaksFor: 'machine' | 'person';
  /** Null: it is about no application. */
  application: string | null;
  /** How often it was seen, e.g. logins; null where nothing counts it. */
  count: number | null;
  /** ISO 8601; null: not known. */
  first: string | null;
  /** ISO 8601; null: not known. */
  last: string | null;
  /** The same in words, which may change. */
  message: string;
};

/** A user on a person's license of whom there is evidence of a machine. */
export type AuditedUser = {
  /** Of the user. */
  name: string;
  /** Of the user. */
  username: string;
  /** 18 characters. */
  id: string;
  /** Name of the profile. */
  profile: string;
  /** Label of the user license. */
  license: string;
  /** Whether it can log in. */
  status: UserStatus;
  /** ISO 8601; null: never. */
  lastLogin: string | null;
  /** What it is. */
  verdict: Verdict;
  /** How sure that is. */
  certainty: Certainty;
  /** What that rests on, what speaks for a machine first. */
  evidence: AuditEvidence[];
  /** That it used, by their names in LoginHistory. */
  applications: string[];
  /** Addresses from which it logged in, at most 20; `addressCount` counts all. */
  addresses: string[];
  /** How many addresses there are in all. */
  addressCount: number;
  /** That succeeded, in the period. */
  apiLogins: number;
  /** Through web pages, that succeeded, in the period. */
  uiLogins: number;
  /** Of the checks that look at such users. */
  findings: CheckFinding[];
  /** The command that goes on from here, e.g. `sf integration-user migrate --username ... --dry-run`. */
  next: string;
};

/** A user on the integration license. */
export type AuditedIntegrationUser = {
  /** Of the user. */
  name: string;
  /** Of the user. */
  username: string;
  /** 18 characters. */
  id: string;
  /** Name of the profile. */
  profile: string;
  /** Whether it can log in. */
  status: UserStatus;
  /** ISO 8601; null: never. */
  lastLogin: string | null;
  /** Whether Salesforce API Integration is assigned; null: not visible to the caller. */
  permissionSetLicense: boolean | null;
  /** That it used, by their names in LoginHistory. */
  applications: string[];
  /** Of the checks that look at such users. */
  findings: CheckFinding[];
};

/** An application by which users log in or hold tokens. */
export type AuditedApplication = {
  /** As LoginHistory calls it. */
  name: string;
  /** In the period, of all users. */
  logins: number;
  /** How many different users; their names only where these are users of this report. */
  users: number;
  /** Those users of it that this report knows. */
  usernames: string[];
  /** ISO 8601; null: none in the period. */
  lastLogin: string | null;
  /** Whether it is one that people use, e.g. the mobile app. */
  forPeople: boolean;
};

/** Where the org was asked, and what a missing answer means. */
export type AuditSource = {
  /** The object or log, e.g. `LoginHistory`. */
  name: string;
  /** `partly`: some of it; `missing`: the org does not have it. */
  status: 'read' | 'partly' | 'refused' | 'missing';
  /** Days that it covers; null where that means nothing. */
  days: number | null;
  /** How many were read; null where that means nothing. */
  rows: number | null;
  /** What was not seen because of it; empty where all was read. */
  message: string;
};

/** A license of people, and what moving would give back. */
export type AuditedLicense = LicenseSeats & {
  /** Users of the verdict machine, certain or likely, that hold it. */
  freed: number;
  /** Those users. */
  usernames: string[];
  /** A seat for a period as given with --license-cost; null: not given. */
  price: number | null;
  /** freed x price. */
  saving: number | null;
};

export type AuditResult = {
  /** 18 characters; null: not visible to the caller. */
  orgId: string | null;
  /** Null: not visible to the caller. */
  orgName: string | null;
  /** Null: not visible to the caller. */
  isSandbox: boolean | null;
  /** ISO 8601. */
  readAt: string;
  /** What the logins cover; `days` may be fewer than were asked for. */
  period: {
    /** ISO 8601. */
    from: string;
    /** ISO 8601. */
    to: string;
    /** Whole days. */
    days: number;
    /** As --days or --since say. */
    daysAsked: number;
  };
  /** Where the org was asked. */
  sources: AuditSource[];
  /** Users on people's licenses with evidence of a machine, machines first, the surest first. */
  users: AuditedUser[];
  /** All users on the integration license. */
  integrationUsers: AuditedIntegrationUser[];
  /** By which anybody logged in during the period: those of people last, the busiest first. */
  applications: AuditedApplication[];
  /** Licenses of people that are in use. */
  licenses: AuditedLicense[];
  /** Seats for the machines that are found. */
  integration: {
    /** Null where the org does not have it. */
    userLicense: LicenseSeats | null;
    /** Null where the org does not have it. */
    permissionSetLicense: LicenseSeats | null;
    /** Seats that the moves take. */
    needed: number;
    /** Seats of those that have to be bought first. */
    missing: number;
  };
  /** What moving them would give and cost, for one period. */
  money: {
    /** As given; null: no price was given, so nothing is said of money. */
    currency: string | null;
    /** For which prices and sums count. */
    period: 'month' | 'year';
    /** Sum over the licenses whose price was given. */
    saving: number | null;
    /** missing x --integration-license-cost; null where that was not given and seats are missing. */
    cost: number | null;
    /** saving less cost; null where one of them is not known. */
    net: number | null;
    /** Licenses that would be freed but whose price nobody gave. */
    unpriced: string[];
  };
  /** About the org as a whole. */
  findings: CheckFinding[];
  /** How many there are of each. */
  counts: {
    /** Null: not visible to the caller. */
    activeUsers: number | null;
    /** Users on people's licenses with any login over the API. */
    apiUsers: number | null;
    /** Users of the verdict machine, by certainty. */
    machines: { certain: number; likely: number; possible: number };
    /** Users of whom people and machines make use. */
    shared: number;
    /** Users of whom the org shows too little. */
    unclear: number;
    /** On the integration license. */
    integrationUsers: number;
    /** Findings of severity error, of the org and of all users. */
    errors: number;
    /** Of severity warning. */
    warnings: number;
    /** Of severity info. */
    infos: number;
  };
  /** What --since takes next time, ISO 8601. */
  resume: string;
};
