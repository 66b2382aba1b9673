import type { Severity } from '../../checks/check.ts';
import { checkTexts } from '../checkFinding.ts';
import type { VerifyFinding, VerifyResult } from './verifyResult.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Where the page of the checks stands in the repository. */
const CHECKS_PAGE = 'docs/checks.md';

/** What a result does not tell of itself. */
export type SarifAbout = {
  /** Of the plugin. */
  readonly version: string;
  /** Address of the repository's files; without one, rules name the page and do not link to it: SARIF wants whole addresses. */
  readonly home: string | undefined;
  /** Where findings are shown by tools that know files only. */
  readonly definitionFile: string | undefined;
};

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * A result as SARIF 2.1.0 (OASIS): a rule for each check that found something, a result for each finding. There are no files to point at,
 * so the places are logical ones: the org and the user.
 */
export function sarif(result: VerifyResult, { version, home, definitionFile }: SarifAbout): string {
  const found = [
    ...result.findings.map((finding) => ({ username: undefined, finding })),
    ...result.users.flatMap(({ username, findings }) => findings.map((finding) => ({ username, finding }))),
  ];
  const ids = [...new Set(found.map(({ finding }) => finding.id))];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sf integration-user verify',
            version,
            rules: ids.map((id) => rule(id, found.find(({ finding }) => finding.id === id)?.finding, home)),
          },
        },
        results: found.map(({ username, finding }) => ({
          ruleId: finding.id,
          ruleIndex: ids.indexOf(finding.id),
          level: LEVELS[finding.severity],
          message: { text: `${finding.message} ${finding.fix}` },
          locations: [location(result.orgId, username, definitionFile)],
          partialFingerprints: { 'subject/v1': `${finding.id}:${username ?? ''}:${finding.subject}` },
          ...(finding.accepted
            ? { suppressions: [{ kind: 'external', status: 'accepted', justification: finding.accepted.reason }] }
            : {}),
        })),
        properties: { orgId: result.orgId, passed: result.passed, counts: result.counts },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(id: string, finding: VerifyFinding | undefined, home: string | undefined) {
  const { why } = checkTexts(id);
  const page = `${CHECKS_PAGE}#${id}`;
  return {
    id,
    shortDescription: { text: id.replace(/-/g, ' ') },
    fullDescription: { text: why },
    help: { text: `${why} (${page})` },
    ...(home === undefined ? {} : { helpUri: `${home.replace(/\/$/, '')}/${page}` }),
    defaultConfiguration: { level: LEVELS[finding?.severity ?? 'info'] },
  };
}

function location(orgId: string | null, username: string | undefined, file: string | undefined) {
  const org = orgId ?? 'org';
  const fullyQualifiedName = username === undefined ? org : `${org}/${username}`;
  return {
    logicalLocations: [
      { name: username ?? org, fullyQualifiedName, kind: username === undefined ? 'namespace' : 'member' },
    ],
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
            region: { startLine: 1 },
          },
        }),
  };
}
