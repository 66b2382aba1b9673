import { Messages } from '@salesforce/core/messages';
import { markdownCell as cell, markdownTable } from '../markdownText.ts';
import { auditHeadlines, auditSections, columnName } from './auditText.ts';
import type { AuditResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** A result as Markdown: the outcome, then the tables of the terminal. */
export function auditMarkdown(result: AuditResult): string {
  const about = words.getMessage('markdown.org', [result.orgName ?? '-', result.orgId ?? '-', result.readAt]);
  const blocks = [
    `## ${words.getMessage('markdown.title')}`,
    cell(about),
    auditHeadlines(result)
      .map((line) => `- ${cell(line)}`)
      .join('\n'),
    ...auditSections(result).flatMap(({ title, columns, rows }) => [
      `### ${title}`,
      markdownTable(
        columns.map(columnName),
        rows.map((row) => columns.map((key) => cell(row[key] ?? ''))),
      ),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
