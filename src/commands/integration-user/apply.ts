import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { runWithCredentials } from '../../verify/runWithCredentials.ts';
import { manyUsers } from '../../definition/manyUsers.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { allChanges, type Plan } from '../../plan/plan.ts';
import { failedChecks, infosLine, tellChecked } from '../../report/checked.ts';
import { appDescription, orgTexts, usersTitle } from '../../report/create.ts';
import { blockedError, failures, unreachable } from '../../report/failure.ts';
import { planLines, removals } from '../../report/plan.ts';
import { notBegun, warnings, writeResult, type WriteResult } from '../../report/result.ts';
import { startProgress } from '../../report/stages.ts';
import { mayAsk } from '../../report/mayAsk.ts';

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
    'definition-file': Flags.file({
      char: 'f',
      required: true,
      summary: messages.getMessage('flags.definition-file.summary'),
    }),
    prune: Flags.boolean({ default: false, summary: messages.getMessage('flags.prune.summary') }),
    'allow-broad-access': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.allow-broad-access.summary'),
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'detailed-exit-code': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.detailed-exit-code.summary'),
    }),
    'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserApplyResult> {
    const { flags } = await this.parse(IntegrationUserApply);
    const { users, problems } = await manyUsers(flags['definition-file']);
    if (users.length === 0)
      throw blockedError(problems, notBegun(flags['target-org'].getOrgId(), flags['dry-run'], problems));

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const dryRun = flags['dry-run'];
    const progress = await startProgress(usersTitle(users.length), { json: this.jsonEnabled(), dryRun, checks: true });
    const asks = mayAsk(flags['no-prompt'], this.jsonEnabled());
    const options = {
      ...{
        dryRun,
        allowBroadAccess: flags['allow-broad-access'],
        own: true,
        prune: flags.prune,
        texts: orgTexts(),
        known: problems,
      },
      ...(asks ? { confirm: (plan: Plan) => this.mayRemove(plan, progress.stop) } : {}),
    };
    const done = await runWithCredentials(
      { connection, onRetry: progress.onRetry },
      users,
      options,
      progress.onEvent,
      appDescription,
    )
      .finally(progress.stop)
      .catch(unreachable);

    const result = writeResult(dryRun, done);
    const failed = failures(done, result);
    if (!dryRun && result.outcome === 'planned') throw messages.createError('error.notConfirmed', [], []);
    for (const { message, fix } of warnings(done)) this.warn(`${message} ${fix}`);
    for (const { message, actions } of failed) this.warn([message, ...actions].join('\n'));
    for (const line of planLines(result)) this.log(line);
    tellChecked(this, done);
    for (const text of infosLine(done)) this.log(text);
    if (failed.length > 0) process.exitCode = 68;
    else if (failedChecks(done) > 0) process.exitCode = 1;
    else if (flags['detailed-exit-code'] && result.outcome === 'planned') process.exitCode = 2;
    return result;
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
