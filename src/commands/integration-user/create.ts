import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { runWithCredentials } from '../../verify/runWithCredentials.ts';
import { oneUser } from '../../definition/oneUser.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { userFlags } from '../../flags/user.ts';
import { appDescription, orgTexts, userTitle } from '../../report/create.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { notBegun, type WriteResult } from '../../report/result.ts';
import { startProgress } from '../../report/stages.ts';
import { tell } from '../../report/tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.create');

export type IntegrationUserCreateResult = WriteResult;

export default class IntegrationUserCreate extends SfCommand<IntegrationUserCreateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('1.checks', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
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
    if (user === undefined)
      throw blockedError(problems, notBegun(flags['target-org'].getOrgId(), flags['dry-run'], problems));

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const dryRun = flags['dry-run'];
    const progress = await startProgress(userTitle(user.name), { json: this.jsonEnabled(), dryRun, checks: true });
    const options = {
      ...{ dryRun, allowBroadAccess: flags['allow-broad-access'] },
      ...{ own: false, prune: false, texts: orgTexts(), known: problems },
    };
    const done = await runWithCredentials(
      { connection, onRetry: progress.onRetry },
      [user],
      options,
      progress.onEvent,
      appDescription,
    )
      .finally(progress.stop)
      .catch(unreachable);

    return tell(this, done, { title: user.name, dryRun, instanceUrl: connection.instanceUrl });
  }
}
