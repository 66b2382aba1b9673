import { Messages } from '@salesforce/core/messages';
import { stringify } from 'csv-stringify/sync';
import type { CheckFinding } from '../checkFinding.ts';
import { columnName } from './auditText.ts';
import type { AuditedIntegrationUser, AuditedUser, AuditResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

const COLUMNS = [
  'kind',
  'username',
  'name',
  'id',
  'profile',
  'license',
  'status',
  'lastLogin',
  'verdict',
  'certainty',
  'evidence',
  'applications',
  'addresses',
  'addressCount',
  'apiLogins',
  'uiLogins',
  'findings',
  'next',
] as const;

/** A line for each user, for a spreadsheet: no cell can become a formula of it. */
export function auditCsv({ users, integrationUsers }: AuditResult): string {
  return stringify([...users.map(person), ...integrationUsers.map(integration)], {
    header: true,
    columns: COLUMNS.map((key) => ({ key, header: columnName(key) })),
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

type Line = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

function person(user: AuditedUser): Line {
  return {
    ...user,
    kind: words.getMessage('kind.person'),
    evidence: user.evidence.map(({ message }) => message).join('; '),
    applications: user.applications.join('; '),
    addresses: user.addresses.join('; '),
    findings: findings(user.findings),
  };
}

function integration(user: AuditedIntegrationUser): Line {
  const { name, username, id, profile, status, lastLogin } = user;
  return {
    ...{ name, username, id, profile, status, lastLogin },
    kind: words.getMessage('kind.integration'),
    applications: user.applications.join('; '),
    findings: findings(user.findings),
  };
}

function findings(all: readonly CheckFinding[]): string {
  return all.map(({ severity, message }) => `${severity}: ${message}`).join('; ');
}
