import type { SfError } from '@salesforce/core';
import { Messages } from '@salesforce/core';
import type { Migration } from '../migrate/migration.ts';
import type { Undoing } from '../migrate/undoMigration.ts';
import { failedChecks, infosLine, tellChecked } from './checked.ts';
import { blockedError, failures } from './failure.ts';
import {
  accessLines,
  lostTables,
  migrationWarnings,
  missingCount,
  noticeTables,
  type MigrateResult,
} from './migrate.ts';
import { planLines } from './plan.ts';
import { warnings } from './result.ts';
import { fit } from './table.ts';
import type { Ui } from './tell.ts';
import { undoFailures, undoResult } from './undo.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.migrate');

/**
 * Tells a person what became of users who were to move, and gives back the result.
 * @throws SfError when it was blocked, failed, or not confirmed
 */
export function tellMigration(ui: Ui, migration: Migration, result: MigrateResult): MigrateResult {
  const { run, problems } = migration;
  if (problems.some(({ severity }) => severity === 'error')) throw blockedError(problems, result);
  for (const text of migrationWarnings(migration)) ui.warn(text);
  if (run === undefined) return result;
  const failed = failures(run, result);
  if (!result.dryRun && result.outcome === 'planned') throw words.createError('error.notConfirmed', [], []);
  for (const { message, fix } of warnings(run)) ui.warn(`${message} ${fix}`);
  for (const { message, actions } of failed) ui.warn([message, ...actions].join('\n'));
  for (const line of planLines(result)) ui.log(line);
  for (const table of lostTables(result)) ui.table(fit(table));
  for (const table of noticeTables(migration)) ui.table(fit(table));
  tellChecked(ui, run);
  for (const line of accessLines(result)) ui.log(line);
  if (result.snapshotFile !== null) ui.log(words.getMessage('undoHint', [`--undo ${result.snapshotFile}`]));
  for (const text of infosLine(run)) ui.log(text);
  const missing = missingCount(result);
  if (missing > 0)
    ui.warn(
      [words.getMessage('missing', [missing]), words.getMessage('missingWay', [result.snapshotFile ?? ''])].join('\n'),
    );
  if (migration.notCompared !== undefined) ui.warn(words.getMessage('notCompared', [migration.notCompared]));
  if (failed.length > 0) process.exitCode = 68;
  else if (missing > 0 || failedChecks(run) > 0 || migration.notCompared !== undefined) process.exitCode = 1;
  return result;
}

/**
 * The same for users who were to get back what they had.
 * @throws SfError when it was blocked, failed, or not confirmed
 */
export function tellUndoing(
  ui: Ui,
  undoing: Undoing,
  { orgId, dryRun, snapshotFile }: { orgId: string; dryRun: boolean; snapshotFile: string },
): MigrateResult {
  const result = undoResult(orgId, dryRun, undoing, undoing.licenses, snapshotFile);
  if (undoing.problems.some(({ severity }) => severity === 'error')) throw blockedError(undoing.problems, result);
  if (!dryRun && result.outcome === 'planned') throw words.createError('error.notConfirmed', [], []) satisfies SfError;
  const failed = undoFailures(undoing, result);
  for (const text of failed) ui.warn(text);
  for (const line of planLines(result)) ui.log(line);
  if (failed.length > 0) process.exitCode = 68;
  else if (!dryRun) ui.logSuccess(words.getMessage('undone', [result.users.length]));
  return result;
}
