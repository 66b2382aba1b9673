import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { runWithCredentials } from '../../verify/runWithCredentials.ts';
import { manyUsers } from '../../definition/manyUsers.ts';
import { applyFlags, PLAN_DOCUMENTS } from '../../flags/apply.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { allChanges, type Plan } from '../../plan/plan.ts';
import { appDescription, orgTexts, usersTitle } from '../../report/create.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { outputProblems, refuseTable } from '../../report/outputFile.ts';
import { removals } from '../../report/plan.ts';
import { notBegun, type WriteResult } from '../../report/result.ts';
import { startProgress } from '../../report/progress/stages.ts';
import { mayAsk } from '../../report/mayAsk.ts';
import { tellApplied, writePlan } from '../../report/tellApplied.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.apply');

export type IntegrationUserApplyResult = WriteResult;

export default class IntegrationUserApply extends SfCommand<IntegrationUserApplyResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('2.change', '68', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...applyFlags,
  };

  public async run(): Promise<IntegrationUserApplyResult> {
    const { flags } = await this.parse(IntegrationUserApply);
    const { 'dry-run': dryRun, 'output-format': format, 'output-file': file, overwrite } = flags;
    refuseTable(file, format, PLAN_DOCUMENTS);
    const output = { format, file, overwrite };
    const { users, problems } = await manyUsers(flags['definition-file']);
    const known = [...problems, ...(await outputProblems(file, overwrite))];
    if (users.length === 0) {
      const nothing = notBegun(flags['target-org'].getOrgId(), dryRun, known);
      await writePlan(this, nothing, [], output);
      throw blockedError(known, nothing);
    }

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const json = this.jsonEnabled() || (format !== 'table' && file === undefined);
    const progress = await startProgress(usersTitle(users.length), { json, dryRun, checks: true });
    const asks = mayAsk(flags['no-prompt'], this.jsonEnabled());
    const options = {
      ...{ dryRun, allowBroadAccess: flags['allow-broad-access'], own: true, prune: flags.prune },
      ...{ texts: orgTexts(), known },
      ...(asks ? { confirm: (plan: Plan) => this.mayRemove(plan, progress.pause) } : {}),
    };
    const done = await runWithCredentials(
      { connection, ...progress.watch },
      users,
      options,
      progress.onEvent,
      appDescription,
    )
      .finally(progress.stop)
      .catch(unreachable);

    return tellApplied(this, done, { dryRun, detailedExitCode: flags['detailed-exit-code'], ...output });
  }

  /** sf keeps the text of a result, its parts and its colors in memory at once: 100 MB for the changes of 200 users. */
  public override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  }

  /** Asks before anything is taken away. */
  private async mayRemove(plan: Plan, before: () => void): Promise<boolean> {
    const count = removals(plan.users.flatMap(allChanges));
    if (count === 0) return true;
    before();
    return this.confirm({ message: messages.getMessage('confirm', [count]), ms: 60_000 });
  }
}
