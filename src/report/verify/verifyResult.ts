import { Messages } from '@salesforce/core/messages';
import type { Severity } from '../../checks/check.ts';
import type { Result } from '../../checks/runChecks.ts';
import type { Accepted, Baseline } from '../../verify/baseline.ts';
import type { Verified } from '../../verify/verify.ts';
import { checkFinding, type CheckFinding } from '../checkFinding.ts';

export type VerifyFinding = CheckFinding & {
  /** By the baseline, with its reason, until the day (`2027-06-30`); then it counts again. Missing: it is not accepted. */
  accepted?: { reason: string; expires: string };
};

export type VerifiedUser = {
  /** Of the user. */
  username: string;
  /** Of the checks; empty: none found anything. */
  findings: VerifyFinding[];
};

export type VerifyCounts = {
  /** That were checked. */
  users: number;
  /** Findings that nobody has accepted, by severity. */
  errors: number;
  /** Of severity warning. */
  warnings: number;
  /** Of severity info. */
  infos: number;
  /** Findings that the baseline accepts. */
  accepted: number;
};

export type VerifyResult = {
  /** 18 characters; null without an org, and where the caller does not see it. */
  orgId: string | null;
  /** That were checked. */
  users: VerifiedUser[];
  /** About the org as a whole. */
  findings: VerifyFinding[];
  /** How many there are of each. */
  counts: VerifyCounts;
  /** Whether no finding of severity error is left that the baseline does not accept. */
  passed: boolean;
  /** Ids of the checks that every user went through. */
  checks: string[];
  /** Entries of the baseline that have expired (day: `2027-06-30`) and whose finding is still there; username: null for the org. */
  expired: { id: string; username: string | null; subject: string; expires: string }[];
};

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** Days for which a new entry of a baseline counts. */
const BASELINE_DAYS = 90;
const NOBODY: Baseline = { accepted: [] };

/**
 * What was found, in words, less what the baseline accepts.
 * @param today `2026-06-30`
 */
export function verifyResult(verified: Verified, baseline: Baseline = NOBODY, today: string): VerifyResult {
  const worded =
    (username: string | undefined) =>
    (result: Result): VerifyFinding => {
      const entry = entryOf(baseline, username, result);
      const { reason, expires } = entry ?? { reason: '', expires: '' };
      return { ...checkFinding(result), ...(expires >= today && entry ? { accepted: { reason, expires } } : {}) };
    };
  const users = verified.users.map(({ username, results }) => ({ username, findings: results.map(worded(username)) }));
  const findings = verified.results.map(worded(undefined));
  const all = [...findings, ...users.flatMap((user) => user.findings)];
  const open = (severity: Severity): number =>
    all.filter((finding) => finding.accepted === undefined && finding.severity === severity).length;
  const errors = open('error');
  const expired = [
    ...verified.results.map((result) => ({ username: undefined, result })),
    ...verified.users.flatMap(({ username, results }) => results.map((result) => ({ username, result }))),
  ].flatMap(({ username, result }) => {
    const entry = entryOf(baseline, username, result);
    const { id, subject } = result;
    return entry && entry.expires < today ? [{ id, username: username ?? null, subject, expires: entry.expires }] : [];
  });
  return {
    orgId: verified.orgId ?? null,
    users,
    findings,
    counts: {
      users: users.length,
      errors,
      warnings: open('warning'),
      infos: open('info'),
      accepted: all.filter(({ accepted }) => accepted !== undefined).length,
    },
    passed: errors === 0,
    checks: [...verified.checks],
    expired,
  };
}

function entryOf(
  { accepted }: Baseline,
  username: string | undefined,
  { id, subject }: Pick<Result, 'id' | 'subject'>,
): Accepted | undefined {
  return accepted.find(
    (one) => one.id === id && one.subject === subject && one.username?.toLowerCase() === username?.toLowerCase(),
  );
}

/**
 * A baseline that accepts every error there is now. Entries keep their reason, and their day while it has not passed; those of other users
 * stay, and those whose finding is gone are left out.
 * @param today `2026-06-30`
 */
export function updatedBaseline(result: VerifyResult, baseline: Baseline = NOBODY, today: string): Baseline {
  const until = new Date(Date.parse(today) + BASELINE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const groups = [
    { username: undefined, findings: result.findings },
    ...result.users.map(({ username, findings }) => ({ username, findings })),
  ];
  const there = groups.flatMap(({ username, findings }) =>
    findings.flatMap((finding) => {
      const entry = entryOf(baseline, username, finding);
      if (finding.severity !== 'error' && entry === undefined) return [];
      const { id, subject } = finding;
      const expires = entry && entry.expires >= today ? entry.expires : until;
      return [
        {
          id,
          ...(username === undefined ? {} : { username }),
          subject,
          reason: entry?.reason ?? words.getMessage('baseline.reason'),
          expires,
        },
      ];
    }),
  );
  const verified = new Set(result.users.map(({ username }) => username.toLowerCase()));
  const others = baseline.accepted.filter((one) => one.username && !verified.has(one.username.toLowerCase()));
  return { accepted: [...there, ...others] };
}
