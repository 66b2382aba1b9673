import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../flags/exitCodes.ts';
import { migrateFlags } from '../../flags/migrate.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { readInput } from '../../migrate/input.ts';
import type { Migrated } from '../../migrate/migration.ts';
import { migrateUsers } from '../../migrate/migrateUsers.ts';
import { defaultSnapshotFile } from '../../migrate/snapshotFile.ts';
import type { Restoring } from '../../migrate/restoreUsers.ts';
import { undoMigration } from '../../migrate/undoMigration.ts';
import { orgTexts, usersTitle } from '../../report/create.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { migrateResult, type MigrateResult } from '../../report/migrate/migrate.ts';
import { outputProblems } from '../../report/outputFile.ts';
import { notBegun } from '../../report/result.ts';
import { startProgress } from '../../report/progress/stages.ts';
import {
  tellIntended,
  tellMigration,
  tellRestoring,
  tellUndoing,
  writeDefinition,
} from '../../report/migrate/tellMigration.ts';
import { mayAsk } from '../../report/mayAsk.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.migrate');

export type IntegrationUserMigrateResult = MigrateResult;

export default class IntegrationUserMigrate extends SfCommand<IntegrationUserMigrateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('1.checks', '68', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...migrateFlags,
  };

  public async run(): Promise<IntegrationUserMigrateResult> {
    const { flags } = await this.parse(IntegrationUserMigrate);
    const { 'dry-run': dryRun, 'definition-file-out': out, undo } = flags;
    const { 'allow-broad-access': allowBroadAccess, 'only-used': onlyUsed } = flags;
    const orgId = flags['target-org'].getOrgId();
    const input = await readInput(flags.username, flags['from-audit'], flags['definition-file']);
    const known = [...input.problems, ...(await outputProblems(out, false))];
    if (known.length > 0) throw blockedError(known, notBegun(orgId, dryRun, known));
    const json = this.jsonEnabled();
    const progress = await startProgress(usersTitle(input.usernames.length), { json, dryRun, checks: true });
    const org = { connection: flags['target-org'].getConnection(flags['api-version']), ...progress.watch };
    const asks = mayAsk(flags['no-prompt'], json);
    const asking =
      <T>(key: string, tell: (about: T) => number[]) =>
      (about: T) => {
        progress.pause();
        return this.confirm({ message: messages.getMessage(key, tell(about)), ms: 60_000 });
      };
    if (undo !== undefined) {
      const confirm = asking('confirmUndo', (plans: readonly Restoring[]) => tellRestoring(this, plans));
      const request = { snapshotFile: undo, dryRun, ...(asks ? { confirm } : {}) };
      const undoing = await undoMigration(org, request, progress.onEvent).finally(progress.stop).catch(unreachable);
      return tellUndoing(this, undoing, { orgId, dryRun, snapshotFile: undo });
    }
    const request = {
      ...input,
      snapshotFile: flags['snapshot-file'] ?? defaultSnapshotFile(input.usernames),
      narrowing: { exclude: flags.exclude ?? [], written: input.written, allowBroadAccess, onlyUsed },
      options: { dryRun, allowBroadAccess, texts: orgTexts(), known },
      ...(asks ? { confirm: asking('confirm', (users: readonly Migrated[]) => tellIntended(this, users)) } : {}),
    };
    const migration = await migrateUsers(org, request, progress.onEvent).finally(progress.stop).catch(unreachable);
    const result = migrateResult(orgId, dryRun, migration, request.snapshotFile);
    if (out !== undefined) await writeDefinition(this, out, migration, result);
    return tellMigration(this, migration, result);
  }
}
