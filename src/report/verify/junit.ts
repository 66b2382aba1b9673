import Builder from 'fast-xml-builder';
import type { VerifyFinding, VerifyResult } from './verifyResult.ts';

const builder = new Builder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

/** The name of the suite of what is about the org as a whole. */
const ORG = 'org';
const SUITES = 'sf integration-user verify';

type Case = {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': string;
  readonly failure?: { readonly '@message': string; readonly '@type': string; readonly '#text': string };
  readonly skipped?: string;
};

/**
 * A result as JUnit XML: a suite for each user, a case for each check. A check with an error that nobody accepted fails; one of which all
 * errors are accepted is skipped; what else was found is the output of the suite. Valid by the schema of Jenkins, and, where nothing is
 * accepted, by the older one of Ant, which knows no skipped cases, no output of a case and no totals.
 * @param readAt time of the run, ISO
 */
export function junit(result: VerifyResult, readAt: string): string {
  const { users, findings, checks, orgId } = result;
  const all = [
    ...users.map((user) => ({ name: user.username, ids: checks, findings: user.findings })),
    ...(findings.length > 0 ? [{ name: ORG, ids: [], findings }] : []),
  ];
  const about = { orgId: orgId ?? 'none', timestamp: readAt.replace(/\.\d+Z?$|Z$/, '') };
  const testsuite = all.map((one, at) => suite(at, one, about));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(clean({ testsuites: { testsuite } }))}`;
}

function suite(
  at: number,
  { name, ids, findings }: { name: string; ids: readonly string[]; findings: readonly VerifyFinding[] },
  { orgId, timestamp }: { orgId: string; timestamp: string },
) {
  const cases = [...new Set([...ids, ...findings.map(({ id }) => id)])].map((id) =>
    testCase(
      id,
      name,
      findings.filter((finding) => finding.id === id),
    ),
  );
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return {
    '@id': String(at),
    '@package': SUITES,
    '@name': name,
    '@tests': String(cases.length),
    '@failures': String(cases.filter(({ failure }) => failure).length),
    '@errors': '0',
    ...(skipped > 0 ? { '@skipped': String(skipped) } : {}),
    '@time': '0',
    '@timestamp': timestamp,
    '@hostname': 'salesforce',
    properties: { property: { '@name': 'orgId', '@value': orgId } },
    testcase: cases,
    'system-out': text(findings.filter((finding) => !fails(finding))),
    'system-err': '',
  };
}

function testCase(id: string, username: string, findings: readonly VerifyFinding[]): Case {
  const common = { '@name': id, '@classname': username, '@time': '0' };
  const failing = findings.filter(fails);
  const [first] = failing;
  if (first) return { ...common, failure: { '@message': first.message, '@type': id, '#text': text(failing) } };
  const [accepted] = findings;
  if (!accepted?.accepted || findings.some((finding) => finding.accepted === undefined)) return common;
  return { ...common, skipped: accepted.accepted.reason };
}

function fails({ severity, accepted }: VerifyFinding): boolean {
  return severity === 'error' && accepted === undefined;
}

function text(findings: readonly VerifyFinding[]): string {
  return findings
    .map(({ id, severity, message, why, fix }) => `[${severity}] ${id}: ${message}\n${why}\n${fix}`)
    .join('\n\n');
}

/** XML has no place for these characters, not even escaped. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function clean<T>(value: T): T {
  if (typeof value === 'string') return value.replace(FORBIDDEN, '\uFFFD') as T;
  if (Array.isArray(value)) return value.map((one: unknown) => clean(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, clean(one)])) as T;
}
