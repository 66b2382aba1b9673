import type { AuditedUser, AuditResult } from '../../../src/report/audit/result.ts';

/** What an org may hold where nobody meant well. */
export const HOSTILE = `<img src=x onerror="document.title='stolen'">&</script><script>document.title='stolen'</script>`;

/** A report with one of everything. */
export const sample: AuditResult = {
  orgId: '00D000000000001EAA',
  orgName: 'Acme',
  isSandbox: false,
  readAt: '2026-11-30T09:00:00.000Z',
  period: { from: '2026-09-01T00:00:00.000Z', to: '2026-11-30T09:00:00.000Z', days: 90, daysAsked: 180 },
  sources: [
    { name: 'LoginHistory', status: 'read', days: 90, rows: 1204, message: '' },
    {
      name: 'EventLogFile',
      status: 'missing',
      days: null,
      rows: null,
      message: 'Requests over the API were not seen.',
    },
  ],
  users: [
    user({ username: 'erp.sync@acme.example', verdict: 'machine', certainty: 'certain', apiLogins: 1412 }),
    user({ username: 'warehouse@acme.example', verdict: 'machine', certainty: 'likely', apiLogins: 96, uiLogins: 1 }),
    user({ username: 'mixed@acme.example', verdict: 'shared', certainty: 'likely', apiLogins: 41, uiLogins: 58 }),
    user({ username: 'evil@acme.example', name: HOSTILE, verdict: 'unclear', certainty: 'possible', apiLogins: 2 }),
    user({ username: 'old@acme.example', verdict: 'machine', certainty: 'possible', apiLogins: 7, status: 'frozen' }),
    user({ username: 'nightly@acme.example', verdict: 'machine', certainty: 'certain', apiLogins: 300 }),
  ],
  integrationUsers: [
    {
      ...{ name: 'ZoomInfo', username: 'zoominfo@acme.integration', id: '005000000000009AAA', status: 'active' },
      ...{ profile: 'Integration API Only', lastLogin: '2026-11-29T10:00:00.000Z', permissionSetLicense: true },
      ...{ applications: ['ZoomInfo'], findings: [] },
    },
    {
      ...{ name: 'Legacy', username: 'legacy@acme.integration', id: '005000000000010AAA', status: 'active' },
      ...{ profile: 'Integration API Only', lastLogin: null, permissionSetLicense: null, applications: [] },
      findings: [finding('never-used', 'warning')],
    },
  ],
  applications: [
    app('ERP Connector', 1412, 1, false),
    app(HOSTILE, 300, 2, false),
    app('Salesforce for iOS', 90_000, 800, true),
  ],
  licenses: [
    {
      ...{ name: 'Salesforce', total: 120, used: 100, free: 20, freed: 3, price: 165, saving: 495 },
      usernames: ['erp.sync@acme.example', 'warehouse@acme.example', 'nightly@acme.example'],
    },
    { ...{ name: HOSTILE, total: 10, used: 4, free: 6, freed: 1, price: null, saving: null }, usernames: [] },
  ],
  integration: {
    userLicense: { name: 'Salesforce Integration', total: 5, used: 2, free: 3 },
    permissionSetLicense: { name: 'Salesforce API Integration', total: 5, used: 2, free: 3 },
    ...{ needed: 4, missing: 1 },
  },
  money: { currency: 'USD', period: 'month', saving: 495, cost: 12, net: 483, unpriced: ['Identity'] },
  findings: [{ ...finding('seats-nearly-gone', 'warning'), subject: HOSTILE }],
  counts: {
    ...{ activeUsers: 1204, apiUsers: 88, machines: { certain: 2, likely: 1, possible: 1 }, shared: 1, unclear: 1 },
    ...{ integrationUsers: 2, errors: 0, warnings: 2, infos: 0 },
  },
  resume: '2026-11-30T09:00:00.000Z',
};

/** The same report with many users, as in a large org. */
export function sampleOf(users: number): AuditResult {
  const many = Array.from({ length: users }, (_, at) => user({ username: `app${String(at)}@acme.example` }));
  return { ...sample, users: many };
}

function user(given: Partial<AuditedUser>): AuditedUser {
  const username = given.username ?? 'app@acme.example';
  return {
    ...{ name: 'Integration', username, id: '005000000000001AAA', profile: 'Legacy API User', license: 'Salesforce' },
    ...{ status: 'active', lastLogin: '2026-11-29T10:00:00.000Z', verdict: 'machine', certainty: 'likely' },
    evidence: [
      {
        ...{ class: 'password-flow', speaksFor: 'machine', application: 'ERP Connector', count: 1412 },
        ...{ first: '2026-09-01T00:00:00.000Z', last: '2026-11-29T10:00:00.000Z' },
        message: '1,412 logins with the OAuth password flow by "ERP Connector".',
      },
      {
        ...{ class: 'ui-login', speaksFor: 'person', application: null, count: 1, first: null, last: null },
        message: `One login to the user interface from ${HOSTILE}.`,
      },
    ],
    ...{ applications: ['ERP Connector'], addresses: ['192.0.2.10'], addressCount: 1, apiLogins: 12, uiLogins: 0 },
    findings: [finding('privileged-machine', 'error')],
    next: `sf integration-user migrate --username ${username} --dry-run`,
    ...given,
  };
}

function finding(id: string, severity: 'error' | 'warning' | 'info'): AuditResult['findings'][number] {
  return { id, severity, subject: 'legacy@acme.integration', message: 'It was.', why: 'It matters.', fix: 'Mend it.' };
}

function app(name: string, logins: number, users: number, forPeople: boolean): AuditResult['applications'][number] {
  return { name, logins, users, usernames: [], lastLogin: '2026-11-29T10:00:00.000Z', forPeople };
}
