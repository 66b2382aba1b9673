import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { migrateFlags } from '../../flags/migrate.ts';
import { migrateUsers } from '../../migrate/migrateUsers.ts';
import { defaultSnapshotFile } from '../../migrate/snapshotFile.ts';
import { undoMigration } from '../../migrate/undoMigration.ts';
import { orgTexts, usersTitle } from '../../report/create.ts';
import { unreachable } from '../../report/failure.ts';
import { migrateResult, type MigrateResult } from '../../report/migrate.ts';
import { startProgress } from '../../report/stages.ts';
import { tellMigration, tellUndoing } from '../../report/tellMigration.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.migrate');

export type IntegrationUserMigrateResult = MigrateResult;

export default class IntegrationUserMigrate extends SfCommand<IntegrationUserMigrateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    ...migrateFlags,
  };

  public async run(): Promise<IntegrationUserMigrateResult> {
    const { flags } = await this.parse(IntegrationUserMigrate);
    const { 'dry-run': dryRun, undo, 'target-org': target } = flags;
    const connection = target.getConnection(flags['api-version']);
    const usernames = [...new Set((flags.username ?? []).map((name) => name.toLowerCase()))];
    const progress = await startProgress(usersTitle(usernames.length), {
      json: this.jsonEnabled(),
      dryRun,
      checks: true,
    });
    const org = { connection, onRetry: progress.onRetry };
    const ask = (key: string, tokens: number[]) => {
      progress.stop();
      return this.confirm({ message: messages.getMessage(key, tokens), ms: 60_000 });
    };
    const asks = !flags['no-prompt'] && !this.jsonEnabled() && process.stdin.isTTY && process.stdout.isTTY;
    if (undo !== undefined) {
      const confirm = asks ? { confirm: (count: number) => ask('confirmUndo', [count]) } : {};
      const undoing = await undoMigration(org, { snapshotFile: undo, dryRun, ...confirm }, progress.onEvent)
        .finally(progress.stop)
        .catch(unreachable);
      return tellUndoing(this, undoing, { orgId: target.getOrgId(), dryRun, snapshotFile: undo });
    }
    const snapshotFile = flags['snapshot-file'] ?? defaultSnapshotFile(usernames);
    const options = { dryRun, allowBroadAccess: flags['allow-broad-access'], texts: orgTexts(), known: [] };
    const request = { usernames, snapshotFile, exclude: flags.exclude ?? [], options };
    const migration = await migrateUsers(
      org,
      asks ? { ...request, confirm: (lost) => ask('confirm', lost) } : request,
      progress.onEvent,
    )
      .finally(progress.stop)
      .catch(unreachable);
    const result = migrateResult(target.getOrgId(), dryRun, migration, snapshotFile);
    return tellMigration(this, migration, result);
  }
}
