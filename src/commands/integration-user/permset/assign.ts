import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { run } from '../../../apply/run.ts';
import { assignmentsAlone } from '../../../definition/part.ts';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { orgTexts } from '../../../report/create.ts';
import { blockedError } from '../../../report/failure.ts';
import { notBegun, type WriteResult } from '../../../report/result.ts';
import { runTold } from '../../../report/runTold.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.permset.assign');

export type IntegrationUserPermsetAssignResult = WriteResult;

const what = ['permission-set', 'permission-set-group', 'permission-set-license'];

export default class IntegrationUserPermsetAssign extends SfCommand<IntegrationUserPermsetAssignResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('68', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({ multiple: true, required: true, summary: messages.getMessage('flags.username.summary') }),
    'permission-set': Flags.string({
      multiple: true,
      atLeastOne: what,
      summary: messages.getMessage('flags.permission-set.summary'),
    }),
    'permission-set-group': Flags.string({
      multiple: true,
      summary: messages.getMessage('flags.permission-set-group.summary'),
    }),
    'permission-set-license': Flags.string({
      multiple: true,
      summary: messages.getMessage('flags.permission-set-license.summary'),
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserPermsetAssignResult> {
    const { flags } = await this.parse(IntegrationUserPermsetAssign);
    const { username, 'dry-run': dryRun, 'target-org': org, 'api-version': version, ...lists } = flags;
    const { users, problems } = assignmentsAlone(username, {
      'permission-set': lists['permission-set'],
      'permission-set-group': lists['permission-set-group'],
      'permission-set-license': lists['permission-set-license'],
    });
    if (users.length === 0) throw blockedError(problems, notBegun(org.getOrgId(), dryRun, problems));

    const connection = org.getConnection(version);
    const title = username.join(', ');
    const options = { dryRun, allowBroadAccess: true, own: false, prune: false, texts: orgTexts(), known: problems };
    const about = { title, dryRun, json: this.jsonEnabled(), instanceUrl: connection.instanceUrl };
    return runTold(this, about, ({ watch, onEvent }) => run({ connection, ...watch }, users, options, onEvent));
  }
}
