import { Messages } from '@salesforce/core/messages';
import type { CheckFinding } from '../checkFinding.ts';
import type { AuditedUser, AuditResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

export type AuditRow = Readonly<Record<string, string>>;
export type AuditSection = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly AuditRow[];
};

/** The words over a column. */
export function columnName(column: string): string {
  return words.getMessage(`column.${column}`);
}

function titleOf(section: string): string {
  return words.getMessage(`title.${section}`);
}

/** A result as tables: who, what it is worth, what is wrong, and what was not seen. Sections without rows are left out. */
export function auditSections(result: AuditResult): AuditSection[] {
  const isTold = ({ severity }: CheckFinding): boolean => severity !== 'info';
  const sections: AuditSection[] = [
    {
      title: titleOf('users'),
      columns: ['username', 'license', 'verdict', 'applications', 'lastLogin'],
      rows: result.users.map(userRow),
    },
    // A table of its own: beside all the rest it would be a dozen letters wide on a terminal of 80 columns.
    { title: titleOf('evidence'), columns: ['username', 'evidence'], rows: result.users.map(userRow) },
    { title: titleOf('licenses'), columns: licenseColumns(result), rows: licenseRows(result) },
    {
      title: titleOf('integrationUsers'),
      columns: ['username', 'severity', 'finding', 'remedy'],
      rows: result.integrationUsers.flatMap(({ username, findings }) =>
        findings.filter(isTold).map((finding) => ({ username, ...findingRow(finding) })),
      ),
    },
    {
      title: titleOf('findings'),
      columns: ['severity', 'finding', 'remedy'],
      rows: result.findings.map(findingRow),
    },
    { title: titleOf('sources'), columns: ['source', 'meaning'], rows: sourceRows(result) },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function userRow(user: AuditedUser): AuditRow {
  return {
    username: user.username,
    license: user.license,
    verdict: verdictText(user),
    evidence: user.evidence.map(({ message }) => message).join('\n'),
    applications: user.applications.join(', '),
    lastLogin: dayText(user.lastLogin),
  };
}

function verdictText({ verdict, certainty }: Pick<AuditedUser, 'verdict' | 'certainty'>): string {
  if (verdict === 'unclear') return words.getMessage('verdict.unclear');
  return words.getMessage(`verdict.${verdict}`, [words.getMessage(`certainty.${certainty}`)]);
}

function findingRow({ severity, id, message, fix }: CheckFinding): AuditRow {
  return { severity, check: id, finding: message, remedy: fix };
}

function sourceRows({ sources }: AuditResult): AuditRow[] {
  return sources
    .filter(({ status }) => status !== 'read')
    .map(({ name, message }) => ({ source: name, meaning: message }));
}

/** Prices stand there only where some were given. */
function licenseColumns({ money }: AuditResult): string[] {
  return ['license', 'total', 'used', 'free', 'freed', ...(money.currency === null ? [] : ['price', 'saving'])];
}

function licenseRows({ licenses, integration, money }: AuditResult): AuditRow[] {
  const own =
    integration.userLicense === null ? [] : [{ ...integration.userLicense, freed: 0, price: null, saving: null }];
  return [...licenses, ...own].map((row) => ({
    license: row.name,
    total: String(row.total),
    used: String(row.used),
    free: String(row.free),
    freed: String(row.freed),
    price: amount(row.price, money.currency),
    saving: amount(row.saving, money.currency),
  }));
}

/** An amount with its currency; empty where there is none. */
function amount(value: number | null, currency: string | null): string {
  return value === null ? '' : `${String(value)} ${currency ?? ''}`.trim();
}

function dayText(time: string | null): string {
  return time?.slice(0, 10) ?? words.getMessage('never');
}

/** The outcome in a few sentences. */
export function auditHeadlines({ counts, period, integration, money, licenses }: AuditResult): string[] {
  const { certain, likely, possible } = counts.machines;
  const free = Math.min(integration.userLicense?.free ?? 0, integration.permissionSetLicense?.free ?? 0);
  const known = (value: number | null): string => value?.toString() ?? words.getMessage('money.unknown');
  const freed = licenses.reduce((sum, license) => sum + license.freed, 0);
  return [
    words.getMessage('headline', [
      certain + likely + possible,
      certain,
      likely,
      possible,
      counts.shared,
      counts.unclear,
      period.days,
    ]),
    ...(period.days < period.daysAsked ? [words.getMessage('headline.short', [period.days, period.daysAsked])] : []),
    ...(integration.needed > 0
      ? [words.getMessage('headline.seats', [freed, integration.needed, Math.max(0, free), integration.missing])]
      : []),
    ...(money.currency === null
      ? []
      : [
          words.getMessage('headline.money', [
            known(money.saving),
            known(money.cost),
            known(money.net),
            money.currency,
            money.period,
          ]),
        ]),
    ...(money.currency !== null && money.unpriced.length > 0
      ? [words.getMessage('headline.unpriced', [money.unpriced.join(', ')])]
      : []),
    words.getMessage('headline.integration', [counts.integrationUsers, counts.errors, counts.warnings]),
  ];
}

/** What to do next. */
export function auditNext({ users }: AuditResult): string {
  const [first] = users;
  return first === undefined ? words.getMessage('next.none') : words.getMessage('next', [first.next]);
}
