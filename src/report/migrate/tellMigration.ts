import type { SfError } from '@salesforce/core';
import { Messages } from '@salesforce/core';
import { toYaml } from '../../definition/toYaml.ts';
import type { Migrated, Migration } from '../../migrate/migration.ts';
import type { Restoring } from '../../migrate/restoreUsers.ts';
import type { Undoing } from '../../migrate/undoMigration.ts';
import { failedChecks, infosLine, tellChecked } from '../checked.ts';
import { blockedError, failures } from '../failure.ts';
import {
  accessLines,
  accessResult,
  lostTables,
  migrationWarnings,
  missingCount,
  type MigrateResult,
} from './migrate.ts';
import { commandLine } from '../commandLine.ts';
import { noticeTables } from '../notices.ts';
import { writeOutput } from '../outputFile.ts';
import { planLines } from '../plan.ts';
import { warnings } from '../result.ts';
import { fit } from '../table.ts';
import type { Ui } from '../tell.ts';
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
  for (const table of lostTables(result.users)) ui.table(fit(table));
  for (const table of noticeTables('migrate', migration.users)) ui.table(fit(table));
  tellChecked(ui, run);
  for (const line of accessLines(result)) ui.log(line);
  if (result.snapshotFile !== null)
    ui.log(words.getMessage('undoHint', [commandLine(['--undo', result.snapshotFile])]));
  for (const text of infosLine(run)) ui.log(text);
  const missing = missingCount(result);
  if (missing > 0)
    ui.warn(
      [
        words.getMessage('missing', [missing]),
        words.getMessage('missingWay', [commandLine([result.snapshotFile ?? ''])]),
      ].join('\n'),
    );
  if (migration.notCompared !== undefined) ui.warn(words.getMessage('notCompared', [migration.notCompared]));
  if (failed.length > 0) process.exitCode = 68;
  else if (missing > 0 || failedChecks(run) > 0 || migration.notCompared !== undefined) process.exitCode = 1;
  return result;
}

/**
 * Writes the definition of users who move into a file, for review.
 * @throws SfError where it could not be written
 */
export async function writeDefinition(
  ui: Pick<Ui, 'log'>,
  file: string,
  { users }: Migration,
  result: MigrateResult,
): Promise<void> {
  if (users.length === 0) return;
  const definition = { users: users.map((user) => user.definition) };
  const unwritten = await writeOutput(file, toYaml(definition, words.getMessage('comment')), false);
  if (unwritten.length > 0) throw blockedError(unwritten, result);
  ui.log(words.getMessage('written', [file, commandLine([file])]));
}

/**
 * Shows what users are about to lose and what else is worth knowing of their move, so that somebody who is asked knows what for.
 * @returns how many users lose how many rights
 */
export function tellIntended(ui: Pick<Ui, 'table'>, users: readonly Migrated[]): [users: number, lost: number] {
  for (const table of lostTables(users.map((one) => ({ username: one.username, access: accessResult(one) }))))
    ui.table(fit(table));
  for (const table of noticeTables('migrate', users)) ui.table(fit(table));
  return [users.length, users.reduce((sum, { comparison }) => sum + comparison.lost.length, 0)];
}

/** Shows what users are about to get back. @returns how many changes that takes */
export function tellRestoring(ui: Pick<Ui, 'log'>, plans: readonly Restoring[]): [changes: number] {
  for (const { user, changes } of plans)
    for (const line of changes.length > 0
      ? [user.username, ...changes.map(({ action, type, name }) => `  ${action} ${type} ${name}`)]
      : [])
      ui.log(line);
  return [plans.reduce((sum, { changes }) => sum + changes.length, 0)];
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
  for (const { user, leftover } of undoing.users)
    if (leftover !== undefined)
      ui.warn(words.getMessage('leftover', [user.after.sets[0] ?? '', user.username, leftover]));
  for (const line of planLines(result)) ui.log(line);
  if (failed.length > 0) process.exitCode = 68;
  else if (!dryRun) ui.logSuccess(words.getMessage('undone', [result.users.length]));
  return result;
}
