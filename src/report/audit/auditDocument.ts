import type { AuditResult } from './result.ts';

export type AuditFormat = 'table' | 'json' | 'csv' | 'markdown' | 'html';

/** A result as one document; undefined for a table, which is for people at a terminal. */
export async function auditDocument(format: AuditFormat, result: AuditResult): Promise<string | undefined> {
  switch (format) {
    case 'table':
      return undefined;
    case 'json':
      return `${JSON.stringify(result, undefined, 2)}\n`;
    case 'csv':
      return (await import('./auditCsv.ts')).auditCsv(result);
    case 'markdown':
      return (await import('./auditMarkdown.ts')).auditMarkdown(result);
    case 'html':
      return (await import('./html/html.ts')).auditHtml(result);
  }
}
