import { Messages } from '@salesforce/core/messages';
import type { Run } from '../apply/run.ts';
import { failedChecks, infosLine, tellChecked } from './checked.ts';
import { told, type FailureText } from './failure.ts';
import { finding } from './finding.ts';
import { writeOutput } from './outputFile.ts';
import { planLines } from './plan.ts';
import { planDocument, type PlanFormat } from './planDocument.ts';
import { warnings, writeResult, type WriteResult } from './result.ts';
import type { Ui } from './tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.apply');
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Where a document goes: to the terminal without a file. */
export type Output = {
  readonly format: PlanFormat;
  readonly file: string | undefined;
  readonly overwrite: boolean;
};

/**
 * Tells what a run about the users of a file did, or would do, and gives back its result. A document tells a failed run, too.
 * @throws SfError when its removals were not confirmed, when it was blocked, or when every user that was to change failed
 */
export async function tellApplied(
  ui: Ui,
  done: Run,
  { dryRun, detailedExitCode, ...output }: Output & { readonly dryRun: boolean; readonly detailedExitCode: boolean },
): Promise<WriteResult> {
  const result = writeResult(dryRun, done);
  if (!dryRun && result.outcome === 'planned') throw messages.createError('error.notConfirmed', [], []);
  const { texts, error } = told(done, result);
  const written = await writePlan(ui, result, texts, output);
  if (error) throw error;
  for (const { message, fix } of warnings(done)) ui.warn(`${message} ${fix}`);
  for (const { message, actions } of texts) ui.warn([message, ...actions].join('\n'));
  if (output.format === 'table' || output.file !== undefined) {
    for (const line of planLines(result)) ui.log(line);
    tellChecked(ui, done);
    for (const text of infosLine(done)) ui.log(text);
  }
  if (texts.length > 0) process.exitCode = 68;
  else if (failedChecks(done) > 0 || !written) process.exitCode = 1;
  else if (detailedExitCode && result.outcome === 'planned') process.exitCode = 2;
  return result;
}

/** Puts the document where it belongs. Where it cannot, that is told and false comes back: what was done is done. */
export async function writePlan(
  ui: Pick<Ui, 'log' | 'warn'>,
  result: WriteResult,
  failed: readonly FailureText[],
  { format, file, overwrite }: Output,
): Promise<boolean> {
  const document = planDocument(format, result, failed);
  if (document === undefined) return true;
  if (file === undefined) {
    ui.log(document.trimEnd());
    return true;
  }
  const problems = (await writeOutput(file, document, overwrite)).map(finding);
  for (const { message, fix } of problems) ui.warn(`${message} ${fix}`);
  if (problems.length === 0) ui.log(words.getMessage('written', [file]));
  return problems.length === 0;
}
