import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { run } from '../../apply/run.ts';
import { oneUser } from '../../definition/oneUser.ts';
import { userFlags } from '../../flags/user.ts';
import { changeColumns, changeRows, headline, nextSteps, orgTexts, planTitle } from '../../report/create.ts';
import { blockedError, failedError, unreachable } from '../../report/failure.ts';
import { writeResult, type WriteResult } from '../../report/result.ts';
import { startProgress } from '../../report/stages.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.create');

export type IntegrationUserCreateResult = WriteResult;

export default class IntegrationUserCreate extends SfCommand<IntegrationUserCreateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    ...userFlags,
    'allow-broad-access': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.allow-broad-access.summary'),
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserCreateResult> {
    const { flags } = await this.parse(IntegrationUserCreate);
    const { user, problems } = await oneUser(flags, flags['definition-file']);
    if (user === undefined || problems.length > 0) throw blockedError(problems);

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const dryRun = flags['dry-run'];
    const progress = await startProgress(user.name, { json: this.jsonEnabled(), dryRun });
    const org = { connection, onRetry: progress.onRetry };
    const options = { dryRun, allowBroadAccess: flags['allow-broad-access'], texts: orgTexts() };
    const done = await run(org, user, options, progress.onEvent)
      .finally(() => {
        progress.stop();
      })
      .catch(unreachable);

    const result = writeResult(dryRun, done);
    if (done.outcome === 'blocked') throw blockedError(done.plan.problems, result);
    if (done.outcome === 'failed') throw failedError(done, result);
    for (const { message, fix } of result.users.flatMap(({ findings }) => findings)) this.warn(`${message} ${fix}`);
    const rows = changeRows(result);
    if (rows.length > 0)
      this.table({ data: rows, columns: changeColumns(), ...(dryRun ? { title: planTitle(user.name) } : {}) });
    this.logSuccess(headline(result));
    for (const { text, url } of nextSteps(connection.instanceUrl, done)) this.log(`${text} ${url}`.trim());
    return result;
  }
}
