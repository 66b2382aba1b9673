import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { run } from '../../../apply/run.ts';
import { profileAlone } from '../../../definition/part.ts';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { readSourceProfile } from '../../../org/state/sourceProfile.ts';
import { orgTexts } from '../../../report/create.ts';
import { unreachable } from '../../../report/failure.ts';
import type { WriteResult } from '../../../report/result.ts';
import { runTold } from '../../../report/runTold.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.profile.clone');

export type IntegrationUserProfileCloneResult = WriteResult;

export default class IntegrationUserProfileClone extends SfCommand<IntegrationUserProfileCloneResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    name: Flags.string({ char: 'n', required: true, summary: messages.getMessage('flags.name.summary') }),
    source: Flags.string({ summary: messages.getMessage('flags.source.summary') }),
    permission: Flags.string({ multiple: true, summary: messages.getMessage('flags.permission.summary') }),
    'allow-broad-access': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.allow-broad-access.summary'),
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserProfileCloneResult> {
    const { flags } = await this.parse(IntegrationUserProfileClone);
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const source =
      flags.source === undefined ? undefined : await readSourceProfile({ connection }, flags.source).catch(unreachable);
    const { users, problems } = profileAlone(flags.name, flags.source, source, flags.permission ?? []);

    const dryRun = flags['dry-run'];
    const options = {
      ...{ dryRun, allowBroadAccess: flags['allow-broad-access'] },
      ...{ own: false, prune: false, texts: orgTexts(), known: problems },
    };
    const about = { title: flags.name, dryRun, json: this.jsonEnabled(), instanceUrl: connection.instanceUrl };
    return runTold(this, about, ({ watch, onEvent }) => run({ connection, ...watch }, users, options, onEvent));
  }
}
