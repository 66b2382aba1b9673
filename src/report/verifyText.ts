import { Messages } from '@salesforce/core/messages';
import type { Table } from './table.ts';
import type { VerifyFinding, VerifyResult } from './verifyResult.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

export type VerifyRow = { severity: string; check: string; finding: string; fix: string };
export type VerifySection = Table<VerifyRow>;

/** The columns of a table of findings. */
export function findingColumns(): VerifySection['columns'] {
  return (['severity', 'check', 'finding', 'fix'] as const).map((key) => ({
    key,
    name: words.getMessage(`column.${key === 'fix' ? 'remedy' : key}`),
  }));
}

/** With more users than this, a table leaves out what is only worth knowing. */
const FEW_USERS = 5;

/** A table for each user of whom something was found, the org first. */
export function verifySections({ users, findings }: VerifyResult): VerifySection[] {
  const isTold = ({ severity, accepted }: VerifyFinding): boolean =>
    users.length <= FEW_USERS || severity !== 'info' || accepted !== undefined;
  const columns = findingColumns();
  const section = (title: string, some: readonly VerifyFinding[]): VerifySection[] => {
    const told = some.filter(isTold);
    const data = told.toSorted((one, other) => rank(one) - rank(other)).map(row);
    return told.length === 0 ? [] : [{ title: `${title} (${counted(some)})`, data, columns }];
  };
  return [
    ...section(words.getMessage('title.org'), findings),
    ...users.flatMap((user) => section(user.username, user.findings)),
  ];
}

/** What is worst comes first, what is accepted last. */
function rank({ severity, accepted }: VerifyFinding): number {
  return accepted === undefined ? ['error', 'warning', 'info'].indexOf(severity) : 3;
}

function row({ severity, id, message, fix, accepted }: VerifyFinding): VerifyRow {
  return {
    severity: accepted ? words.getMessage('severity.accepted') : severity,
    check: id,
    finding: accepted ? words.getMessage('accepted', [message, accepted.reason, accepted.expires]) : message,
    fix,
  };
}

function counted(findings: readonly VerifyFinding[]): string {
  const open = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity && finding.accepted === undefined).length;
  const accepted = findings.filter((finding) => finding.accepted !== undefined).length;
  return words.getMessage('counts', [open('error'), open('warning'), open('info'), accepted]);
}

/** The outcome in one sentence. */
export function verifyHeadline({ counts }: VerifyResult): string {
  const { users, errors, warnings, infos, accepted } = counts;
  if (users === 0) return words.getMessage('none');
  return words.getMessage('headline', [users, words.getMessage('counts', [errors, warnings, infos, accepted])]);
}

/** Entries of the baseline that count no more. */
export function expiredTexts({ expired }: VerifyResult): string[] {
  return expired.map(({ id, username, subject, expires }) =>
    words.getMessage('expired', [id, subject, username ?? words.getMessage('title.org'), expires]),
  );
}
