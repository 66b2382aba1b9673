import { Messages } from '@salesforce/core/messages';
import { fit, type FittedTable } from '../table.ts';
import { auditHeadlines, auditNext, auditSections, columnName, type AuditRow } from './auditText.ts';
import type { AuditResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** What this room needs of a command. */
type Ui = {
  readonly log: (text: string) => void;
  readonly table: (table: FittedTable<AuditRow>) => void;
};

/** Rows of a table that somebody reads at a terminal. */
const ROWS = 50;

/** Prints a result: the document alone where it goes to the terminal, otherwise tables, the outcome, and where everything was written. */
export function tellAudit(ui: Ui, result: AuditResult, document: string | undefined, file: string | undefined): void {
  if (document !== undefined && file === undefined) {
    ui.log(document.trimEnd());
    return;
  }
  if (document === undefined)
    for (const { title, columns, rows } of auditSections(result)) {
      ui.table(
        fit({ title, data: rows.slice(0, ROWS), columns: columns.map((key) => ({ key, name: columnName(key) })) }),
      );
      if (rows.length > ROWS) ui.log(words.getMessage('more', [rows.length - ROWS]));
    }
  for (const text of auditHeadlines(result)) ui.log(text);
  if (file !== undefined) ui.log(words.getMessage('written', [file]));
  ui.log(auditNext(result));
  ui.log(words.getMessage('resume', [result.resume]));
}
