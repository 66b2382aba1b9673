import { Messages } from '@salesforce/core/messages';
import { fit, type FittedTable } from './table.ts';
import type { VerifyResult } from './verifyResult.ts';
import { expiredTexts, verifyHeadline, verifySections, type VerifyRow } from './verifyText.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** What this room needs of a command. */
type Ui = {
  readonly warn: (text: string) => unknown;
  readonly log: (text: string) => void;
  readonly table: (section: FittedTable<VerifyRow>) => void;
};

type Written = {
  readonly document: string | undefined;
  readonly file: string | undefined;
  readonly baseline: { readonly file: string; readonly count: number } | undefined;
};

/** Prints a result: the document alone where it goes to the terminal, otherwise tables and where everything was written. */
export function tellVerified(ui: Ui, result: VerifyResult, { document, file, baseline }: Written): void {
  for (const text of expiredTexts(result)) ui.warn(text);
  if (document !== undefined && file === undefined) {
    ui.log(document.trimEnd());
    return;
  }
  for (const section of verifySections(result)) ui.table(fit(section));
  if (file !== undefined) ui.log(output.getMessage('written', [file]));
  if (baseline) ui.log(words.getMessage('baseline.written', [baseline.file, baseline.count]));
  ui.log(`${words.getMessage(result.passed ? 'passed' : 'failed')} ${verifyHeadline(result)}`);
}
