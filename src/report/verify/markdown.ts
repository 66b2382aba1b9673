import { Messages } from '@salesforce/core/messages';
import { markdownCell as cell, markdownCode as code, markdownTable } from '../markdownText.ts';
import { verifyHeadline } from './verifyText.ts';
import type { VerifyFinding, VerifyResult } from './verifyResult.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** A result as Markdown, for a comment on a pull request: the outcome, then what was found, user by user. */
export function markdown(result: VerifyResult): string {
  const { users, findings, passed } = result;
  const clean = users.filter((user) => user.findings.length === 0).map(({ username }) => code(username));
  const blocks = [
    `## ${words.getMessage('markdown.title')}`,
    `**${words.getMessage(passed ? 'passed' : 'failed')}** ${verifyHeadline(result)}`,
    ...(findings.length > 0 ? [`### ${words.getMessage('title.org')}`, table(findings)] : []),
    ...users.flatMap((user) => (user.findings.length > 0 ? [`### ${code(user.username)}`, table(user.findings)] : [])),
    ...(clean.length > 0 ? [words.getMessage('markdown.clean', [clean.join(', ')])] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(findings: readonly VerifyFinding[]): string {
  const head = ['column.severity', 'column.check', 'column.finding', 'column.remedy'].map((key) =>
    words.getMessage(key),
  );
  const rows = findings.map(({ severity, id, message, fix, accepted }) => {
    const told = accepted ? words.getMessage('accepted', [message, accepted.reason, accepted.expires]) : message;
    return [severity, code(id), cell(told), cell(fix)];
  });
  return markdownTable(head, rows);
}
