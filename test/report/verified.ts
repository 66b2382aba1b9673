import type { VerifyFinding, VerifyResult } from '../../src/report/verify/verifyResult.ts';

/** Text that means something in every format that it may end up in. */
export const HOSTILE = `<script>"&'|*_[x](javascript:1)\`@team\u0000\u001b ]]> --> $\{x} {{x}}`;

export function finding(more: Partial<VerifyFinding> = {}): VerifyFinding {
  return {
    id: 'user-frozen',
    severity: 'error',
    subject: 'a@acme.com',
    message: 'The user a@acme.com is frozen.',
    why: 'A frozen user cannot log in.',
    fix: 'Choose Unfreeze.',
    ...more,
  };
}

/** A result with a finding of each kind; `b@acme.com` is clean. */
export function result(findings: readonly VerifyFinding[] = ALL): VerifyResult {
  return {
    orgId: '00D000000000001AAA',
    users: [
      { username: 'a@acme.com', findings: [...findings] },
      { username: 'b@acme.com', findings: [] },
    ],
    findings: [finding({ id: 'seats-nearly-gone', severity: 'info', subject: 'Salesforce Integration' })],
    counts: { users: 2, errors: 2, warnings: 1, infos: 1, accepted: 1 },
    passed: false,
    checks: ['user-active', 'user-frozen', 'broad-permission', 'several-applications'],
    expired: [],
  };
}

const ALL: readonly VerifyFinding[] = [
  finding(),
  finding({ subject: 'other', message: HOSTILE, fix: HOSTILE }),
  finding({ id: 'several-applications', severity: 'warning', message: 'Two applications.' }),
  finding({ id: 'broad-permission', accepted: { reason: `agreed ${HOSTILE}`, expires: '2026-12-31' } }),
];
