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

type Case = {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': string;
  readonly failure?: { readonly '@message': string; readonly '@type': string; readonly '#text': string };
  readonly skipped?: { readonly '@message': string };
  readonly 'system-out'?: string;
};

/**
 * A result as JUnit XML: a suite for each user, a case for each check. A check with an error that nobody accepted fails; one of which all
 * errors are accepted is skipped; what else was found is its output.
 * @param readAt time of the run, ISO
 */
export function junit(result: VerifyResult, readAt: string): string {
  const { users, findings, checks } = result;
  const suites = [
    ...users.map((user) => suite(user.username, checks, user.findings, readAt)),
    ...(findings.length > 0 ? [suite(ORG, [], findings, readAt)] : []),
  ];
  const sum = (key: '@tests' | '@failures' | '@skipped'): string =>
    String(suites.reduce((total, one) => total + Number(one[key]), 0));
  const all = { '@tests': sum('@tests'), '@failures': sum('@failures'), '@errors': '0', '@time': '0' };
  const body = { testsuites: { '@name': 'sf integration-user verify', ...all, testsuite: suites } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(clean(body))}`;
}

function suite(name: string, checks: readonly string[], findings: readonly VerifyFinding[], readAt: string) {
  const ids = [...new Set([...checks, ...findings.map(({ id }) => id)])];
  const cases = ids.map((id) =>
    testCase(
      id,
      name,
      findings.filter((finding) => finding.id === id),
    ),
  );
  return {
    '@name': name,
    '@tests': String(cases.length),
    '@failures': String(cases.filter(({ failure }) => failure).length),
    '@errors': '0',
    '@skipped': String(cases.filter(({ skipped }) => skipped).length),
    '@time': '0',
    '@timestamp': readAt.replace(/\.\d+Z?$/, ''),
    '@hostname': 'salesforce',
    testcase: cases,
  };
}

function testCase(id: string, username: string, findings: readonly VerifyFinding[]): Case {
  const common = { '@name': id, '@classname': username, '@time': '0' };
  const failing = findings.filter(({ severity, accepted }) => severity === 'error' && accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  const [first] = failing;
  const rest = findings.filter((finding) => !failing.includes(finding));
  const output = rest.length > 0 ? { 'system-out': text(rest) } : {};
  if (first) {
    return { ...common, failure: { '@message': first.message, '@type': id, '#text': text(failing) }, ...output };
  }
  const all = accepted.length > 0 && accepted.length === findings.length;
  return { ...common, ...(all ? { skipped: { '@message': accepted[0]?.accepted?.reason ?? '' } } : {}), ...output };
}

function text(findings: readonly VerifyFinding[]): string {
  return findings.map(({ severity, message, why, fix }) => `[${severity}] ${message}\n${why}\n${fix}`).join('\n\n');
}

/** XML has no place for these characters, not even escaped. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function clean<T>(value: T): T {
  if (typeof value === 'string') return value.replace(FORBIDDEN, '\uFFFD') as T;
  if (Array.isArray(value)) return value.map((one: unknown) => clean(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, clean(one)])) as T;
}
