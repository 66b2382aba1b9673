import type { CheckFinding } from '../checkFinding.ts';
import type { LicenseSeats } from '../result.ts';
import type { UserStatus } from '../status.ts';

/** What a user on a person's license is, by what the org shows of it. */
export type Verdict = 'machine' | 'shared' | 'person' | 'unclear';

/** How sure that is: `certain` only where nothing speaks against it and several classes of evidence agree. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** One thing that was seen. Its class is stable, in kebab-case; the words are in messages/integration-user.audit.md. */
export type AuditEvidence = {
  class:
    | 'client-credentials'
    | 'jwt-bearer'
    | 'token-exchange'
    | 'password-flow'
    | 'soap-login'
    | 'refresh-token'
    | 'interactive-consent'
    | 'people-application'
    | 'ui-login'
    | 'single-sign-on'
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
  last: string | null;
  message: string;
};

/** A user on a person's license of whom there is evidence of a machine. */
export type AuditedUser = {
  name: string;
  username: string;
  /** 18 characters. */
  id: string;
  profile: string;
  license: string;
  status: UserStatus;
  /** ISO 8601; null: never. */
  lastLogin: string | null;
  verdict: Verdict;
  certainty: Certainty;
  evidence: AuditEvidence[];
  applications: string[];
  /** Addresses from which it logged in, at most 20; `addressCount` counts all. */
  addresses: string[];
  addressCount: number;
  apiLogins: number;
  uiLogins: number;
  findings: CheckFinding[];
  /** The command that goes on from here, e.g. `sf integration-user migrate --username ... --dry-run`. */
  next: string;
};

/** A user on the integration license. */
export type AuditedIntegrationUser = {
  name: string;
  username: string;
  id: string;
  profile: string;
  status: UserStatus;
  lastLogin: string | null;
  permissionSetLicense: boolean | null;
  applications: string[];
  findings: CheckFinding[];
};

/** An application by which users log in or hold tokens. */
export type AuditedApplication = {
  name: string;
  logins: number;
  /** How many different users; their names only where these are users of this report. */
  users: number;
  usernames: string[];
  lastLogin: string | null;
  /** Whether it is one that people use, e.g. the mobile app. */
  forPeople: boolean;
};

/** Where the org was asked, and what a missing answer means. */
export type AuditSource = {
  name: string;
  status: 'read' | 'partly' | 'refused' | 'missing';
  /** Days that it covers; null where that means nothing. */
  days: number | null;
  rows: number | null;
  /** What was not seen because of it; empty where all was read. */
  message: string;
};

/** A license of people, and what moving would give back. */
export type AuditedLicense = LicenseSeats & {
  /** Users of the verdict machine, certain or likely, that hold it. */
  freed: number;
  usernames: string[];
  /** A seat for a period as given with --license-cost; null: not given. */
  price: number | null;
  /** freed x price. */
  saving: number | null;
};

export type AuditResult = {
  /** 18 characters; null: not visible to the caller. */
  orgId: string | null;
  orgName: string | null;
  isSandbox: boolean | null;
  /** ISO 8601. */
  readAt: string;
  /** What the logins cover; `days` may be fewer than were asked for. */
  period: { from: string; to: string; days: number; daysAsked: number };
  sources: AuditSource[];
  /** Users on people's licenses with evidence of a machine, machines first, the surest first. */
  users: AuditedUser[];
  integrationUsers: AuditedIntegrationUser[];
  applications: AuditedApplication[];
  licenses: AuditedLicense[];
  integration: {
    userLicense: LicenseSeats | null;
    permissionSetLicense: LicenseSeats | null;
    /** Seats that the moves take. */
    needed: number;
    /** Seats of those that have to be bought first. */
    missing: number;
  };
  money: {
    /** As given; null: no price was given, so nothing is said of money. */
    currency: string | null;
    period: 'month' | 'year';
    /** Sum over the licenses whose price was given. */
    saving: number | null;
    /** missing x --integration-license-cost; null where that was not given and seats are missing. */
    cost: number | null;
    net: number | null;
    /** Licenses that would be freed but whose price nobody gave. */
    unpriced: string[];
  };
  /** About the org as a whole. */
  findings: CheckFinding[];
  counts: {
    activeUsers: number | null;
    /** Users on people's licenses with any login over the API. */
    apiUsers: number | null;
    machines: { certain: number; likely: number; possible: number };
    shared: number;
    unclear: number;
    integrationUsers: number;
    errors: number;
    warnings: number;
    infos: number;
  };
  /** What --since takes next time, ISO 8601. */
  resume: string;
};
